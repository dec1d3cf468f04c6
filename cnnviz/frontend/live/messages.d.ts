/**
 * What the server says on /live. The server's own declarations are the `…Struct`s that answer in
 * cnnviz/live; the tensors that come beside a message are named with it.
 */

import type { Frame, Tensors } from './frame.js';
import type { WireError } from './refusal.js';

/** What can't be answered; the connection lives on. */
export interface Failure extends WireError {
  type: 'error';
  id: number | null;
  /** There when the same message may well be taken a little later. */
  retry_after_ms?: number;
}

/** One layer, and its kind's own numbers. */
export interface Layer {
  name: string;
  kind: string;
  /** Of the output: [maps, rows, columns] or [units]. */
  shape: number[];
  parameters?: number;
  kernel_size?: number[];
  stride?: number[];
  padding?: number[];
  dilation?: number[];
  groups?: number;
  /** The earlier layer that a sum adds. */
  other?: string;
  /** What a normalization takes away, and what it divides by. */
  mean?: number;
  deviation?: number;
}

/** Beside it "conv1.weight", "conv1.bias" and so on; of the photo network only the first ones. */
export interface Network {
  type: 'network';
  id: number;
  name: string;
  labels: string[];
  input: number[];
  parameters: number;
  accuracy: Record<string, number>;
  layers: Layer[];
  /** Each class's group. */
  groups?: string[];
}

/** Beside it the layers' outputs, "input" and "step.fitted"; "original" while weights are changed. */
export interface Reading {
  type: 'reading';
  id: number;
  blank: boolean;
  engine_ms: number;
  ink_box: [number, number, number, number] | null;
  center_of_mass: [number, number] | null;
  offset: [number, number] | null;
  ranges: Record<string, [number, number]>;
}

/** By layer, the indices along each axis; null is all of an axis. */
export type Regions = Record<string, (number[] | null)[]>;

/** The numbers of a unit's arithmetic; which there are depends on the layer's kind. */
export interface Arithmetic {
  value: number;
  input: number;
  other: number;
  total: number;
  bias: number;
  rows: number[];
  columns: number[];
  winner: [number, number] | null;
  source: number[];
  /** Of a group of channels, the one that its kernels begin at. */
  first_channel: number;
  source_shape: number[] | null;
  mean: number;
  deviation: number;
  index: number;
  sum: number;
  highest: number;
}

/** Beside it the arrays of the arithmetic, and "path.conv1" and so on behind a max pooling. */
export interface Inspected {
  type: 'inspected';
  id: number;
  layer: string;
  kind: string;
  unit: number[];
  value: number;
  arithmetic: Arithmetic;
  sources: Regions;
  targets: Regions;
}

/** Beside it "why.input", "why.conv1" and so on: what each number adds. */
export interface Why {
  type: 'why';
  id: number;
  label: number;
  against: number | null;
  score: number;
  layers: { name: string, total: number, bias: number }[];
  strongest: { layer: string, unit: number[], contribution: number, share: number }[];
}

/** The class's probability before, and without each map; `order` has the weightiest map first. */
export interface Ranked {
  type: 'ranked';
  id: number;
  layer: string;
  label: number;
  before: number;
  without: number[];
  order: number[];
}

/** Of so many test digits, how many are read right, and were before. */
export interface Checked {
  type: 'checked';
  id: number;
  digits: number;
  right: number;
  original_right: number;
}

/** An output's size along one side, and the numbers that it follows from. */
export interface OutputSize {
  kind: 'convolution' | 'transposed' | 'pooling';
  size: number;
  kernel_size: number;
  stride: number;
  /** Before and after; of a transposed convolution, cut off its output. */
  padding: [number, number];
  dilation: number;
  output_padding: number;
  output: number;
}

/** Beside it the stages' maps, "stage1.feature" and so on. */
export interface Filtered {
  type: 'filtered';
  id: number;
  engine_ms: number;
  ranges: Record<string, [number, number]>;
  /** By the maps' names, what their rows and their columns follow from. */
  sizes: Record<string, [OutputSize, OutputSize]>;
}

/** Beside it "probabilities", and each layer's thumbnails, uint8 between the layer's ends. */
export interface Seen {
  type: 'seen';
  id: number;
  engine_ms: number;
  /** All groups of classes with their probability, the most probable first. */
  groups: [string, number][];
  maps: Record<string, number[]>;
  ends: Record<string, [number, number]>;
}

/** Beside it "maps" (n, h, w), uint8 between the ends, and "activity" (n,). */
export interface Maps {
  type: 'maps';
  id: number;
  layer: string;
  ends: [number, number];
  shape: number[];
}

/** Beside it "map" (H, W). */
export interface OneMap {
  type: 'map';
  id: number;
  layer: string;
  map: number;
}

/** Where a photo excites a map most; `photo` is null for the one looked at. */
export interface Patch {
  photo: string | null;
  value: number;
  unit: number[];
  /** Top, left, bottom and right of what the unit sees, in pixels of the square. */
  box: [number, number, number, number];
}

/** One patch of each sample photo, the strongest first. */
export interface Exciting {
  type: 'exciting';
  id: number;
  layer: string;
  map: number;
  patches: Patch[];
  own: Patch | null;
}

/** Beside it "photos" (n, 3, 224, 224). */
export interface Photos {
  type: 'photos';
  id: number;
  names: string[];
}

/** Beside it "heat" (H, W). An occlusion has `done` of `total` places. */
export interface Heated {
  type: 'heat';
  id: number;
  method: string;
  label: number;
  random: boolean;
  done: number;
  total: number;
  probability: number;
  score: number;
  baseline_score: number | null;
  likeness: number | null;
}

/** Beside it a tensor "file". */
export interface NamedFile {
  type: 'file';
  id: number;
  name: string;
}

/** An answer that brings tensors alone, or nothing but the news that the server is there. */
export interface Plain {
  type: 'found' | 'picture' | 'kernel' | 'pong';
  id: number;
}

export interface Code {
  type: 'code';
  id: number;
  text: string;
}

/** What answers a message, by the message's type. */
export interface Answers {
  describe: Network;
  open_network: Network;
  open_trained: Network;
  read: Reading;
  filter: Filtered;
  look: Seen;
  inspect: Inspected;
  why: Why;
  rank: Ranked;
  check: Checked;
  save_network: NamedFile;
  export: NamedFile;
  find_digit: Plain;
  read_picture: Plain;
  kernel: Plain;
  ping: Plain;
  code: Code;
  maps: Maps;
  map: OneMap;
  excite: Exciting;
  photos: Photos;
  heat: Heated;
}

export type Answer = Answers[keyof Answers] | Failure;

/** A message to the server: its type, and that type's own fields. */
export type Question<T extends keyof Answers> = { type: T } & Record<string, unknown>;

/** Asks what is answered once; rejected with the server's sentence. */
export type Ask = <T extends keyof Answers>(
  message: Question<T>, tensors?: Tensors, options?: { timeoutMs?: number },
) => Promise<Frame<Answers[T]>>;
