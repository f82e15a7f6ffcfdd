/** What chance, other graphs, other recordings and memory alone would give, beside what was measured. */
import { useState } from 'react';
import { useView } from '../../state/binding.tsx';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { shownAxes, type Axes } from '../../state/view/panelSpec.ts';
import { ChartBlock } from '../charts/ChartFrame.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { CompanionTable } from './CompanionTable.tsx';
import { EnergyNullChart } from './EnergyNullChart.tsx';
import { EnergyNullTable } from './EnergyNullTable.tsx';
import { EvidenceStatus } from './EvidenceStatus.tsx';
import { GraphSelect, useGraphChoice } from './GraphSelect.tsx';
import { MemoryChart } from './MemoryChart.tsx';
import { NullChoices } from './NullChoices.tsx';
import * as styles from './evidence.module.css';
import { axesName } from './useCursorMeasures.ts';
import { useFocusEvidence } from './useFocusEvidence.ts';

interface NullsTabProps {
  readonly result: PanelResult;
  readonly axes: Axes;
}

export function NullsTab({ result, axes }: NullsTabProps) {
  const mode = useView((state) => state.mode);
  const [space, setSpace] = useState<'full' | 'shown'>('shown');
  const [graph, setGraph] = useGraphChoice(result.info.metadata);
  const shown = shownAxes(axes, mode);
  const nulls = useFocusEvidence('nulls', result.recordingId);
  const spaceName = space === 'full' ? 'full d' : `own ${axesName(shown)}`;
  return (
    <div data-testid="nulls-evidence">
      <NullChoices>
        <div className={styles.option}>
          <Segmented
            label="Dimensions of the energy"
            segments={[
              { id: 'shown', label: `own ${axesName(shown)}` },
              { id: 'full', label: 'full d' },
            ]}
            value={space}
            onChange={setSpace}
          />
        </div>
        <GraphSelect graphs={result.info.metadata.graphs} value={graph} onChange={setGraph} />
      </NullChoices>
      {nulls.value === null ? (
        <ChartBlock>
          <EvidenceStatus name="nulls" />
        </ChartBlock>
      ) : (
        <>
          <EnergyNullChart
            result={nulls.value}
            stale={nulls.stale}
            graph={result.info.metadata.graphs[graph] ?? null}
            index={graph}
            space={space}
            spaceName={spaceName}
          />
          <EnergyNullTable result={nulls.value} graphs={result.info.metadata.graphs} space={space} spaceName={spaceName} stale={nulls.stale} />
        </>
      )}
      <CompanionTable result={result} axes={shown} graph={graph} />
      <MemoryChart result={result} />
    </div>
  );
}
