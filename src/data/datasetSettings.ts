import { open } from 'node:fs/promises';
import { GatescopeError, shown } from '../errors.ts';
import { defaultSplitRule, splitRuleNames, type SplitRule } from './splitRule.ts';

/** The file beside the idx files in which a user says how the data set is to be taken. */
export const SETTINGS_FILE = 'dataset.json';

/** What a data set is beside its files. */
export interface DatasetSettings {
  split: SplitRule;
}

interface SettingsFile {
  path: string;
  /** Data set and file name, to name it in errors. */
  label: string;
}

export const defaultSettings: DatasetSettings = { split: defaultSplitRule };

const MOST_BYTES = 10_000;
const LARGEST_SEED = 2 ** 32 - 1;
const KEYS = ['split', 'seed'];

/**
 * @param file null where there is none
 * @throws GatescopeError DATASET_BROKEN, naming the file and the key at fault
 */
export async function readDatasetSettings(file: SettingsFile | null): Promise<DatasetSettings> {
  if (file === null) return defaultSettings;
  const text = await readStart(file.path).catch((cause: unknown) => {
    throw fault(file.label, 'a file that can be read', 'an error', cause);
  });
  return parseSettings(text, file.label);
}

/** Not more than such a file may hold, however long it is. */
async function readStart(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MOST_BYTES), 0, MOST_BYTES, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** @throws GatescopeError DATASET_BROKEN, naming the key at fault */
export function parseSettings(text: string, label: string): DatasetSettings {
  const settings = jsonObject(text, label);
  const unknown = [...settings.keys()].find((key) => !KEYS.includes(key));
  if (unknown !== undefined) throw fault(label, 'only the keys split and seed', shown(unknown));
  const name = splitRuleNames.find((rule) => rule === (settings.get('split') ?? 'ORDER'));
  if (name === undefined) {
    const expected = `split to be ${splitRuleNames.join(' or ')}`;
    throw fault(label, expected, shown(settings.get('split')));
  }
  const seed = settings.get('seed') ?? 0;
  if (name === 'ORDER') {
    if (!settings.has('seed')) return { split: { name } };
    throw fault(label, 'no seed, as a split by ORDER draws nothing', shown(seed));
  }
  if (typeof seed !== 'number' || !Number.isInteger(seed) || seed < 0 || seed > LARGEST_SEED) {
    throw fault(label, `seed to be a whole number from 0 to ${LARGEST_SEED}`, shown(seed));
  }
  return { split: { name, seed } };
}

function jsonObject(text: string, label: string): Map<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return new Map(Object.entries(value));
    }
  } catch {
    // The same as JSON of another kind.
  }
  const expected = 'JSON such as {"split": "STRATIFIED", "seed": 1}';
  throw fault(label, expected, 'something else');
}

function fault(label: string, expected: string, got: string, cause?: unknown): GatescopeError {
  return new GatescopeError('DATASET_BROKEN', `${label}: expected ${expected}, got ${got}`, {
    cause,
  });
}
