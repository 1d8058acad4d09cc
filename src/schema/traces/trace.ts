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
    'The values inside one recurrent layer: [step, unit], or [unit] at one step. Gates are values after the logistic sigmoid. A value that the cell does not have is null: all of them for a vanilla RNN.',
})
export class Gates {
  @Field(() => Tensor, {
    nullable: true,
    description: 'LSTM: i in 0 to 1; 1 lets the candidate in.',
  })
  inputGate!: Tensor | null;

  @Field(() => Tensor, {
    nullable: true,
    description: 'LSTM: f in 0 to 1; 1 keeps the cell state.',
  })
  forgetGate!: Tensor | null;

  @Field(() => Tensor, {
    nullable: true,
    description: 'LSTM: o in 0 to 1; 1 shows the cell state.',
  })
  outputGate!: Tensor | null;

  @Field(() => Tensor, {
    nullable: true,
    description: 'c̃ of the LSTM, h̃ of the GRU: what could be stored, −1 to 1.',
  })
  candidate!: Tensor | null;

  @Field(() => Tensor, { nullable: true, description: 'LSTM: c, without bound.' })
  cellState!: Tensor | null;

  @Field(() => Tensor, { nullable: true, description: 'GRU: z in 0 to 1; 1 holds the old state.' })
  updateGate!: Tensor | null;

  @Field(() => Tensor, {
    nullable: true,
    description: 'GRU: r in 0 to 1; 0 hides the old state from the candidate.',
  })
  resetGate!: Tensor | null;
}

@ObjectType({ description: 'One recurrent layer as an image passes through.' })
export class LayerTrace {
  @Field(() => Int, { description: 'The layer, from 0 at the input.' })
  layer!: number;

  @Field(() => Tensor, { description: 'h after each step: [step, unit].' })
  hiddenStates!: Tensor;

  @Field(() => Tensor, {
    nullable: true,
    description: 'c after each step: [step, unit]; null where the cell has none.',
  })
  cellStates!: Tensor | null;

  @Field(() => Gates, { description: 'Gates, candidate and cell state.' })
  gates!: Gates;
}

@ObjectType({
  description:
    'One image in one network. Only what is asked for is computed, in one pass; `untouched` and `difference` take another without the changes, `claims` one or two more. A network that sees the whole image at once has no steps: no layers here, no interventions, no pictures over steps.',
})
export class Trace {
  @Field(() => Image, { description: 'What was read.' })
  image!: Image;

  @Field(() => Model, {
    nullable: true,
    description: 'The model that read it; null where a snapshot did.',
  })
  model!: Model | null;

  @Field(() => [LayerTrace], {
    description:
      'The recurrent layers, from the input up; none where the network sees the whole image at once.',
  })
  layers!: LayerTrace[];

  @Field(() => [Tensor], {
    description:
      'Whatever there is, by name, with the axes that activationNames tells: [step, unit] for instance.',
  })
  activations!: Tensor[];

  @Field(() => [StepPrediction], { description: 'The answer at every step.' })
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
    description: 'The same without the interventions or the preset; null where there is neither.',
  })
  untouched!: Trace | null;

  @Field(() => [Tensor], {
    nullable: true,
    description:
      'Changed minus untouched, by name: [step, unit or class]; null without interventions or a preset.',
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
      'An activation untouched, changed, and the difference, side by side; null without interventions or a preset.',
  })
  differenceFigure!: Picture | null;

  @Field(() => Control, {
    nullable: true,
    description:
      'The same changes on random units, so that one sees whether it matters which; null without changes. An intervention must name some but not all units.',
  })
  control!: Control | null;

  @Field(() => [Claim], {
    description: 'What the preset shows, measured in layer 0; empty without a preset.',
  })
  claims!: Claim[];
}
