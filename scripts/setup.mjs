/*
 * Brings what is missing on this machine, and only that: packages, TensorFlow and its binding, the
 * Prisma client, the compiled programs. It stands at the head of `npm start` and `npm test`, needs
 * nothing but Node to run, and is quick when nothing is missing.
 * An old Node must be able to read this file and say what it lacks; the rest it need not read.
 */
const OLDEST_MAJOR = 20;
const OLDEST_MINOR = 19;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < OLDEST_MAJOR || (major === OLDEST_MAJOR && minor < OLDEST_MINOR)) {
  console.error(
    `set-up: Node ${OLDEST_MAJOR}.${OLDEST_MINOR} or newer is needed; this is ${process.version}`,
  );
  process.exit(1);
}
void import('./setup/bringWhatIsMissing.mjs').then((setup) => setup.bringWhatIsMissing());
