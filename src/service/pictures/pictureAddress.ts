import { splitNames } from '../../data/split.ts';
import { invalidArgument } from '../../errors.ts';
import { urlOf } from '../addresses/urlOf.ts';
import { missingParameter, type UrlParameters } from '../addresses/urlParameters.ts';
import type { Reading, TensorReading } from '../reading/reading.ts';
import { readReading, writeReading } from '../reading/readingAddress.ts';
import {
  metricNames,
  type LearningCurvesRequest,
  type SummaryTableRequest,
} from '../results/resultRequest.ts';

/** Everything that determines a picture, as it stands in its URL; each kind is named as its field is. */
export type PictureAddress =
  | { kind: 'figure' | 'predictionsFigure'; reading: Reading & { part: null } }
  | { kind: 'unitFigure'; reading: Reading & { part: null }; layer: number; unit: number }
  | { kind: 'differenceFigure'; reading: TensorReading }
  | { kind: 'heatMap'; reading: TensorReading; ends: boolean }
  | { kind: 'summaryTable'; request: SummaryTableRequest }
  | { kind: 'learningCurves'; request: LearningCurvesRequest };

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
      if (value != null) query.set(name, [value].flat().join(SEPARATOR));
    }
    return;
  }
  const { part } = address.reading;
  writeReading(query, address.reading, {
    ...(part && { name: part.name }),
    ...('ends' in address && address.ends && { ends: 'true' }),
    ...('unit' in address && { layer: `${address.layer}`, unit: `${address.unit}` }),
  });
}

/**
 * The inverse, for what may come from anyone.
 *
 * @throws GatescopeError INVALID_ARGUMENT or INVALID_IMAGE, naming the parameter at fault
 */
export function readPictureAddress(kind: PictureKind, query: UrlParameters): PictureAddress {
  switch (kind) {
    case 'figure':
    case 'predictionsFigure':
      return { kind, reading: readReading(query, null) };
    case 'unitFigure': {
      const unit = query.wholeNumber('unit');
      if (unit === null) throw missingParameter('unit', 'a whole number');
      const layer = query.wholeNumber('layer') ?? 0;
      return { kind, reading: readReading(query, null), layer, unit };
    }
    case 'differenceFigure':
      return { kind, reading: readReading(query, readName(query)) };
    case 'heatMap': {
      const reading = readReading(query, readName(query));
      return { kind, reading, ends: readFlag(query, 'ends') ?? false };
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

function readSummaryTable(query: UrlParameters): SummaryTableRequest {
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

function readLearningCurves(query: UrlParameters): LearningCurvesRequest {
  const runs = query.text('runs');
  if (runs === null) throw missingParameter('runs', 'global ids of runs or slugs of models');
  return {
    runs: runs.split(SEPARATOR),
    split: query.choice('split', splitNames),
    metric: query.choice('metric', metricNames),
    maxPoints: query.wholeNumber('maxPoints'),
  };
}
