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
  /** The bytes of the service's answer from a Node server that does nothing else. */
  bareNode: Load;
}

interface Circumstances {
  alone: { count: number };
  together: { count: number; connections: number };
  rounds: number;
  /** Apollo behind Express, asked for a field that does nothing. */
  emptyApollo: Load;
  peerVersions: string;
}

/** docs/benchmarks-inspection.md */
export function inspectionReport(
  measured: readonly InspectionMeasurement[],
  { alone, together, rounds, emptyApollo, peerVersions }: Circumstances,
): string {
  const rows = measured.flatMap(({ model, question, service, peer, bareNode }) => [
    row([`${model}: ${question.title}`, 'Gatescope'], service, verdict(service, peer)),
    row(['', 'PyTorch behind FastAPI'], peer),
    row(['', 'the same bytes from bare Node'], bareNode),
  ]);
  return [
    '# Benchmarks: looking inside over HTTP',
    '',
    'Written by `npm run bench:inspection`. One question about one test image, each time another image,',
    'over kept-alive connections on this machine’s loopback; the client shares the cores with what it',
    `measures, and nothing trains. Times are from sending a request to the last byte of the answer. Of ${rounds}`,
    'rounds, in which all take turns, the best figure counts.',
    '',
    'The goal of Gatescope, on every row and in the same run: on one connection a median no higher than the',
    `peer’s, and at ${together.connections} at least as many answers a second. The last column says whether a row reaches it.`,
    '',
    `| question | answered by | 1 connection: median, ms | p99, ms | ${together.connections} connections: answers a second | p99, ms | goal |`,
    '| --- | --- | ---: | ---: | ---: | ---: | --- |',
    ...rows,
    row(['nothing', 'Apollo behind Express'], emptyApollo),
    '',
    `${alone.count} requests on one connection and ${together.count} on ${together.connections}, after a warm-up.`,
    '',
    'The peer does the same with PyTorch’s own layer, and with its operations for the gates, which the',
    'layer hides: same weights, same numbers to 1e-5, JSON written by orjson. It has no schema to check a',
    'question against, no limits and no log.',
    '',
    'Where the time of a row goes that comes out near the peer’s, `hiddenStates` of an LSTM: by a profile of',
    'the server a sixth is sending, a sixth writing decimals, an eighth the network itself, a twentieth',
    'graphql’s execution; the rest is Node’s own HTTP, reading the request, limits, log and metrics. What is left',
    'of ours is what makes an answer checked, counted and logged, so it stays.',
    '',
    'Two floors stand beside. Bare Node reads the same request and sends the same bytes, which it has at hand.',
    'Apollo behind Express, as their guides set them up, is asked for a field that does nothing: Gatescope',
    'answers a query that it has seen before without them, by the same limits and to the same bytes',
    '([why and how](decisions/0110-short-way.md)).',
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

function row(names: string[], { alone, together }: Load, verdict = ''): string {
  const cells = [
    ...names,
    alone.medianMs.toFixed(2),
    alone.p99Ms.toFixed(2),
    together.perSecond.toFixed(0),
    together.p99Ms.toFixed(1),
    verdict,
  ];
  return `| ${cells.join(' | ')} |`;
}

function verdict(service: Load, peer: Load): string {
  const missed = [
    service.alone.medianMs <= peer.alone.medianMs ? [] : ['median'],
    service.together.perSecond >= peer.together.perSecond ? [] : ['answers a second'],
  ].flat();
  return missed.length === 0 ? 'reached' : `missed: ${missed.join(', ')}`;
}
