/** What the bridge says of a protocol, in everyday words with its doubt; from the planned tests where there is one. */
import type { ProtocolBridge } from '../../core/news/bridge.ts';
import { CONTRAST_LEVEL } from '../../core/news/contrasts.ts';
import type { NewsResults } from '../../core/news/types.ts';
import type { TestedBridge } from './bridgeFigure.ts';
import { protocolWords } from './conditionWords.ts';
import type { NewsFinding } from './newsFinding.ts';

const two = (value: number) => value.toFixed(2).replace('-', '−');

/** @param tests null while they are worked out; a protocol without one is described, not tested */
export function bridgeFinding(results: NewsResults, bridge: ProtocolBridge | null, tests: readonly TestedBridge[] | null): NewsFinding | null {
  const tested = bridge?.checkpoints.at(-1)?.tested ?? null;
  if (bridge === null) return null;
  if (tested === null || tested.news.length === 0) {
    return { headline: 'Training moves all news alike here, or not at all: there is no direction to compare.', sentence: '', doubts: [] };
  }
  const { matchedMean, mismatchedMean, ownIsBest, news } = tested;
  const test = tests?.find(({ protocol }) => protocol === bridge.protocol);
  const words = protocolWords(results, bridge.protocol);
  const apart = test === undefined ? matchedMean.low > 0 : test.contrast.holm <= CONTRAST_LEVEL && test.contrast.mean > 0;
  const headline = apart
    ? `Training on ${words} moves the answer where the news in context would: cosine ${two(matchedMean.mean)}, of another news ${two(mismatchedMean.mean)}.`
    : `Training on ${words} does not move the answer where the news in context would: cosine ${two(matchedMean.mean)}, of another news ${two(mismatchedMean.mean)}.`;
  const layers = bridge.bridgeLayers;
  const tail = tests === null ? 'The planned tests are being worked out.' : test === undefined ? 'This protocol was not among the planned tests.' : `Planned test, corrected: p ${test.contrast.holm < 0.0001 ? '< .0001' : `= ${test.contrast.holm.toFixed(4)}`}.`;
  return {
    headline,
    sentence: `Mean over layers ${layers[0]} to ${layers.at(-1)}: ${two(matchedMean.mean)} (95 % ${two(matchedMean.low)} to ${two(matchedMean.high)}) on ${news.length} news; for ${Math.round(ownIsBest)} of them their own context is the best match. ${tail}`,
    doubts: [
      'Late layers stand next to the output: part of the agreement may be that both make the same words likely.',
      'Since training takes away the news before and context the news after, a cosine of one half is about the most that two equal movements could reach.',
      ...(bridge.seeds.length === 1 ? ['One seed: how much would change with another is not known.'] : []),
      'The picture shows two directions of many; the cosines are worked out in all of them.',
    ],
  };
}
