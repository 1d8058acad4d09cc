import type { Transaction } from './database.ts';
import type { Prisma } from './generated/client.ts';

/** Neither ended nor given up: a worker may take the run or has it. */
export const unfinishedRun = {
  status: { in: ['QUEUED', 'RUNNING'] },
} satisfies Prisma.RunWhereInput;

/** Whether a model has the slug, or a run that has not ended wants it for its model. */
export async function slugTaken(slug: string, tx: Transaction): Promise<boolean> {
  if ((await tx.model.count({ where: { slug } })) > 0) return true;
  return (await tx.run.count({ where: { name: slug, ...unfinishedRun } })) > 0;
}
