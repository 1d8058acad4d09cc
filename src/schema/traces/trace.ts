import { Field, Int, ObjectType } from 'type-graphql';

import { Image } from '../images/image.ts';
import { Control } from './control.ts';
import { Claim } from './claim.ts';
import { Model } from '../models/model.ts';
import { Picture } from '../tensors/picture.ts';
import { Decision, StepPrediction } from './prediction.ts';
import { Tensor } from '../tensors/tensor.ts';

@ObjectType({
  description:
    'The values inside one recurrent layer: [step, unit], or [unit] at one step. Gates are given after the logistic sigmoid. A field is null if the cell has no such value; a vanilla RNN has none of them.',
})
export class Gates {
  @Field(() => Tensor, {
    nullable: true,
    description: 'The input gate i of an LSTM, 0 to 1: at 1 it lets the whole candidate in.',
  })
  inputGate!: Tensor | null;

  @Field(() => Tensor, {
    nullable: true,
    description: 'The forget gate f of an LSTM, 0 to 1: at 1 it keeps the whole cell state.',
  })
  forgetGate!: Tensor | null;

  @Field(() => Tensor, {
    nullable: true,
    description: 'The output gate o of an LSTM, 0 to 1: at 1 it shows the whole cell state.',
  })
  outputGate!: Tensor | null;

  @Field(() => Tensor, {
    nullable: true,
    description:
      'The candidate, c̃ of an LSTM or h̃ of a GRU, −1 to 1: the new content that may be stored.',
  })
  candidate!: Tensor | null;

  @Field(() => Tensor, {
    nullable: true,
    description: 'The cell state c of an LSTM, without bounds.',
  })
  cellState!: Tensor | null;

  @Field(() => Tensor, {
    nullable: true,
    description: 'The update gate z of a GRU, 0 to 1: at 1 it keeps the old state.',
  })
  updateGate!: Tensor | null;

  @Field(() => Tensor, {
    nullable: true,
    description:
      'The reset gate r of a GRU, 0 to 1: at 0 it hides the old state from the candidate.',
  })
  resetGate!: Tensor | null;
}

@ObjectType({ description: 'What one recurrent layer computes as the network reads an image.' })
export class LayerTrace {
  @Field(() => Int, { description: 'The layer, from 0 at the input.' })
  layer!: number;

  @Field(() => Tensor, { description: 'The hidden state h after each step: [step, unit].' })
  hiddenStates!: Tensor;

  @Field(() => Tensor, {
    nullable: true,
    description: 'The cell state c after each step: [step, unit]; null if the cell has none.',
  })
  cellStates!: Tensor | null;

  @Field(() => Gates, { description: 'Gates, candidate and cell state.' })
  gates!: Gates;
}

@ObjectType({
  description:
    'What happens inside one network as it reads one image. Only what is asked for is computed, in one pass. `untouched` and `difference` take one more pass, without the changes; `claims` takes one or two more. A network that sees the whole image at once has no steps, so it has no `layers`, no interventions and no pictures over steps.',
})
export class Trace {
  @Field(() => Image, { description: 'The image that was read.' })
  image!: Image;

  @Field(() => Model, {
    nullable: true,
    description: 'The model that read the image; null if a snapshot did.',
  })
  model!: Model | null;

  @Field(() => [LayerTrace], {
    description:
      'The recurrent layers, from the input up; empty if the network sees the whole image at once.',
  })
  layers!: LayerTrace[];

  @Field(() => [Tensor], {
    description:
      'Any values inside the network, by name. Their axes are those that activationNames lists, such as [step, unit].',
  })
  activations!: Tensor[];

  @Field(() => [StepPrediction], { description: 'What the network would answer after each step.' })
  predictions!: StepPrediction[];

  @Field(() => Tensor, {
    description:
      'The logits at every step: [step, class], or [class] where the network sees the whole image at once.',
  })
  logits!: Tensor;

  @Field(() => Tensor, {
    description: 'The probabilities, softmax of the logits, of the same shape.',
  })
  probabilities!: Tensor;

  @Field(() => Decision, { description: 'When and what it decides.' })
  decision!: Decision;

  @Field(() => Trace, {
    nullable: true,
    description: 'The trace without the interventions or the preset; null if there is neither.',
  })
  untouched!: Trace | null;

  @Field(() => [Tensor], {
    nullable: true,
    description:
      'The changed values minus the untouched ones, by name: [step, unit or class]. Null without interventions or a preset.',
  })
  difference!: Tensor[] | null;

  @Field(() => Picture, {
    description:
      'Everything in one picture: image, gates, states, and the probabilities with the decision marked.',
  })
  figure!: Picture;

  @Field(() => Picture, {
    description: 'The probabilities at every step beside the image, with the decision marked.',
  })
  predictionsFigure!: Picture;

  @Field(() => Picture, {
    description: 'The gates and states of one unit as lines over the steps.',
  })
  unitFigure!: Picture;

  @Field(() => Picture, {
    nullable: true,
    description:
      'One activation untouched, changed, and their difference, side by side. Null without interventions or a preset.',
  })
  differenceFigure!: Picture | null;

  @Field(() => Control, {
    nullable: true,
    description:
      'The same changes on random units, so that one sees whether it matters which; null without changes. An intervention must name some but not all units.',
  })
  control!: Control | null;

  @Field(() => [Claim], {
    description: 'Statements about the preset, measured in layer 0; empty without a preset.',
  })
  claims!: Claim[];
}
