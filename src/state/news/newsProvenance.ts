/** Where a figure of the weights stage comes from, written beside its numbers and into its picture. */
import { BOOTSTRAP_RESAMPLES, EXACT_FLIPS_UP_TO, SIGN_FLIPS } from '../../core/news/statistics.ts';
import type { NewsResults } from '../../core/news/types.ts';
import { SOFTWARE } from '../base/softwareVersion.ts';
import type { TableProvenance } from '../figures/measureTable.ts';
import type { ViewState } from '../view/viewFields.ts';
import type { FilterView } from './newsFilter.ts';

export function newsProvenance(results: NewsResults, view: FilterView & Partial<Pick<ViewState, 'newsMeasure'>>): TableProvenance {
  const { model } = results;
  const all = (chosen: readonly string[]) => (chosen.length === 0 ? 'all' : chosen.join(', '));
  return [
    ['results', results.id],
    ['title', results.title],
    ['model', model.id],
    ...(model.weights === null ? [] : [['weights', model.weights] as const]),
    ...(results.licence === null ? [] : [['licence', results.licence] as const]),
    ['unit', 'news: mean over its questions and seeds'],
    ['intervals', `95 %, percentile bootstrap over news, ${BOOTSTRAP_RESAMPLES} resamples`],
    ['tests', `sign flips over news, all up to ${EXACT_FLIPS_UP_TO} news, else ${SIGN_FLIPS}`],
    ...(view.newsMeasure === undefined ? [] : [['measure', view.newsMeasure] as const]),
    ['kinds of questions', all(view.newsKinds)],
    ['domains', all(view.newsDomains)],
    ['flagged news', view.newsUnflagged ? 'left out' : 'in'],
    ['software', `${SOFTWARE.name} ${SOFTWARE.version}`],
  ];
}
