/** What people find under the name of an idx file, by how its first bytes look, and what to do then. */
const kinds: { looksSo: (start: string) => boolean; says: string }[] = [
  { looksSo: (start) => start === '', says: 'an empty file; fetch it again' },
  {
    looksSo: (start) => /^\s*(?:<!doctype html|<html|<head|<body|<\?xml)/i.test(start),
    says: 'a web page, which came in place of the file; fetch it again',
  },
  { looksSo: (start) => start.startsWith('PK'), says: 'a zip archive; unpack it first' },
  {
    looksSo: (start) => start.startsWith('\x1f\x8b'),
    says: 'a file that was gzipped twice; unpack it once',
  },
  { looksSo: (start) => start.startsWith('7z\xbc\xaf'), says: 'a 7z archive; unpack it first' },
  { looksSo: (start) => start.slice(257, 262) === 'ustar', says: 'a tar archive; unpack it first' },
  {
    looksSo: (start) => start.startsWith('\x93NUMPY'),
    says: 'a NumPy file; write it as an idx file of unsigned bytes',
  },
  {
    looksSo: (start) => start.startsWith('\x89HDF') || start.startsWith('PAR1'),
    says: 'a table of another format; write it as an idx file of unsigned bytes',
  },
  { looksSo: (start) => start.startsWith('\x89PNG'), says: 'one PNG image; an idx file holds all' },
  {
    looksSo: (start) => start.startsWith('version https://git-lfs'),
    says: 'a pointer of Git LFS; fetch the file itself (git lfs pull)',
  },
];

const LONGEST_START = 262;

/**
 * What a file is that is no idx file, and what to do about it, as the end of a sentence: `a zip
 * archive; unpack it first`.
 */
export function foreignContents(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, LONGEST_START)).toString('latin1');
  return kinds.find(({ looksSo }) => looksSo(start))?.says ?? 'something else';
}
