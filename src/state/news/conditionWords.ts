/** Conditions and protocols in everyday words; the exact terms stand beside them in the id. */
import type { NewsCondition } from '../../core/news/conditions.ts';
import type { NewsProtocol, NewsResults } from '../../core/news/types.ts';
import { shortWriter } from './writers.ts';

const DATA: Readonly<Record<string, string>> = { naive: 'the news itself', paraphrase: 'paraphrases', implication: 'implications', selfqa: 'Self-QA' };
const PREFIX: Readonly<Record<NewsProtocol['prefix'], string | null>> = { none: null, own: 'own news before it', other: 'another news before it', neutral: 'neutral text before it' };

/** What an adapter was trained on, e.g. `Self-QA, own news before it`. */
export function protocolWords(results: Pick<NewsResults, 'protocols' | 'texts'>, id: string): string {
  const protocol = results.protocols.find((one) => one.id === id);
  if (protocol === undefined) return id;
  const { data, prefix, writer, match, scope } = protocol;
  const parts = [
    DATA[data] ?? data,
    writer === null || writer === 'self' ? null : `by ${shortWriter(results, writer)}`,
    PREFIX[prefix],
    match === 'steps' ? 'as many examples a step' : null,
    scope === 'joint' ? 'one adapter for all' : null,
  ];
  return parts.filter((part) => part !== null).join(', ');
}

/** `Nothing`, `News in context`, `Trained on paraphrases`, `Trained on paraphrases + news`. */
export function conditionWords(results: Pick<NewsResults, 'protocols' | 'texts'>, { protocol, context, adapter }: NewsCondition): string {
  if (protocol === null) return { none: 'Nothing', own: 'News in context', other: 'Another news in context' }[context];
  const trained = `Trained on ${protocolWords(results, protocol)}`;
  if (adapter === 'other') return `${trained}: another news’ adapter`;
  return { none: trained, own: `${trained} + news in context`, other: `${trained} + another news in context` }[context];
}

/** The same without what conditions of one group share, and that group's name; groups are what stood before the question and whose adapter was on. */
export function conditionGroup(results: Pick<NewsResults, 'protocols' | 'texts'>, condition: NewsCondition): { readonly group: string; readonly label: string } {
  const { protocol, context, adapter } = condition;
  if (protocol === null) return { group: 'Not trained', label: { none: 'nothing in context', own: 'the news in context', other: 'another news in context' }[context] };
  const asked = { none: 'asked with nothing in context', own: 'asked with the news in context', other: 'asked with another news in context' }[context];
  return { group: adapter === 'other' ? 'Trained on another news’ texts, asked with nothing in context' : `Trained, ${asked}`, label: protocolWords(results, protocol) };
}

const SHORT_DATA: Readonly<Record<string, string>> = { naive: 'The news itself', paraphrase: 'Paraphrases', implication: 'Implications', selfqa: 'Self-QA' };
const SHORT_PREFIX: Readonly<Record<NewsProtocol['prefix'], string | null>> = { none: null, own: 'own before', other: 'other before', neutral: 'neutral before' };

/** For a column of a table, where it is said elsewhere that it is about training: `Self-QA, own before`, `Paraphrases + news`. */
export function shortConditionWords(results: Pick<NewsResults, 'protocols' | 'texts'>, condition: NewsCondition): string {
  const { protocol: id, context, adapter } = condition;
  if (id === null) return { none: 'Nothing', own: 'News in context', other: 'Another in context' }[context];
  const name = shortProtocolWords(results, id);
  return adapter === 'other' ? `${name}, another’s` : `${name}${{ none: '', own: ' + news', other: ' + another' }[context]}`;
}

/** `Self-QA, own before`. */
export function shortProtocolWords(results: Pick<NewsResults, 'protocols' | 'texts'>, id: string): string {
  const protocol = results.protocols.find((one) => one.id === id);
  if (protocol === undefined) return id;
  const { data, prefix, writer, match, scope } = protocol;
  const parts = [SHORT_DATA[data] ?? data, writer === null || writer === 'self' ? null : shortWriter(results, writer), SHORT_PREFIX[prefix], match === 'steps' ? 'by steps' : null, scope === 'joint' ? 'jointly' : null];
  return parts.filter((part) => part !== null).join(', ');
}
