import { isRecurrent } from '../../networks/recipe.ts';
import type { ImageInput, InterventionInput } from '../api/documents.ts';
import type { Query } from '../parts/Panel.tsx';
import { look } from '../state/store.ts';
import { activeChanges } from './interventions.ts';
import { mapNames } from './mapChoice.ts';
import { network } from './models.ts';
import { imageInput, pixels } from './picture.ts';
import { layer, row, unit } from './view.ts';

/*
 * The queries that give the numbers of a panel, as a person would write them. Examples stand in the
 * query itself, so that it can be read; a drawing is a variable.
 */

/** Rounded for reading: a drawing's own pixels are 0 or 1, a fitted one's sixteenths. */
function image(): { text: string; variables?: Record<string, unknown>; head: string } {
  const { picture } = look.value;
  const shown = pixels.value.value;
  if (picture.kind === 'example') {
    const { dataset, split, index } = picture;
    const text = `{ example: { dataset: ${JSON.stringify(dataset)}, split: ${split}, index: ${index} } }`;
    return { text, head: '' };
  }
  const input: ImageInput | null = shown && imageInput(picture, shown);
  return { text: '$image', variables: { image: input }, head: '($image: ImageInput!)' };
}

/** `trace` of what is looked at, with the given fields. */
function traceQuery(name: string, fields: string): Query {
  const { subject } = look.value;
  const { text, variables, head } = image();
  const changes = activeChanges.value.flatMap((change) => literalChange(change));
  const args = [
    `image: ${text}`,
    ...(subject.kind === 'model' ? [`model: ${JSON.stringify(subject.slug)}`] : []),
    ...(changes.length > 0 ? [`interventions: [${changes.join(', ')}]`] : []),
  ].join(', ');
  const trace = `trace(${args}) {\n${indent(fields)}\n}`;
  const body =
    subject.kind === 'model'
      ? trace
      : `snapshot(run: ${JSON.stringify(subject.run)}, step: ${subject.step}) {\n${indent(trace)}\n}`;
  const query = `query ${name}${head} {\n${indent(body)}\n}\n`;
  return variables === undefined ? { query } : { query, variables };
}

function literalChange({
  layer: ofLayer,
  activation,
  units,
  rows,
  act,
}: (typeof activeChanges.value)[number]): string[] {
  const acts: Partial<Record<keyof InterventionInput, string>> = {
    ...(act.kind === 'hold' && { set: String(act.value) }),
    ...(act.kind === 'scale' && { scale: String(act.factor) }),
    ...(act.kind === 'complement' && { complementOf: `"layers.${ofLayer}.${act.of}"` }),
  };
  if (act.kind === 'copy') {
    if (act.from.kind !== 'example') return [];
    const { dataset, split, index } = act.from;
    acts.fromImage = `{ example: { dataset: ${JSON.stringify(dataset)}, split: ${split}, index: ${index} } }`;
  }
  const parts = {
    activation: `"layers.${ofLayer}.${activation}"`,
    steps: `{ from: ${rows[0]}, to: ${rows[1] + 1} }`,
    ...(units !== null && { units: `[${units.join(', ')}]` }),
    ...acts,
  };
  return [
    `{ ${Object.entries(parts)
      .map(([key, value]) => `${key}: ${value}`)
      .join(', ')} }`,
  ];
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}

export function imageQuery(): Query {
  const { text, variables, head } = image();
  const query = `query Image${head} {\n  image(image: ${text}) {\n    label\n    rows\n    columns\n    pixels { values }\n  }\n}\n`;
  return variables === undefined ? { query } : { query, variables };
}

const gateFields = new Set([
  ...['inputGate', 'forgetGate', 'outputGate', 'candidate', 'cellState', 'updateGate', 'resetGate'],
]);

function gatesOf(selection: string, hidden: string): string {
  const gates = mapNames.value
    .filter((name) => gateFields.has(name))
    .map((name) => `${name} { shape values }`)
    .join('\n');
  const fields = gates === '' ? '' : `gates${selection} {\n${indent(gates)}\n}\n`;
  const states = `layers(layers: [${layer.value}]) {\n${indent(`${fields}${hidden}`)}\n}`;
  return activeChanges.value.length === 0 ? states : `${states}\nuntouched {\n${indent(states)}\n}`;
}

export function insideQuery(): Query {
  const form = network.value;
  if (form !== null && !isRecurrent(form)) return answerQuery();
  return traceQuery('Inside', gatesOf('', 'hiddenStates { shape values }'));
}

export function unitQuery(): Query {
  const units = `(units: [${unit.value}])`;
  return traceQuery('OneUnit', gatesOf(units, `hiddenStates${units} { values }`));
}

export function equationQuery(): Query {
  const units = `units: [${unit.value}]`;
  const from = Math.max(0, row.value - 1);
  const place = `(steps: { from: ${from}, to: ${row.value + 1} }, ${units})`;
  return traceQuery('Equation', gatesOf(place, `hiddenStates${place} { values }`));
}

export function answerQuery(): Query {
  const fields =
    'decision { step label correct }\npredictions { step label confidence probabilities }';
  const both =
    activeChanges.value.length === 0
      ? fields
      : `${fields}\nuntouched { decision { step label correct } }`;
  return traceQuery('Answer', both);
}
