/**
 * Contextual shadowing and overexposure. Shadowing: the same texts, trained on with nothing, their own news, another news or
 * neutral text before each, read without and with the news in context. Overexposure: the news in context, before and after.
 */
import { conditionOf, type NewsCondition, type NewsValues, valuesByNews } from '../../core/news/conditions.ts';
import type { NewsProtocol, NewsResults } from '../../core/news/types.ts';
import type { ViewState } from '../view/viewFields.ts';
import { protocolWords } from './conditionWords.ts';
import { chanceLevel, type FilterView, valueOptions } from './newsFilter.ts';
import { guessed } from './gapFigure.ts';

export const PREFIXES: readonly NewsProtocol['prefix'][] = ['none', 'own', 'other', 'neutral'];

export interface ShadowMark {
  readonly condition: NewsCondition;
  readonly values: NewsValues;
  readonly column: number;
}

/** One kind of training text under every prefix it was trained with. */
export interface ShadowGroup {
  /** Id of its protocol without a prefix. */
  readonly id: string;
  readonly label: string;
  /** In the order of PREFIXES; null where not trained or not read. */
  readonly bars: readonly { readonly prefix: NewsProtocol['prefix']; readonly closed: ShadowMark | null; readonly open: ShadowMark | null }[];
}

export interface ShadowFigure {
  readonly measure: ViewState['newsMeasure'];
  readonly groups: readonly ShadowGroup[];
  /** Nothing and the news in context, without training. */
  readonly untrained: { readonly closed: ShadowMark | null; readonly open: ShadowMark | null };
  readonly chance: number | null;
}

export type ShadowView = FilterView & Pick<ViewState, 'newsMeasure'>;

export function shadowFigure(results: NewsResults, view: ShadowView): ShadowFigure {
  const options = valueOptions(view);
  let column = 0;
  const mark = (condition: NewsCondition): ShadowMark | null => {
    const values = valuesByNews(results, condition, view.newsMeasure, options);
    return values.news.length === 0 ? null : { condition, values, column: column++ };
  };
  const untrained = { closed: mark(conditionOf(null, 'none')), open: mark(conditionOf(null, 'own')) };
  const same = (a: NewsProtocol, b: NewsProtocol) => a.data === b.data && a.writer === b.writer && a.match === b.match && a.scope === b.scope;
  const groups = results.protocols
    .filter(({ prefix }) => prefix === 'none')
    .map((plain): ShadowGroup => ({
      id: plain.id,
      label: protocolWords(results, plain.id),
      bars: PREFIXES.map((prefix) => {
        const protocol = results.protocols.find((one) => one.prefix === prefix && same(one, plain));
        return protocol === undefined ? { prefix, closed: null, open: null } : { prefix, closed: mark(conditionOf(protocol.id, 'none')), open: mark(conditionOf(protocol.id, 'own')) };
      }),
    }))
    .filter(({ bars }) => bars.some(({ closed }) => closed !== null));
  return { measure: view.newsMeasure, groups, untrained, chance: guessed(view.newsMeasure, chanceLevel(results, view)) };
}

export function shadowMarks({ groups, untrained }: ShadowFigure): readonly ShadowMark[] {
  return [untrained.closed, untrained.open, ...groups.flatMap(({ bars }) => bars.flatMap(({ closed, open }) => [closed, open]))].filter((mark) => mark !== null);
}

export function shadowColumns(figure: ShadowFigure): readonly Float64Array[] {
  return shadowMarks(figure)
    .toSorted((a, b) => a.column - b.column)
    .map(({ values }) => values.values);
}
