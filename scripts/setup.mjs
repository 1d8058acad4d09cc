/*
 * Brings what is missing on this machine, and only that: packages, TensorFlow and its binding, the
 * Prisma client, the compiled programs. It stands at the head of `npm start` and `npm test`, needs
 * nothing but Node to run, and is quick when nothing is missing.
 * An old Node must be able to read this file and say what it lacks; the rest it need not read.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const isSupported = (major === 20 && minor >= 19) || (major === 22 && minor >= 17) || major >= 24;
if (!isSupported) {
  console.error(
    `set-up: Node 20 (from 20.19), 22 (from 22.17) or 24 and newer is needed; this is ${process.version}`,
  );
  process.exit(1);
}
void import('./setup/bringWhatIsMissing.mjs').then((setup) => setup.bringWhatIsMissing());
