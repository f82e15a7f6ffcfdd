/**
 * The bridge as a picture: questions as points that fine-tuning moves, beside where the news in context would have put them,
 * in the PCA of one layer.
 */
import { type Rows, rowProducts } from '../linalg/rowProducts.ts';
import { stackedPca } from '../linalg/stackedPca.ts';
import { ROW_COLUMNS, type StatesFile } from './statesFile.ts';
import type { NewsStates, StateCondition } from './types.ts';

export interface ProjectionSettings {
  readonly protocol: string;
  /** Of `states.layers`; `states.fullLayer` where whole states are asked for. */
  readonly layer: number;
  /** One point a question, or one a news: the mean of its questions. */
  readonly points: 'questions' | 'news';
  /**
   * Axes fitted on where all points are: at the start, with their news in context and at every checkpoint (`joint`), or on the
   * displacements by their own news in context alone (`reference`).
   */
  readonly basis: 'joint' | 'reference';
  /**
   * Where points start: at the question's own state, or all at the origin, so that only displacements show.
   */
  readonly from: 'states' | 'origin';
  /**
   * `frame`: every frame and target about its own mean, as contexts are shown on the first stage, so that what moves all points
   * alike is not seen. `start`: all about the mean of the start.
   */
  readonly centre: 'frame' | 'start';
  /** `coordinates`: every checkpoint, in the k coordinates that are kept of a layer. `full`: whole states, at the last one. */
  readonly states: 'coordinates' | 'full';
  /** Components wanted. */
  readonly components: number;
}

/** F frames, P points, K components; all positions row-major. */
export interface BridgeProjection {
  readonly settings: ProjectionSettings;
  /** Of the adapters that are shown: the states keep one. null where none was trained. */
  readonly seed: number | null;
  /** [P] what a point is: a question of a news, or (null) the mean of its questions. */
  readonly points: readonly { readonly news: string; readonly question: string | null }[];
  /** [F] 0, then the checkpoints at which the states were kept. */
  readonly steps: readonly number[];
  /** K: components wanted and within the rank. */
  readonly components: number;
  /** [F, P, K] the points under their own news' adapter; frame 0 is before training. */
  readonly frames: Float64Array;
  /** [P, K] with their own news in context. */
  readonly ownContext: Float64Array;
  /** [P, K] with another news in context; NaN where it was not kept. */
  readonly otherContext: Float64Array;
  /** [P, K] under the adapter of the news before, at the last checkpoint; NaN where it was not kept. */
  readonly otherAdapter: Float64Array;
  /** [K] share of the variance of what the axes were fitted on. */
  readonly explained: Float64Array;
}

/** Which rows of the states belong to a point. */
interface PlacedPoint {
  readonly news: string;
  readonly question: string | null;
  /** Questions of the file that are averaged. */
  readonly members: readonly number[];
}

/** What a projection is made of: the states of one layer, as far as they are asked for. */
export interface ProjectionStates {
  readonly settings: ProjectionSettings;
  readonly table: StatesTable;
}

/** Reads one layer. Throws RangeError on a layer or kind of states that the file does not have; rejects as StatesFile does. */
export async function readProjectionStates(file: StatesFile, settings: ProjectionSettings, signal?: AbortSignal): Promise<ProjectionStates> {
  const { layer, states: kind, from } = settings;
  const { states } = file.outline;
  if (kind === 'coordinates') {
    const base = from === 'states' ? await file.readBase(layer, signal) : null;
    return { settings, table: new StatesTable(file, await file.readCoordinates(layer, signal), base, states.k, null) };
  }
  if (layer !== states.fullLayer) throw new RangeError(`layer ${layer} is not kept whole; ${states.fullLayer ?? 'none'} is`);
  const full = await file.readFull(signal);
  if (full === null) throw new RangeError('the file keeps no layer whole');
  return { settings, table: new StatesTable(file, full.values, full.base, full.hiddenSize, full.rows) };
}

/**
 * Points are the questions that have a displacement by their own context and, under the protocol, by their own adapter at
 * every checkpoint shown; a news is the mean of such questions. Yields between pieces of the PCA.
 *
 * @param news of the results, in the order of the file
 * @throws RangeError on a protocol that the states do not hold, and where no question has everything
 */
export function* bridgeProjection({ settings, table }: ProjectionStates, news: readonly ProjectedNews[]): Generator<void, BridgeProjection> {
  const { states } = table;
  const protocol = states.protocols.indexOf(settings.protocol);
  if (protocol < 0) throw new RangeError(`the states hold no adapters of ${settings.protocol}`);
  const marks = table.marks(protocol);
  const own = (question: number, mark: number): number | undefined => table.row(question, 'own adapter', protocol, mark);
  const hasAll = (q: number): boolean => marks.length > 0 && table.row(q, 'own context') !== undefined && marks.every((mark) => own(q, mark) !== undefined);
  const points = placedPoints(news, settings.points, hasAll);
  if (points.length === 0) throw new RangeError(`no question has states in context and under ${settings.protocol} at every checkpoint`);

  const moved = (row: (question: number) => number | undefined): Rows => table.displacements(points, row);
  const start = settings.from === 'states' ? table.start(points) : zeros(points.length, table.width);
  const at = (displacement: Rows): Rows => sum(start, displacement);
  const origin = columnMeans(start);
  const placed = (rows: Rows): Rows => about(rows, settings.centre === 'frame' ? columnMeans(rows) : origin);

  const byContext = moved((q) => table.row(q, 'own context'));
  const frames = [start, ...marks.map((mark) => at(moved((q) => own(q, mark))))].map(placed);
  const target = placed(at(byContext));
  const reference = settings.centre === 'frame' ? about(byContext, columnMeans(byContext)) : byContext;
  const wanted = Math.min(settings.components, table.width);
  const basis = yield* stackedPca(settings.basis === 'joint' ? [...frames, target] : [reference], table.width, wanted);
  const K = basis.components;
  const shown = (rows: Rows): Float64Array => rowProducts(rows, { values: basis.loadings, count: K, length: table.width });
  const positions = new Float64Array(frames.length * points.length * K);
  frames.forEach((frame, f) => positions.set(shown(frame), f * points.length * K));
  return {
    settings,
    seed: states.seeds[0] ?? null,
    points: points.map(({ news: id, question }) => ({ news: id, question })),
    steps: [0, ...marks.map((mark) => states.checkpoints[mark]!)],
    components: K,
    frames: positions,
    ownContext: shown(target),
    otherContext: shown(placed(at(moved((q) => table.row(q, 'other context'))))),
    otherAdapter: shown(placed(at(moved((q) => table.row(q, "other news' adapter", protocol, marks.at(-1)))))),
    explained: basis.eigenvalues.slice(0, K).map((value) => value / basis.totalVariance),
  };
}

/** What a projection needs to know of a news. */
export interface ProjectedNews {
  readonly id: string;
  readonly questions: readonly { readonly id: string }[];
}

/** Displacements of one layer, found by what they are of. */
class StatesTable {
  readonly width: number;
  readonly states: NewsStates;
  readonly #values: Float32Array;
  readonly #base: Float32Array | null;
  readonly #places: ReadonlyMap<string, number>;

  /**
   * @param values [chosen, width]
   * @param chosen rows of `rows` that `values` holds; null: all
   */
  constructor({ rows, outline }: StatesFile, values: Float32Array, base: Float32Array | null, width: number, chosen: Int32Array | null) {
    this.width = width;
    this.states = outline.states;
    this.#values = values;
    this.#base = base;
    const places = new Map<string, number>();
    const count = chosen?.length ?? rows.length / ROW_COLUMNS.width;
    for (let place = 0; place < count; place++) {
      const at = (chosen === null ? place : chosen[place]!) * ROW_COLUMNS.width;
      // Of several seeds the first is shown; contexts have none.
      if (rows[at + ROW_COLUMNS.seed]! > 0) continue;
      places.set(keyOf(rows[at + ROW_COLUMNS.question]!, rows[at + ROW_COLUMNS.condition]!, rows[at + ROW_COLUMNS.protocol]!, rows[at + ROW_COLUMNS.checkpoint]!), place);
    }
    this.#places = places;
  }

  /** Where the displacement of a question stands, or undefined. */
  row(question: number, condition: StateCondition, protocol = -1, mark = -1): number | undefined {
    return this.#places.get(keyOf(question, this.states.conditions.indexOf(condition), protocol, mark));
  }

  /** Checkpoints at which any question has a displacement by its own adapter, ascending by step. */
  marks(protocol: number): number[] {
    const questions = this.#questions();
    const order = [...this.states.checkpoints.keys()].sort((a, b) => this.states.checkpoints[a]! - this.states.checkpoints[b]!);
    return order.filter((mark) => questions.some((question) => this.row(question, 'own adapter', protocol, mark) !== undefined));
  }

  /** [points, width] means over the members of each point; NaN where one of them has no such row. */
  displacements(points: readonly PlacedPoint[], row: (question: number) => number | undefined): Rows {
    return this.#means(points, (question) => {
      const place = row(question);
      return place === undefined ? undefined : this.#values.subarray(place * this.width, (place + 1) * this.width);
    });
  }

  /** [points, width] the questions' own states. Throws RangeError where the file does not have them. */
  start(points: readonly PlacedPoint[]): Rows {
    const base = this.#base;
    if (base === null) throw new RangeError("the file does not hold the questions' own states");
    return this.#means(points, (question) => base.subarray(question * this.width, (question + 1) * this.width));
  }

  #questions(): number[] {
    return [...new Set([...this.#places.keys()].map((key) => Number(key.split(' ')[0])))];
  }

  #means(points: readonly PlacedPoint[], vector: (question: number) => Float32Array | undefined): Rows {
    const out = zeros(points.length, this.width);
    points.forEach(({ members }, p) => {
      for (const question of members) {
        const values = vector(question);
        for (let c = 0; c < this.width; c++) out.values[p * this.width + c]! += (values === undefined ? NaN : values[c]!) / members.length;
      }
    });
    return out;
  }
}

const keyOf = (question: number, condition: number, protocol: number, mark: number): string => `${question} ${condition} ${protocol} ${mark}`;

function placedPoints(news: readonly ProjectedNews[], points: ProjectionSettings['points'], hasAll: (question: number) => boolean): PlacedPoint[] {
  let at = 0;
  return news.flatMap(({ id, questions }): PlacedPoint[] => {
    const from = at;
    at += questions.length;
    const members = [...questions.keys()].filter((q) => hasAll(from + q));
    if (points === 'questions') return members.map((q) => ({ news: id, question: questions[q]!.id, members: [from + q] }));
    return members.length === 0 ? [] : [{ news: id, question: null, members: members.map((q) => from + q) }];
  });
}

const zeros = (count: number, length: number): Rows => ({ values: new Float64Array(count * length), count, length });

const sum = (a: Rows, b: Rows): Rows => ({ ...a, values: a.values.map((value, at) => value + b.values[at]!) });

const about = (rows: Rows, centre: Float64Array): Rows => ({ ...rows, values: rows.values.map((value, at) => value - centre[at % rows.length]!) });

/** [d] means over the rows that are there: those with NaN are left out. */
function columnMeans({ values, count, length }: Rows): Float64Array {
  const means = new Float64Array(length);
  let known = 0;
  for (let row = 0; row < count; row++) {
    if (Number.isNaN(values[row * length])) continue;
    known += 1;
    for (let c = 0; c < length; c++) means[c] = means[c]! + values[row * length + c]!;
  }
  return means.map((total) => total / known);
}
