import type { SplitName } from '../../data/split.ts';
import type { PresetName } from '../../inspection/presets.ts';

/**
 * What is looked at. Arguments of GraphQL and addresses are two ways to write one: both are only read
 * here, and checked against the network and the image when the reading is opened.
 */
export interface Reading {
  /** What reads the image; null for an image alone. */
  subject: SubjectName | null;
  image: ImageSource;
  /** What is done to the network on the way; null for nothing. */
  changes: Changes | null;
  /** Null for all that there is to see. */
  part: Part | null;
}

/** A reading of one tensor. */
export type TensorReading = Reading & { part: Part };

/** Slug or global id of a model, or global id of a run and the step of a snapshot. */
export type SubjectName = { model: string } | { run: string; step: number };

export type ImageSource = WholeSource | Splice;

/** An image that is not put together from others. */
export type WholeSource = ExampleSource | DrawnImage | PngImage | Drawing;

export interface ExampleSource {
  /** Null for the one that the subject was trained on, or the default without a subject. */
  dataset: string | null;
  split: SplitName;
  index: number;
}

/** An image brought along as numbers. */
export interface DrawnImage {
  /** Grey from 0 to 1, row-major. */
  pixels: Float32Array;
  /** Null for as many as the subject reads, or the default data set's images have. */
  columns: number | null;
}

/** An image brought along as a file. */
export interface PngImage {
  png: Uint8Array;
}

/** An image brought along of which MNIST's likeness is made (data/fitDrawing.ts) before it is read. */
export interface Drawing {
  drawing: DrawnImage | PngImage;
  /** Whether the ink is dark; null to judge by the border. */
  invert: boolean | null;
  /** Whether to cut to the ink, scale and centre it. */
  fit: boolean;
}

/** The first rows of one image above the others of another. */
export interface Splice {
  splice: {
    top: WholeSource;
    bottom: WholeSource;
    /** The first row that is the bottom image's. */
    atRow: number;
  };
}

/** Interventions, or a preset that stands for some. */
export type Changes =
  | { interventions: readonly RequestedIntervention[] }
  | { preset: RequestedPreset };

export interface RequestedIntervention {
  /** Canonical name of an activation. */
  activation: string;
  /** `to` is exclusive, null for the last step; null for all steps. */
  steps: { from: number; to: number | null } | null;
  /** Null for all. */
  units: readonly number[] | null;
  act: RequestedAct;
}

export type RequestedAct =
  | { kind: 'set'; value: number }
  | { kind: 'scale'; factor: number }
  | { kind: 'complement'; of: string }
  | { kind: 'copy'; image: ImageSource };

export interface RequestedPreset {
  name: PresetName;
  fromStep: number;
}

export interface Part {
  /** `image.pixels`, `image.binarized` or the canonical name of an activation. */
  name: string;
  /** One step, whose axis then goes, a range of steps, or null for all. */
  steps: number | Steps | null;
  /** Null for all. */
  units: readonly number[] | null;
}

/** Steps `from` up to but not including `to`. */
export interface Steps {
  from: number;
  to: number;
}
