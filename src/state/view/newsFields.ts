/** View fields of the weights stage: what the reader chooses of the runs on the news. */
import type { ExposureUnit } from '../../core/news/types.ts';
import { type Codec, escape, onOff, oneChoice, oneOf, readList, tokens, unescape, whole } from './codecs.ts';
import { along, chosen } from './fieldKinds.ts';

/** The pictures of the weights stage, in the order of their tabs. */
export const NEWS_VIEWS = ['gap', 'matrix', 'learning', 'size', 'shadow', 'bridge'] as const;
export type NewsViewName = (typeof NEWS_VIEWS)[number];

export const NEWS_MEASURES = ['logp', 'accuracy', 'relative', 'free'] as const;
export type NewsMeasureName = (typeof NEWS_MEASURES)[number];

export const NEWS_FACETS = ['all', 'kind', 'domain', 'model'] as const;
export type NewsFacet = (typeof NEWS_FACETS)[number];

/** A cell of the matrix. */
export interface NewsCell {
  readonly news: string;
  /** Id of a condition (core/news/conditions.ts). */
  readonly condition: string;
}

/** By which condition the matrix is sorted; null there: by domain. */
export interface NewsOrder {
  /** Id of a condition. */
  readonly condition: string;
  readonly order: 'falling' | 'rising';
}

/** Shares of the way to a model's own ICL that data efficiency is asked for. */
export const NEWS_SHARES = ['25', '50', '75'] as const;
/** In percent. */
export type NewsShare = (typeof NEWS_SHARES)[number];

/** Longest id that an address may hold, in characters. */
const LONGEST_ID = 120;

function readId(text: string): string | undefined {
  const id = unescape(text);
  return id !== undefined && id !== '' && id.length <= LONGEST_ID ? id : undefined;
}

const idCodec: Codec<string | null> = { write: (id) => (id === null ? '' : escape(id)), read: readId };
const idListCodec: Codec<readonly string[]> = { write: (ids) => ids.map(escape).join(','), read: (text) => (text === '' ? [] : readList(text, 32, readId)) };

const pairCodec: Codec<readonly [string, string] | null> = {
  write: (pair) => (pair === null ? '' : pair.map(escape).join(',')),
  read(text) {
    const ids = readList(text, 2, readId);
    return ids?.length === 2 ? [ids[0]!, ids[1]!] : undefined;
  },
};

const cellCodec: Codec<NewsCell | null> = {
  write: (cell) => (cell === null ? '' : [cell.news, cell.condition].map(escape).join(',')),
  read(text) {
    const ids = readList(text, 2, readId);
    return ids?.length === 2 ? { news: ids[0]!, condition: ids[1]! } : undefined;
  },
};

const orderCodec: Codec<NewsOrder | null> = {
  write: (by) => (by === null ? '' : `${escape(by.condition)},${by.order}`),
  read(text) {
    const [id = '', order = '', ...more] = text.split(',');
    const [condition, way] = [readId(id), oneOf(['falling', 'rising'] as const)(order)];
    return condition === undefined || way === undefined || more.length > 0 ? undefined : { condition, order: way };
  },
};

const layerCodec: Codec<number | null> = { write: (layer) => (layer === null ? '' : String(layer)), read: (text) => whole(text) };

const searchCodec: Codec<string> = {
  write: (text) => escape(text.slice(0, LONGEST_ID)),
  read(text) {
    const words = unescape(text);
    return words === undefined || words.length > LONGEST_ID ? undefined : words;
  },
};

export const NEWS_FIELDS = {
  /** Id of the results in view; null: the first there are. */
  newsFile: chosen<string | null>(null, 'nf', idCodec, 'picture', 'model'),
  newsView: chosen<NewsViewName>('gap', 'nv', oneChoice(...NEWS_VIEWS), 'picture', 'picture'),
  newsMeasure: chosen<NewsMeasureName>('logp', 'nm', oneChoice(...NEWS_MEASURES), 'picture', 'measure'),
  newsFacet: chosen<NewsFacet>('all', 'nby', oneChoice(...NEWS_FACETS), 'picture', 'parts'),
  /** Id of the protocol that timeline and bridge speak of; null: the first of the file. */
  newsProtocol: chosen<string | null>(null, 'npr', idCodec, 'picture', 'training'),
  /** Conditions compared news by news: the first minus the second. */
  newsPair: chosen<readonly [string, string] | null>(null, 'np', pairCodec, 'picture', 'compared conditions'),
  /** Kinds of questions and domains of news that count; none named: all. */
  newsKinds: chosen<readonly string[]>([], 'nk', idListCodec, 'picture', 'kinds of questions'),
  newsDomains: chosen<readonly string[]>([], 'nd', idListCodec, 'picture', 'domains'),
  newsUnflagged: chosen<boolean>(false, 'nu', onOff, 'picture', 'flagged news'),
  /** Every condition, those that only serve as controls as well. */
  newsAll: chosen<boolean>(false, 'na', onOff, 'picture', 'conditions'),
  newsUnit: chosen<ExposureUnit>('examples', 'nx', oneChoice('examples', 'tokens', 'step'), 'picture', 'unit of exposures'),
  newsOrder: chosen<NewsOrder | null>(null, 'no', orderCodec, 'picture', 'order of the news'),
  newsShare: chosen<NewsShare>('50', 'nsh', oneChoice(...NEWS_SHARES), 'picture', 'share of the way'),
  /** null: the deepest of the layers that were tested. */
  bridgeLayer: chosen<number | null>(null, 'bl', layerCodec, 'picture', 'layer of the bridge'),
  bridgePoints: chosen<'news' | 'questions'>('news', 'bp', oneChoice('news', 'questions'), 'picture', 'points of the bridge'),
  /** Axes fitted on all that moves, or on what the news in context does alone. */
  bridgeBasis: chosen<'joint' | 'reference'>('joint', 'bb', oneChoice('joint', 'reference'), 'picture', 'basis of the bridge'),
  /** Where points start: all at one place, so that only their movement shows, or where the questions stand themselves. */
  bridgeFrom: chosen<'origin' | 'states'>('origin', 'bf', oneChoice('origin', 'states'), 'picture', 'start of the bridge'),
  /** Where the reader stands in training, in steps; null: the last checkpoint. */
  exposure: along<number | null>(null, 'x', tokens, 'picture', 'exposures'),
  newsCell: along<NewsCell | null>(null, 'nc', cellCodec, 'picture', 'open news'),
  newsSearch: along<string>('', 'nq', searchCodec, 'picture', 'search'),
};
