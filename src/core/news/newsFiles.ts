/** Tells the JSON files that have to do with news apart, and says what to do with those that hold no results. */
import { RecordingError } from '../recording/failure.ts';

/** Bytes of a file that tell; the writers put the format first. */
export const NEWS_HEAD_BYTES = 4096;

/** `news`: one news, a list of them, or a catalog of them. */
export type NewsFileKind = 'results' | 'texts' | 'check' | 'news';

/** What a file is by the first bytes of its JSON; null: nothing that has to do with news. */
export function newsFileKind(head: string): NewsFileKind | null {
  const start = head.replace(/^\uFEFF/, '').trimStart();
  if (!start.startsWith('{') && !start.startsWith('[')) return null;
  const format = /"format"\s*:\s*"contextscope-news(-[a-z]+)?\//.exec(start.slice(0, NEWS_HEAD_BYTES));
  if (format !== null) return format[1] === undefined ? 'results' : format[1] === '-texts' ? 'texts' : format[1] === '-check' ? 'check' : 'news';
  const has = (key: string): boolean => new RegExp(`"${key}"\\s*:`).test(start);
  return has('text') && (has('entity') || has('questions')) && (has('domain') || has('id')) ? 'news' : null;
}

/** True for the results of `contextscope news run`, of this version or a later one. */
export function isNewsResults(head: string): boolean {
  return newsFileKind(head) === 'results';
}

const WRITTEN_BY = 'Choose the .json that `contextscope news run` wrote, or write one with write_news_results (docs/news-format.md).';

const OTHERS: Readonly<Record<Exclude<NewsFileKind, 'results'>, readonly [message: string, remedy: string]>> = {
  texts: [
    'These are training texts about news, not results.',
    'Train on them first: `contextscope news run --news FOLDER --texts THIS.json --out RESULTS.json`; then open what it writes.',
  ],
  check: ['This is the check of a set of news, not results.', 'Choose a results file: `contextscope news run --news FOLDER --out RESULTS.json` writes one.'],
  news: [
    'This is news with questions; no model has answered them yet.',
    'Put each news as a file of its own in a folder and let a model read them: `contextscope news run --news FOLDER --out RESULTS.json`; then open what it writes.',
  ],
};

/** The refusal of a JSON file that holds no results. */
export function notNewsResults(file: string, kind: Exclude<NewsFileKind, 'results'> | null): RecordingError {
  const [message, remedy] = kind === null ? ['This JSON file does not say that it is of format "contextscope-news/1".', WRITTEN_BY] : OTHERS[kind];
  return new RecordingError({ code: 'wrong-format', file, field: 'format', message, remedy });
}
