import type { GraphQLSchema } from 'graphql';

import { invalidArgument } from '../../errors.ts';
import { Metric, Split, type MetricName, type SplitName } from '../../schema/enums.ts';
import type { LearningCurvesArguments } from '../../schema/results/learningCurves.ts';
import type { SummaryTableArguments } from '../../schema/results/summaryTable.ts';
import {
  readTrace,
  writeChanges,
  writeReading,
  type TraceAddress,
} from '../reading/traceAddress.ts';
import { urlOf } from '../addresses/urlOf.ts';
import { missingParameter, type UrlParameters } from '../addresses/urlParameters.ts';
import {
  readSteps,
  readTensorAddress,
  writePart,
  type TensorAddress,
} from '../tensors/tensorAddress.ts';

/** Everything that determines a picture, as it stands in its URL; each kind is named as its field is. */
export type PictureAddress =
  | { kind: 'figure' | 'predictionsFigure'; trace: TraceAddress }
  | { kind: 'unitFigure'; trace: TraceAddress; layer: number; unit: number }
  | { kind: 'differenceFigure'; tensor: TensorAddress }
  | { kind: 'heatMap'; tensor: TensorAddress; ends: boolean }
  | { kind: 'summaryTable'; request: SummaryTableArguments }
  | { kind: 'learningCurves'; request: LearningCurvesArguments };

export type PictureKind = PictureAddress['kind'];

const kinds: Readonly<Record<PictureKind, true>> = {
  ...{ figure: true, predictionsFigure: true, unitFigure: true, differenceFigure: true },
  ...{ heatMap: true, summaryTable: true, learningCurves: true },
};

export function isPictureKind(name: string): name is PictureKind {
  return Object.hasOwn(kinds, name);
}

/** Between slugs, global ids or seeds: none of them has it in it, and it needs no escape. */
const SEPARATOR = '.';

/**
 * @param scale of a PNG; null for an SVG
 * @returns null when an image, what is changed or a list is too large for a URL
 */
export function pictureUrl(address: PictureAddress, scale: number | null): string | null {
  const query = new URLSearchParams();
  write(query, address);
  if (scale !== null) query.set('scale', `${scale}`);
  return urlOf(`/pictures/${address.kind}.${scale === null ? 'svg' : 'png'}`, query);
}

function write(query: URLSearchParams, address: PictureAddress): void {
  if ('request' in address) {
    for (const [name, value] of Object.entries(address.request)) {
      if (value !== null) query.set(name, [value].flat().join(SEPARATOR));
    }
    return;
  }
  const trace = 'tensor' in address ? address.tensor : address.trace;
  writeReading(query, trace);
  if ('tensor' in address) {
    query.set('name', address.tensor.name);
    writePart(query, address.tensor);
  }
  if ('ends' in address && address.ends) query.set('ends', 'true');
  if ('unit' in address) {
    query.set('layer', `${address.layer}`);
    query.set('unit', `${address.unit}`);
  }
  writeChanges(query, trace);
}

/**
 * The inverse, for what may come from anyone.
 *
 * @throws GatescopeError INVALID_ARGUMENT or INVALID_IMAGE, naming the parameter at fault
 */
export function readPictureAddress(
  kind: PictureKind,
  query: UrlParameters,
  schema: GraphQLSchema,
): PictureAddress {
  switch (kind) {
    case 'figure':
    case 'predictionsFigure':
      return { kind, trace: readTrace(query, schema) };
    case 'unitFigure': {
      const unit = query.wholeNumber('unit');
      if (unit === null) throw missingParameter('unit', 'a whole number');
      const layer = query.wholeNumber('layer') ?? 0;
      return { kind, trace: readTrace(query, schema), layer, unit };
    }
    case 'differenceFigure': {
      const part = { steps: readSteps(query), units: query.wholeNumbers('units') };
      return { kind, tensor: { name: readName(query), ...readTrace(query, schema), ...part } };
    }
    case 'heatMap': {
      const tensor = readTensorAddress(readName(query), query, schema);
      return { kind, tensor, ends: readFlag(query, 'ends') ?? false };
    }
    case 'summaryTable':
      return { kind, request: readSummaryTable(query) };
    case 'learningCurves':
      return { kind, request: readLearningCurves(query) };
  }
}

function readName(query: UrlParameters): string {
  const name = query.text('name');
  if (name === null) throw missingParameter('name', 'the canonical name of an activation');
  return name;
}

function readFlag(query: UrlParameters, name: string): boolean | null {
  const flag = query.choice(name, ['true', 'false']);
  return flag === null ? null : flag === 'true';
}

function readSummaryTable(query: UrlParameters): SummaryTableArguments {
  const seeds = query.text('seeds');
  return {
    dataset: query.text('dataset'),
    seeds: seeds?.split(SEPARATOR).map((text) => readSeed(text, seeds)) ?? null,
    resetAfter: readFlag(query, 'resetAfter'),
  };
}

function readSeed(text: string, seeds: string): number {
  const seed = /^-?\d{1,10}$/.test(text) ? Number(text) : NaN;
  // Of GraphQL's Int.
  if (seed === (seed | 0)) return seed;
  throw invalidArgument('seeds', 'whole numbers such as 1.2.3', seeds);
}

function readLearningCurves(query: UrlParameters): LearningCurvesArguments {
  const runs = query.text('runs');
  if (runs === null) throw missingParameter('runs', 'global ids of runs or slugs of models');
  return {
    runs: runs.split(SEPARATOR),
    split: query.choice<SplitName>('split', Object.values(Split)),
    metric: query.choice<MetricName>('metric', Object.values(Metric)),
    maxPoints: query.wholeNumber('maxPoints'),
  };
}
