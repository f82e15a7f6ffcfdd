/**
 * The two families of tests that were written down before the runs (docs/decisions/0014-news-runs.md): what was learned, in
 * log p, and whether fine-tuning moves states where the context would. A contrast that was not run is left out of its family.
 */
import type { ProtocolBridge, TestedBridge } from './bridge.ts';
import { conditionsOf, type NewsValues, pairedDifferences, valuesByNews } from './conditions.ts';
import type { NewsResults } from './types.ts';

/** Level that a contrast's p must reach after the correction of its family. */
export const CONTRAST_LEVEL = 0.05;

/** Pairs of condition ids: the first less the second. */
export const KNOWLEDGE_CONTRASTS: readonly (readonly [first: string, second: string])[] = [
  ['context own', 'none'],
  ['context own', 'naive'],
  ['selfqa', 'naive'],
  ['paraphrase', 'naive'],
  ['implication', 'naive'],
  ['selfqa.own', 'selfqa'],
  ['selfqa.other', 'selfqa.own'],
  ['selfqa.neutral', 'selfqa.own'],
  ['naive +news', 'context own'],
  ['selfqa +news', 'context own'],
  ['selfqa.by-qwen15b', 'selfqa'],
  ['selfqa.steps', 'selfqa'],
];

/** Protocols whose matched cosines are held against their mismatched. */
export const BRIDGE_PROTOCOLS: readonly string[] = ['naive', 'paraphrase', 'implication', 'selfqa', 'selfqa.own'];

/** Paired differences a news, and what they are of. */
export interface PairedContrast extends NewsValues {
  /** As `context own - none`, or a protocol whose matched cosines are held against its mismatched. */
  readonly id: string;
}

/** A contrast of two conditions, by their ids. */
export interface KnowledgeContrast extends PairedContrast {
  readonly first: string;
  readonly second: string;
}

/** The first family, as far as it was run on two news or more, in log p; and the ids of the contrasts that were not. */
export function knowledgeContrasts(results: NewsResults): { readonly contrasts: readonly KnowledgeContrast[]; readonly absent: readonly string[] } {
  const conditions = new Map(conditionsOf(results).map((condition) => [condition.id, condition]));
  const contrasts: KnowledgeContrast[] = [];
  const absent: string[] = [];
  for (const [first, second] of KNOWLEDGE_CONTRASTS) {
    const id = `${first} - ${second}`;
    const [a, b] = [conditions.get(first), conditions.get(second)];
    const paired = a === undefined || b === undefined ? null : pairedDifferences(valuesByNews(results, a, 'logp'), valuesByNews(results, b, 'logp'));
    if (paired === null || paired.news.length < 2) absent.push(id);
    else contrasts.push({ id, first, second, ...paired });
  }
  return { contrasts, absent };
}

/** The tested mean of a protocol at the last checkpoint of all; null where it has none there, or no news with a cosine. */
export function lastTested(bridges: readonly ProtocolBridge[], protocol: string): TestedBridge | null {
  const last = Math.max(...bridges.flatMap(({ checkpoints }) => checkpoints.map(({ step }) => step)));
  const tested = bridges.find((bridge) => bridge.protocol === protocol)?.checkpoints.find(({ step }) => step === last)?.tested ?? null;
  return tested === null || tested.news.length === 0 ? null : tested;
}

/** The second family: matched less mismatched of each protocol, and Self-QA less Self-QA shadowed by its own news. */
export function bridgeContrasts(bridges: readonly ProtocolBridge[]): readonly PairedContrast[] {
  const own = BRIDGE_PROTOCOLS.flatMap((id): PairedContrast[] => {
    const tested = lastTested(bridges, id);
    return tested === null ? [] : [{ id, news: tested.news, values: tested.matched.map((cosine, at) => cosine - tested.mismatched[at]!) }];
  });
  const [selfqa, shadowed] = [lastTested(bridges, 'selfqa'), lastTested(bridges, 'selfqa.own')];
  if (selfqa === null || shadowed === null) return own;
  const paired = pairedDifferences({ news: selfqa.news, values: selfqa.matched }, { news: shadowed.news, values: shadowed.matched });
  return paired.news.length < 2 ? own : [...own, { id: 'selfqa - selfqa.own', ...paired }];
}
