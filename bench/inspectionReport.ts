import { cpus, loadavg, release, totalmem } from 'node:os';
import type { LoadOutcome } from './httpLoad.ts';
import type { InspectionQuestion } from './inspectionQuestions.ts';

/** A load from one connection, and one from many. */
export interface Load {
  alone: LoadOutcome;
  together: LoadOutcome;
}

export interface InspectionMeasurement {
  model: string;
  question: InspectionQuestion;
  service: Load;
  peer: Load;
}

interface Circumstances {
  alone: { count: number };
  together: { count: number; connections: number };
  peerVersions: string;
}

const GOALS = { medianMs: 5, perSecond: 400, p99Ms: 80 };

/** docs/benchmarks-inspection.md */
export function inspectionReport(
  measured: readonly InspectionMeasurement[],
  { alone, together, peerVersions }: Circumstances,
): string {
  const rows = measured.flatMap(({ model, question, service, peer }) => [
    row([`${model}: ${question.title}`, 'Gatescope'], service, question.ofGoals),
    row(['', 'PyTorch behind FastAPI'], peer, false),
  ]);
  return [
    '# Benchmarks: looking inside over HTTP',
    '',
    'Written by `npm run bench:inspection`. One question about one test image, each time another image,',
    'over kept-alive connections on this machine’s loopback; the client shares the cores with what it',
    'measures, and nothing trains. Times are from sending a request to the last byte of the answer. Of two',
    'rounds, which take turns with the peer’s, the better one counts.',
    '',
    `The goals of Gatescope, with plain numbers: a median under ${GOALS.medianMs} ms on one connection; at ${together.connections} at least`,
    `${GOALS.perSecond} answers a second with p99 under ${GOALS.p99Ms} ms. The last column says which a row reaches.`,
    '',
    `| question | answered by | 1 connection: median, ms | p99, ms | ${together.connections} connections: answers a second | p99, ms | goals |`,
    '| --- | --- | ---: | ---: | ---: | ---: | --- |',
    ...rows,
    '',
    `${alone.count} requests on one connection and ${together.count} on ${together.connections}, after a warm-up.`,
    '',
    'The peer does the same with PyTorch’s own layer, and with its operations for the gates, which the',
    'layer hides: same weights, same numbers to 1e-5, JSON written by orjson. It has no schema to check a',
    'question against, no limits and no log.',
    '',
    '## Machine and versions',
    '',
    `- ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB; ${process.platform} ${release()}`,
    `- load of the machine at the end, over 1, 5 and 15 minutes: ${loadavg()
      .map((load) => load.toFixed(1))
      .join(', ')}`,
    `- Gatescope on Node ${process.versions.node}, engine AUTO`,
    `- ${peerVersions}, one process`,
    '',
  ].join('\n');
}

function row(names: string[], { alone, together }: Load, judged: boolean): string {
  const cells = [
    ...names,
    alone.medianMs.toFixed(2),
    alone.p99Ms.toFixed(2),
    together.perSecond.toFixed(0),
    together.p99Ms.toFixed(1),
    judged ? verdict(alone, together) : '',
  ];
  return `| ${cells.join(' | ')} |`;
}

function verdict(alone: LoadOutcome, together: LoadOutcome): string {
  const missed = [
    alone.medianMs < GOALS.medianMs ? [] : ['median'],
    together.perSecond >= GOALS.perSecond ? [] : ['answers a second'],
    together.p99Ms < GOALS.p99Ms ? [] : ['p99'],
  ].flat();
  return missed.length === 0 ? 'all' : `all but ${missed.join(', ')}`;
}
