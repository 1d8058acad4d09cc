/** A reason why the set-up cannot go on, in words for the person at the terminal. */
export class SetupError extends Error {}

/** @param {string} line */
export function say(line) {
  console.log(`set-up: ${line}`);
}

/** @param {number} bytes */
export function megabytes(bytes) {
  return `${String(Math.round(bytes / 1e6))} MB`;
}

/** @param {number} startedAt of performance.now() */
export function secondsSince(startedAt) {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
}
