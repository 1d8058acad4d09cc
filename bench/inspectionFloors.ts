import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LoadRequest } from './httpLoad.ts';
import { RunningProgram } from './runningProgram.ts';

/** What no service in Node can be faster than, and none that has Apollo behind Express in all answers. */
export interface InspectionFloors {
  bareNode: RunningProgram;
  emptyApollo: RunningProgram;
  /** From now on bare Node answers with this text. */
  answerWith(text: string): Promise<void>;
  stop(): Promise<void>;
}

/** What asks the floor of Apollo for its field that does nothing. */
export const nothing: LoadRequest = {
  path: '/graphql',
  body: JSON.stringify({ query: '{ nothing }' }),
};

/** @param folder for the answer */
export async function startFloors(folder: string): Promise<InspectionFloors> {
  const file = join(folder, 'answer.json');
  writeFileSync(file, '{}');
  const bareNode = await started('bareNode.ts', [file], '/again');
  const emptyApollo = await started('emptyApollo.ts', [], '/ready');
  return {
    bareNode,
    emptyApollo,
    async answerWith(text) {
      writeFileSync(file, text);
      await (await fetch(`${bareNode.address}/again`)).arrayBuffer();
    },
    async stop() {
      await Promise.all([bareNode.stop(), emptyApollo.stop()]);
    },
  };
}

function started(program: string, args: string[], readyPath: string): Promise<RunningProgram> {
  const file = fileURLToPath(new URL(program, import.meta.url));
  return RunningProgram.start(
    (port) => ({
      program: process.execPath,
      args: ['--import', 'tsx', file, ...args, String(port)],
      env: { NODE_ENV: 'production' },
    }),
    readyPath,
  );
}
