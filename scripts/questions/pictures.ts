import { writeFile } from 'node:fs/promises';
import type { TellingImages } from './decisionSurvey.ts';
import type { QuestionedService } from './service.ts';

const folder = new URL('../../docs/figures/', import.meta.url);

interface Svg {
  svg: string;
}

/** Every kind of picture of one model reading one image. */
interface EveryKind {
  trace: {
    figure: Svg;
    predictionsFigure: Svg;
    unitFigure: Svg;
    logits: { heatMap: Svg };
    layers: { gates: Record<string, { heatMap: Svg }> }[];
  };
  held: { differenceFigure: Svg };
  hiddenStates: { heatMap: Svg; ends: Svg; png: string };
}

/** Writes docs/figures. */
export async function drawPictures(
  service: QuestionedService,
  models: { gru: string; stacked: string; cnn: string },
  images: TellingImages,
): Promise<void> {
  await drawEveryKind(service, models.gru, 'gru-64', 'updateGate', images.five.index);
  await drawEveryKind(service, models.stacked, 'lstm-3x32', 'forgetGate', images.five.index);
  for (const name of ['late', 'lost', 'misread'] as const) {
    const { trace } = await service.ask<{ trace: { predictionsFigure: Svg } }>(`{
      trace(image: { example: { index: ${images[name].index} } }, model: "${models.gru}") {
        predictionsFigure { svg }
      }
    }`);
    await write(`gru-64-${name}.svg`, trace.predictionsFigure.svg);
  }
  const { picture } = await service.askQuestion<{ picture: { unitFigure: Svg } }>(
    '6-gates-over-time.graphql',
  );
  await write('lstm-32-unit.svg', picture.unitFigure.svg);
  const { trace } = await service.ask<{ trace: { activations: { heatMap: Svg }[] } }>(`{
    trace(image: { example: { index: ${images.five.index} } }, model: "${models.cnn}") {
      activations(names: ["convolutions.0.output"]) { heatMap { svg } }
    }
  }`);
  await write('cnn-channels.svg', (trace.activations[0] as { heatMap: Svg }).heatMap.svg);
}

async function drawEveryKind(
  service: QuestionedService,
  model: string,
  name: string,
  gate: string,
  index: number,
): Promise<void> {
  const reading = `image: { example: { index: ${index} } }, model: "${model}"`;
  const { trace, held, hiddenStates } = await service.ask<EveryKind>(`{
    trace(${reading}) {
      figure { svg }
      predictionsFigure { svg }
      unitFigure(unit: 3) { svg }
      logits { heatMap { svg } }
      layers(layers: [0]) { gates { ${gate} { heatMap { svg } } } }
    }
    held: trace(${reading}, preset: { name: HOLD_STATE, fromStep: 12 }) {
      differenceFigure(name: "layers.0.hiddenState") { svg }
    }
    hiddenStates(${reading}) {
      heatMap { svg }
      ends: heatMap(ends: true) { svg }
      png(scale: 6)
    }
  }`);
  await write(`${name}-trace.svg`, trace.figure.svg);
  await write(`${name}-predictions.svg`, trace.predictionsFigure.svg);
  await write(`${name}-unit.svg`, trace.unitFigure.svg);
  await write(`${name}-logits.svg`, trace.logits.heatMap.svg);
  await write(`${name}-gate.svg`, (trace.layers[0]!.gates[gate] as { heatMap: Svg }).heatMap.svg);
  await write(`${name}-held.svg`, held.differenceFigure.svg);
  await write(`${name}-hidden-states.svg`, hiddenStates.heatMap.svg);
  await write(`${name}-hidden-states-ends.svg`, hiddenStates.ends.svg);
  await write(`${name}-hidden-states-cells.png`, Buffer.from(hiddenStates.png, 'base64'));
}

async function write(file: string, content: string | Buffer): Promise<void> {
  await writeFile(new URL(file, folder), content);
}
