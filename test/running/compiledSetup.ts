import { compiledPrograms } from '../../scripts/setup/compiledPrograms.mjs';

/** Tests that start programs start what users do, compiled from the present sources. */
export default async function setUp(): Promise<void> {
  const programs = compiledPrograms();
  if (programs.isMissing()) await programs.bring();
}
