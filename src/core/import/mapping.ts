/**
 * What the arrays of a file mean, the order of their axes among it: the reader's own word for it, or a guess. Plain
 * data that crosses to the worker.
 */
import type { ArrayEntry, ArrayFile } from './arrayFile.ts';

const STACKED: readonly (readonly (readonly MeansAxis[])[])[] = [[[]], [['contexts'], ['layers']], [['contexts', 'layers']]];

/** Every reading of so many axes, those first that end in words by dimensions; none for fewer than two or more than four. */
export function readingsOf(axes: number): readonly (readonly MeansAxis[])[] {
  const all = (STACKED[axes - 2] ?? []).flatMap((stacked) => orders([...stacked, 'words', 'dimensions']));
  return [...all.filter(isUsual), ...all.filter((reading) => !isUsual(reading))];
}

/** Words by dimensions last, as nearly everyone has them. */
export function isUsual(axes: readonly MeansAxis[]): boolean {
  return axes.at(-2) === 'words' && axes.at(-1) === 'dimensions';
}

/** Length of the axis; null where there is none such. */
export function lengthAlong(axis: MeansAxis, axes: readonly MeansAxis[], shape: readonly number[]): number | null {
  return shape[axes.indexOf(axis)] ?? null;
}

/** "contexts × words × dimensions" */
export function axesText(axes: readonly MeansAxis[]): string {
  return axes.join(' × ');
}

/** Words and dimensions each once, contexts and layers at most once. */
export function areMeansAxes(axes: readonly MeansAxis[]): boolean {
  return new Set(axes).size === axes.length && axes.includes('words') && axes.includes('dimensions');
}

function orders(axes: readonly MeansAxis[]): readonly (readonly MeansAxis[])[] {
  if (axes.length < 2) return [axes];
  return axes.flatMap((first) => orders(axes.filter((axis) => axis !== first)).map((rest) => [first, ...rest]));
}

// What the arrays of a file mean: the reader's own word for it, or a guess. Plain data that crosses to the worker and back.

/** What an axis of class means runs along; `dimensions` are those of the hidden size. */
export const MEANS_AXES = ['contexts', 'layers', 'words', 'dimensions'] as const;
export type MeansAxis = (typeof MEANS_AXES)[number];

export type ArrayRole =
  /**
   * Class means. `axes`: one for every axis of the array, in its order; words and dimensions always, contexts and layers
   * where it is stacked over them. `context` and `layer` belong to the whole array; null where an axis or the mapping's lists
   * say them.
   */
  | { readonly kind: 'means'; readonly axes: readonly MeansAxis[]; readonly context: number | null; readonly layer: number | null }
  /** `[n, n]`, of which values above `above` are edges, or pairs of node numbers `[E, 2]`. */
  | { readonly kind: 'context-graph' | 'reference-graph'; readonly form: 'adjacency' | 'edges'; readonly above: number }
  /** The words, [n] text. */
  | { readonly kind: 'labels' }
  /** Context lengths in tokens, [C], of arrays stacked over contexts. */
  | { readonly kind: 'contexts' }
  /** Layer numbers, a scalar or [L]. */
  | { readonly kind: 'layers' }
  /** Words that occur, or their tokens: [n] at `context`, at every context where that is null, or [C, n] or [n, C]. */
  | { readonly kind: 'presence' | 'counts'; readonly context: number | null }
  /** Accuracy: a scalar or [R] at `context`; [C], [R, C] or [C, R] where that is null. */
  | { readonly kind: 'accuracy'; readonly context: number | null };

export type RoleKind = ArrayRole['kind'];

export interface RoleOfArray {
  readonly array: string;
  readonly role: ArrayRole;
}

/**
 * A graph that is named instead of given by an array. `ring`, `chain`: the words in order; `star`: the first word joined to all
 * others; `complete`: every word to every other; `grid`: row by row; `hex`: a honeycomb of rows x cols hexagons, as the recorder
 * numbers it.
 */
export type BuiltGraph = { readonly kind: 'ring' | 'chain' | 'star' | 'complete' } | { readonly kind: 'grid' | 'hex'; readonly rows: number; readonly cols: number };

export interface ImportMapping {
  /** By array name, ascending; arrays that are not here are ignored. */
  readonly roles: readonly RoleOfArray[];
  /** Empty: the file's name. */
  readonly title: string;
  /** Empty: not stated. */
  readonly model: string;
  /** Typed by the reader in place of a `contexts` array; one number also serves arrays that name no context. */
  readonly contexts: readonly number[] | null;
  /** The same for layers. */
  readonly layers: readonly number[] | null;
  /** In place of a `context-graph` array. */
  readonly builtGraph: BuiltGraph | null;
  /** Add the calendar as a reference graph, where the words are the months or the days of the week. */
  readonly calendar: boolean;
}

/** What can be told of a matrix without handing it over. */
export interface MatrixFacts {
  readonly finite: boolean;
  /** Only 0 and 1. */
  readonly binary: boolean;
  /** False for one that is not square. */
  readonly symmetric: boolean;
  readonly min: number;
  readonly max: number;
  /** Values above 0 off the diagonal. */
  readonly positive: number;
}

/** An array with as much of it as a guess needs. */
export interface ListedArray extends ArrayEntry {
  /** Row-major; null unless it is small. */
  readonly numbers: readonly number[] | null;
  readonly texts: readonly string[] | null;
  /** Of square matrices and of pairs that are not too large. */
  readonly matrix: MatrixFacts | null;
}

export interface ArrayListing {
  readonly file: string;
  readonly kind: ArrayFile['kind'];
  /** By name, ascending. */
  readonly arrays: readonly ListedArray[];
}

/** Equal listings in any order of their arrays are in one order here. */
export function byName<T extends { readonly name: string }>(arrays: readonly T[]): T[] {
  return [...arrays].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

export function rolesOf<K extends RoleKind>(mapping: ImportMapping, ...kinds: readonly K[]): { readonly array: string; readonly role: Extract<ArrayRole, { kind: K }> }[] {
  return mapping.roles.flatMap(({ array, role }) => ((kinds as readonly string[]).includes(role.kind) ? [{ array, role: role as Extract<ArrayRole, { kind: K }> }] : []));
}
