import { signal } from '@preact/signals';

import { isRecurrent } from '../../networks/recipe.ts';
import { ApiError } from '../api/apiError.ts';
import type { InterventionInput } from '../api/documents.ts';
import type { Query } from '../parts/Panel.tsx';
import { resource } from '../parts/resource.ts';
import { changeText, type Change } from '../state/change.ts';
import { pictureText } from '../state/picture.ts';
import { look } from '../state/store.ts';
import { activeChanges, interventionInputs } from './interventions.ts';
import { network } from './models.ts';
import { imageInput, pixels } from './picture.ts';

/** The answer of one random draw. */
interface Draw {
  label: number;
}

/** Aliases in a request; each is an image to run. */
const BATCH = 20;

/** How many requests of random draws there have been asked for. */
const rounds = signal(1);

export function drawMore(): void {
  rounds.value++;
}

/** Units that are changed; null where all are, as then no others can be drawn. */
function units(): number | null {
  const changed = activeChanges.value.find((change) => change.units !== null)?.units;
  const form = network.value;
  if (changed == null || form === null || !isRecurrent(form)) return null;
  return changed.length < form.recipe.units ? changed.length : null;
}

const found = resource<Draw[]>(() => {
  const changes = activeChanges.value;
  const { subject, picture } = look.value;
  const image = pixels.value.value;
  const form = network.value;
  const chosen = units();
  if (chosen === null || image === null || form === null || !isRecurrent(form)) return null;
  if (subject.kind !== 'model') return null;
  const count = form.recipe.units;
  const key = [subject.slug, pictureText(picture), ...changes.map(changeText), rounds.value].join(
    ' ',
  );
  const load = async () => {
    const input = imageInput(picture, image);
    const draws: Draw[] = [];
    for (let round = 0; round < rounds.value; round++) {
      const random = randomNumbers(round + 1);
      const sets = await Promise.all(
        Array.from({ length: BATCH }, () =>
          interventionInputs(changes.map((change) => elsewhere(change, count, random))),
        ),
      );
      draws.push(...(await answersOf(subject.slug, input, sets)));
    }
    return draws;
  };
  return { key, load };
});

export const control = { ...found, units, query };

/** The change on as many other units. */
function elsewhere(change: Change, count: number, random: () => number): Change {
  if (change.units === null) return change;
  const all = Array.from({ length: count }, (_, n) => n);
  const chosen = change.units.map(() => all.splice(Math.floor(random() * all.length), 1)[0]!);
  return { ...change, units: chosen.sort((a, b) => a - b) };
}

/** The same numbers whenever it is asked, so that a link shows the same draws (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Answer {
  data?: Record<string, { decision: Draw }>;
  errors?: { message: string; extensions?: { code?: string } }[];
}

async function answersOf(
  model: string,
  image: ReturnType<typeof imageInput>,
  sets: InterventionInput[][],
): Promise<Draw[]> {
  const heads = sets.map((_, n) => `$s${n}: [InterventionInput!]`).join(', ');
  const fields = sets.map(
    (_, n) =>
      `t${n}: trace(model: $model, image: $image, interventions: $s${n}) { decision { label } }`,
  );
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: `query Control($model: ID!, $image: ImageInput!, ${heads}) { ${fields.join('\n')} }`,
      variables: { model, image, ...Object.fromEntries(sets.map((set, n) => [`s${n}`, set])) },
    }),
  }).catch(() => null);
  if (response === null) throw new ApiError('UNREACHABLE', 'The server cannot be reached.');
  const { data, errors } = (await response.json()) as Answer;
  const [error] = errors ?? [];
  if (error !== undefined) throw new ApiError(error.extensions?.code ?? 'INTERNAL', error.message);
  return sets.map((_, n) => data![`t${n}`]!.decision);
}

function query(): Query {
  const { subject, picture } = look.value;
  const model = subject.kind === 'model' ? subject.slug : '';
  const shown = pixels.value.value;
  return {
    query:
      'query OneDraw($model: ID!, $image: ImageInput!, $interventions: [InterventionInput!]) {\n  trace(model: $model, image: $image, interventions: $interventions) {\n    decision { step label correct }\n  }\n}\n',
    variables: {
      model,
      image: shown && imageInput(picture, shown),
      interventions: activeChanges.value.map(({ layer, activation, units: of, rows, act }) => ({
        activation: `layers.${layer}.${activation}`,
        steps: { from: rows[0], to: rows[1] + 1 },
        ...(of !== null && { units: of }),
        ...(act.kind === 'hold' && { set: act.value }),
        ...(act.kind === 'scale' && { scale: act.factor }),
        ...(act.kind === 'complement' && { complementOf: `layers.${layer}.${act.of}` }),
      })),
    },
  };
}
