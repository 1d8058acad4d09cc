import type { Change } from './change.ts';
import type { Picture } from './picture.ts';
import type { LookPart, View } from './views.ts';

/** Whose weights read: a model's, or a run's at one of its snapshots. */
export type Subject =
  | { kind: 'model'; slug: string }
  | { kind: 'snapshot'; run: string; step: number };

/** What is read, with what, and where one looks. */
export interface Look {
  subject: Subject;
  picture: Picture;
  /** Whether a drawing is fitted as MNIST's digits were. */
  asMnist: boolean;
  changes: Change[];
  cursor: Cursor;
  /** Activations that are shown as maps, by their names in the layer; null for as many as fit. */
  maps: string[] | null;
  /** A second reading; null for none. */
  beside: { subject: Subject } | { picture: Picture } | null;
}

export interface Cursor {
  /** The row read last; null for the last that there is. */
  row: number | null;
  layer: number;
  unit: number;
}

/** All that the address says. */
export interface State {
  view: View;
  look: Look;
  /** Parts of Look that alone are shown; null for all. */
  show: LookPart[] | null;
  train: {
    /** Options that differ from their defaults, by their names in the API. */
    form: Record<string, string>;
    /** Runs whose curves are drawn, by id. */
    runs: string[];
    /** Filter of the list: a status, or all. */
    status: string | null;
  };
  zoo: {
    /** The card that is open. */
    model: string | null;
    /** The model that it is compared with. */
    other: string | null;
    sort: string;
    descending: boolean;
    search: string;
    /** A cell, `none` or null for any. */
    cell: string | null;
  };
  data: {
    dataset: string;
    split: 'TRAIN' | 'VALIDATION' | 'TEST';
    /** A class, or null for all. */
    label: number | null;
    page: number;
  };
}

export const initialState: State = {
  view: 'look',
  look: {
    subject: { kind: 'model', slug: 'gru-64' },
    picture: { kind: 'example', dataset: 'mnist', split: 'TEST', index: 182 },
    asMnist: true,
    changes: [],
    cursor: { row: null, layer: 0, unit: 45 },
    maps: null,
    beside: null,
  },
  show: null,
  train: { form: {}, runs: [], status: null },
  zoo: { model: null, other: null, sort: 'accuracy', descending: true, search: '', cell: null },
  data: { dataset: 'mnist', split: 'TEST', label: null, page: 0 },
};
