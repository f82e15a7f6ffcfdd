/** News with questions that no model has answered yet: one news, a list of them, or a catalog, as `contextscope news check` reads them. */
import * as z from 'zod/mini';
import '../recording/zodWithoutEval.ts';
import { duplicateKey } from '../recording/duplicateKey.ts';
import { RecordingError, shortened } from '../recording/failure.ts';
import { schemaFault } from '../recording/schemaFault.ts';
import { MAX_NEWS, MAX_NEWS_BYTES } from './limits.ts';
import { newsTooLarge } from './readNewsResults.ts';
import { newsSchema } from './resultsSchema.ts';
import { EXPOSURE_UNITS, type NewsItem, type NewsResults } from './types.ts';

const REMEDY = 'Correct this field: a news has id, domain, entity, text and questions, each with id, kind, text and options, the right one first (docs/news-format.md).';

const catalog = z.array(newsSchema).check(z.minLength(1), z.maxLength(MAX_NEWS));

/**
 * @param name file name, for messages
 * @throws RecordingError: too-large, wrong-format or invalid
 */
export function readNewsItems(name: string, text: string): readonly NewsItem[] {
  const fail = (code: 'wrong-format' | 'invalid' | 'too-large', field: string | null, message: string): RecordingError => new RecordingError({ code, file: name, field, message, remedy: REMEDY });
  if (text.length > MAX_NEWS_BYTES) throw newsTooLarge(name, text.length);
  const json = parsed(text);
  if (json === undefined) throw fail('wrong-format', null, 'The file is not JSON: it is damaged or cut short.');
  const twice = duplicateKey(text);
  if (twice !== null) throw fail('invalid', twice, `The file gives the key ${shortened(twice)} twice in one object.`);
  const list = listed(json);
  const read = catalog.safeParse(list);
  if (!read.success) {
    const fault = schemaFault(read.error, list);
    throw fail(fault.code, fault.field, fault.message);
  }
  const seen = new Set<string>();
  for (const [at, { id, questions }] of read.data.entries()) {
    for (const key of [id, ...questions.map((question) => question.id)]) {
      if (seen.has(key)) throw fail('invalid', `[${at}]`, `[${at}] has the id ${shortened(key)}, which something before it has too.`);
      seen.add(key);
    }
  }
  return read.data.map(({ id, domain, entity = id, text: words, questions, other, flags }) => ({ id, domain, entity, text: words, questions, other, flags }));
}

/** News as results that hold no answers, so that the page shows them like any others. */
export function unansweredResults(title: string, news: readonly NewsItem[]): NewsResults {
  return {
    id: 'unanswered',
    title,
    description: null,
    licence: null,
    created: null,
    model: { id: 'no model yet', parameters: null, layers: null, hiddenSize: null, weights: null, source: null },
    machines: [],
    units: EXPOSURE_UNITS,
    settings: {},
    news,
    protocols: [],
    texts: [],
    contexts: [],
    runs: [],
    ability: null,
    states: null,
  };
}

/** True of results in which no model has answered anything. */
export function isUnanswered({ contexts, runs }: Pick<NewsResults, 'contexts' | 'runs'>): boolean {
  return contexts.length === 0 && runs.length === 0;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** The news in whatever holds them. */
function listed(json: unknown): unknown {
  if (Array.isArray(json)) return json;
  if (typeof json === 'object' && json !== null && 'news' in json && Array.isArray(json.news)) return json.news;
  return [json];
}
