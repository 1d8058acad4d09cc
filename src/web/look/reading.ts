import { computed } from '@preact/signals';

import { inputValues } from '../../data/binarize.ts';
import { activationList } from '../../networks/activationList.ts';
import type { ActivationDescription } from '../../networks/activations.ts';
import type { Intervention } from '../../networks/interventions.ts';
import { isRecurrent, type Network, type RecurrentNetwork } from '../../networks/recipe.ts';
import { ApiError } from '../api/apiError.ts';
import { floatsFromBase64 } from '../api/base64.ts';
import { ask } from '../api/client.ts';
import {
  ReadingDocument,
  SnapshotReadingDocument,
  type ReadingPartsFragment,
} from '../api/documents.ts';
import { DrawingRunner } from '../network/drawingRunner.ts';
import type { Values } from '../network/values.ts';
import { resource, type Wanted } from '../parts/resource.ts';
import { changeText } from '../state/change.ts';
import { pictureText, type Picture } from '../state/picture.ts';
import type { Subject } from '../state/state.ts';
import { look } from '../state/store.ts';
import { activeChanges, interventionInputs, interventionsOf } from './interventions.ts';
import { network, networkOfSubject, parameters } from './models.ts';
import { imageInput, pictureKey, pixels, pixelsOf, type Pixels } from './picture.ts';

/** What a network makes of an image: everything inside by its name. */
export interface Reading {
  network: Network;
  picture: Pixels;
  activations: ReadonlyMap<string, Values>;
  /** The same without the changes; null where there are none. */
  untouched: ReadonlyMap<string, Values> | null;
}

const runner = new DrawingRunner();

/** What is looked at. A drawn digit is run here, everything else by the server. */
export const reading = resource<Reading>(() => {
  const { subject, picture, asMnist } = look.value;
  const image = pixels.value.value;
  const form = network.value;
  const changes = activeChanges.value;
  if (image === null || form === null || !isShown(picture, asMnist)) return null;
  const here = parameters.value.value;
  const isHere =
    picture.kind === 'drawing' &&
    subject.kind === 'model' &&
    here?.network === form &&
    changes.every(({ act }) => act.kind !== 'copy');
  const key = [
    ...[subjectKey(subject), pictureText(picture), picture.kind === 'example' || asMnist],
    ...changes.map(changeText),
  ].join(' ');
  if (isHere && isRecurrent(form)) {
    return { key, load: () => readHere(form, here, image, interventionsOf(form, changes)) };
  }
  return { key, load: () => readThere(subject, form, picture, image, changes) };
}, 40);

/** Whether the pixels at hand are those of this image: they may still be on their way. */
function isShown(picture: Picture, asMnist: boolean): boolean {
  return pixels.isOf(pictureKey(picture, asMnist));
}

export function subjectKey(subject: Subject): string {
  return subject.kind === 'model' ? subject.slug : `${subject.run}@${subject.step}`;
}

async function readHere(
  form: RecurrentNetwork,
  { sha256, values }: { sha256: string; values: Float32Array },
  image: Pixels,
  interventions: Intervention[],
): Promise<Reading> {
  runner.learn(sha256, form, values);
  const inputs = inputValues(image.values, form.binarizeThreshold);
  const answer = await runner.run(sha256, inputs, interventions, interventions.length > 0);
  if (answer?.activations == null) throw new ApiError('SUPERSEDED', 'A newer drawing came first.');
  return {
    ...{ network: form, picture: image },
    activations: answer.activations,
    untouched: answer.untouched,
  };
}

async function readThere(
  subject: Subject,
  form: Network,
  picture: Picture,
  image: Pixels,
  changes: typeof activeChanges.value,
): Promise<Reading> {
  const interventions = isRecurrent(form) ? await interventionInputs(changes) : [];
  const variables = {
    image: imageInput(picture, image),
    names: shownNames(form),
    interventions,
    isChanged: interventions.length > 0,
  };
  const trace =
    subject.kind === 'model'
      ? (await ask(ReadingDocument, { model: subject.slug, ...variables })).trace
      : (await ask(SnapshotReadingDocument, { ...snapshotOf(subject), ...variables })).snapshot
          ?.trace;
  if (trace === undefined) {
    throw new ApiError('RUN_NOT_FOUND', 'The snapshot is not there any more.');
  }
  return {
    ...{ network: form, picture: image },
    activations: valuesOf(trace),
    untouched: trace.untouched ? valuesOf(trace.untouched) : null,
  };
}

function snapshotOf({ run, step }: Extract<Subject, { kind: 'snapshot' }>) {
  return { run, step };
}

/** Of a network that sees the whole image, its answer alone. */
function shownNames(form: Network): string[] {
  const names = activationList(form).map(({ name }) => name);
  return isRecurrent(form) ? names : names.filter((name) => name.startsWith('head.'));
}

function valuesOf({ activations }: ReadingPartsFragment): Map<string, Values> {
  return new Map(
    activations.map(({ name, shape, base64 }) => [
      name,
      { shape, values: floatsFromBase64(base64) },
    ]),
  );
}

/** Another subject or image beside the one that is looked at; without changes. */
export const besideReading = resource<Reading>(() => {
  const { beside, subject, picture, asMnist } = look.value;
  if (beside === null) return null;
  return otherReading(
    'subject' in beside ? beside.subject : subject,
    'picture' in beside ? beside.picture : picture,
    asMnist,
  );
});

function otherReading(
  subject: Subject,
  picture: Picture,
  asMnist: boolean,
): Wanted<Reading> | null {
  const form = networkOfSubject(subject);
  if (form === null) return null;
  const key = `${subjectKey(subject)} ${pictureKey(picture, asMnist)}`;
  const load = async () => readThere(subject, form, picture, await pixelsOf(picture, asMnist), []);
  return { key, load };
}

/** What a layer has, in the order of computing. */
export const layerActivations = computed<ActivationDescription[]>(() => {
  const form = network.value;
  if (form === null || !isRecurrent(form)) return [];
  const prefix = `layers.${look.value.cursor.layer}.`;
  return activationList(form).filter(({ name }) => name.startsWith(prefix));
});
