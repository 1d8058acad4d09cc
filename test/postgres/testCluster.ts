import { readConfig } from '../../src/config.ts';
import type { Cluster } from '../../src/postgres/cluster.ts';
import { embeddedCluster } from '../../src/postgres/embeddedPostgres.ts';

/** A cluster with its data in `folder`, run by the same binaries as Gatescope's own. */
export function testCluster(folder: string): Cluster {
  return embeddedCluster(folder, readConfig().cacheFolder);
}
