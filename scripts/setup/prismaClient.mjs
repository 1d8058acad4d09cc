import { existsSync } from 'node:fs';
import { inClone, NODE_MODULES, ROOT } from './folders.mjs';
import { SetupError } from './report.mjs';
import { lastLines, runProgram } from './runProgram.mjs';
import { hasStamp, hashOf, writeStamp } from './stamp.mjs';

const CLIENT = inClone('src', 'store', 'generated');

/** @returns {import('./bringWhatIsMissing.mjs').Part} */
export function prismaClient() {
  return {
    what: 'generating the Prisma client',
    isMissing: () => !hasStamp(CLIENT, source()),
    bring: generateClient,
  };
}

function source() {
  return hashOf([
    inClone('prisma', 'schema.prisma'),
    inClone('prisma.config.ts'),
    `${NODE_MODULES}/prisma/package.json`,
  ]);
}

async function generateClient() {
  const { succeeded, output } = await runProgram(
    process.execPath,
    [`${NODE_MODULES}/prisma/build/index.js`, 'generate'],
    {
      cwd: ROOT,
      env: {
        // Nothing is asked of the schema engine here, but the CLI would download it first.
        PRISMA_SCHEMA_ENGINE_BINARY: ['/bin/true', '/usr/bin/true'].find(existsSync),
        CHECKPOINT_DISABLE: '1',
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
      },
    },
  );
  if (!succeeded) throw new SetupError(`prisma generate failed:\n${lastLines(output, 15)}`);
  writeStamp(CLIENT, source());
}
