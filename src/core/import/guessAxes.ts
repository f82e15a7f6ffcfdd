/** What the axes of class means are, from their lengths and what other arrays say of them. */
import { shortened } from '../recording/recordingError.ts';
import { listed, shapeText } from './arrayTable.ts';
import type { ListedArray, MeansAxis } from './mapping.ts';
import { axesText, isUsual, lengthAlong, readingsOf } from './meansAxes.ts';

/** Lengths that other arrays speak of. */
export interface KnownLengths {
  /** Of lists of text and of square matrices of 0 and 1. */
  readonly words: ReadonlySet<number>;
  /** Of lists named as contexts, and of ascending lists whose name does not say what they are. */
  readonly contexts: readonly number[];
  readonly ascending: readonly number[];
  readonly layers: readonly number[];
}

export interface GuessedAxes {
  readonly axes: readonly MeansAxis[];
  /** Other readings that fit as well. */
  readonly others: readonly (readonly MeansAxis[])[];
}

/** How much more has to speak for an unusual order than for the usual one. */
const UNUSUAL = 2;

/**
 * Null for arrays that cannot be class means by their number of axes.
 *
 * @param named what the array's name says already, along which it is then not stacked
 */
export function guessAxes(shape: readonly number[], named: { readonly context: boolean; readonly layer: boolean }, known: KnownLengths): GuessedAxes | null {
  const taken = named.context ? 'contexts' : named.layer ? 'layers' : null;
  const possible = readingsOf(shape.length).filter((axes) => shape.length !== 3 || taken === null || !axes.includes(taken));
  const scored = possible.map((axes) => ({ axes, score: scoreOf(axes, shape, known) }));
  const best = (usual: boolean) => scored.filter(({ axes }) => isUsual(axes) === usual).reduce<(typeof scored)[number] | null>((most, one) => (most === null || one.score > most.score ? one : most), null);
  const [plain, other] = [best(true), best(false)];
  if (plain === null || other === null) return null;
  const chosen = other.score >= plain.score + UNUSUAL ? other : plain;
  return { axes: chosen.axes, others: scored.filter((one) => one !== chosen && one.score >= chosen.score).map(({ axes }) => axes) };
}

function scoreOf(axes: readonly MeansAxis[], shape: readonly number[], known: KnownLengths): number {
  const along = (axis: MeansAxis): number | null => lengthAlong(axis, axes, shape);
  const [words, dimensions, contexts, layers] = [along('words')!, along('dimensions')!, along('contexts'), along('layers')];
  let score = known.words.size === 0 ? 0 : known.words.has(words) ? 4 : -4;
  if (contexts !== null) score += known.contexts.includes(contexts) ? 3 : known.ascending.includes(contexts) ? 2 : 0;
  if (layers !== null && known.layers.includes(layers)) score += 3;
  return score + (dimensions >= 4 * words ? 2 : dimensions > words ? 1 : 0);
}

const NAMED = 2;
const CHOOSE = 'Choose its axes where that is wrong.';

/** What to ask the reader of the axes; null where the order is usual and nothing else fits. */
export function axesQuestion(array: ListedArray, { axes, others }: GuessedAxes): string | null {
  if (others.length === 0 && isUsual(axes)) return null;
  const read = `${shortened(array.name)} has the shape ${shapeText(array)}: read as ${axesText(axes)}`;
  if (others.length === 0) return `${read}, which is not the usual order. ${CHOOSE}`;
  const more = others.length > NAMED ? [`${others.length - NAMED} more`] : [];
  return `${read}; ${listed([...others.slice(0, NAMED).map(axesText), ...more])} would fit as well. ${CHOOSE}`;
}
