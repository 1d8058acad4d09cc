/** What a model may be called: it stands in URLs and in file names. Ids of records have this form too. */
export const slugForm = /^[a-z0-9][a-z0-9-]{0,63}$/;

/**
 * Slugs for the model of a run, best first: its name, then ones of the architecture and the run that
 * no user is likely to have taken.
 */
export function slugCandidates(run: {
  id: string;
  name: string | null;
  architecture: string;
}): string[] {
  const digits = run.id.replaceAll('-', '');
  const made = [digits.slice(-8), digits].map((suffix) => `${run.architecture}-${suffix}`);
  return run.name === null ? made : [run.name, ...made];
}
