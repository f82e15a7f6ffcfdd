/** The curves of one chart: every measure of it for every layer drawn, with the spread of the replicates of the shown layer. */
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import type { SweptLayer } from '../../state/evidence/evidenceTypes.ts';
import { shortLayerName } from '../controls/layerName.ts';
import { seriesColour, type ChartSeries } from '../charts/chartSeries.ts';
import { MEASURES, measureSeries, type MeasureId } from './measureSeries.ts';
import { replicateBand } from './replicateBand.ts';

export type CurveSource = SweptLayer;

/**
 * With one layer every measure has a colour; with several every layer has one, and the second measure of a chart is dashed.
 * @param replicates analyses of the shown layer of all replicates, the shown recording first; empty when there are none
 */
export function layerCurves(
  sources: readonly CurveSource[],
  ids: readonly MeasureId[],
  graph: number,
  axes: readonly number[],
  axesTitle: string,
  replicates: readonly PanelResult[],
): readonly ChartSeries[] {
  const several = sources.length > 1;
  return sources.flatMap(({ layer, result }, at) =>
    ids.map((id, i): ChartSeries => {
      const space = ids.length === 1 ? MEASURES[id].short : id.startsWith('shown') ? axesTitle : 'full d';
      const own = replicates[0] !== undefined && replicates[0].analysis.settings.layer === layer && replicates[0].recordingId === result.recordingId;
      const alone = !several && ids.length === 1;
      const range = `range of ${replicates.length} replicates`;
      const label = several ? `${shortLayerName(layer, result.info.metadata.model.layers)}${ids.length > 1 ? `, ${space}` : ''}` : space;
      const spread = own ? replicateBand(replicates.map((replicate) => measureSeries(replicate, id, graph, axes))) : [];
      return {
        id: `${layer} ${id}`,
        label,
        colour: seriesColour(several ? at : i),
        dashed: several && i > 0,
        points: measureSeries(result, id, graph, axes),
        ...(spread.length === 0 ? {} : { band: { label: alone ? range : `${label}, ${range}`, points: spread } }),
      };
    }),
  );
}
