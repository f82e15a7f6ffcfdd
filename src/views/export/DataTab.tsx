/** The numbers behind the focused panel: CSV, NPZ or JSON. */
import { useMemo } from 'react';
import { useStore } from 'zustand/react';
import { useExplorer } from '../../state/binding.tsx';
import { stageFigures } from '../../state/export/exportManifest.ts';
import { Segmented } from '../ui/Segmented.tsx';
import { Hint } from '../ui/Text.tsx';
import { classNames } from '../ui/classNames.ts';
import { formatCount, formatTokens } from '../ui/formatNumber.ts';
import { ExportField, ExportSubmit, HashChoice } from './ExportFields.tsx';
import { exportChoices, type ExportChoices } from './exportChoices.ts';
import * as styles from './exportDialog.module.css';
import { exportData } from './exportJobs.ts';
import type { ExportRunner } from './useExportRun.ts';

function choose(change: Partial<ExportChoices['data']>): void {
  exportChoices.setState(({ data }) => ({ data: { ...data, ...change } }));
}

const ABOUT: Readonly<Record<ExportChoices['data']['kind'], string>> = {
  csv: 'One table for spreadsheets, its units in the headings.',
  npz: 'Scores, loadings, measures, counts, labels and edges as arrays for numpy.load.',
  json: 'The same as lists.',
};

export function DataTab({ runner }: { readonly runner: ExportRunner }) {
  const explorer = useExplorer();
  const data = useStore(exportChoices, (state) => state.data);
  const figure = useMemo(() => {
    const { focus } = explorer.view.getState();
    return stageFigures(explorer).find(({ panel, averagingSeed }) => panel === focus && averagingSeed === null) ?? null;
  }, [explorer]);
  const analysis = figure?.result.analysis;
  return (
    <div className={classNames(styles.fields, styles.wide)}>
      <ExportField label="Panel">
        <p className={styles.fact}>{figure === null ? 'The focused panel shows nothing yet.' : `${figure.result.info.metadata.title}, layer ${figure.result.analysis.settings.layer}`}</p>
      </ExportField>
      <ExportField label="Format">
        <Segmented
          label="Format"
          segments={[
            { id: 'csv', label: 'CSV', testId: 'export-csv' },
            { id: 'npz', label: 'NPZ', testId: 'export-npz' },
            { id: 'json', label: 'JSON', testId: 'export-json' },
          ]}
          value={data.kind}
          onChange={(kind) => choose({ kind })}
        />
        <Hint>{ABOUT[data.kind]}</Hint>
      </ExportField>
      {data.kind === 'csv' && (
        <ExportField label="Table">
          <Segmented
            label="Table"
            segments={[
              { id: 'scores', label: 'Scores', testId: 'export-scores' },
              { id: 'loadings', label: 'Loadings', testId: 'export-loadings' },
              { id: 'measures', label: 'Measures', testId: 'export-measures' },
            ]}
            value={data.table}
            onChange={(table) => choose({ table })}
          />
        </ExportField>
      )}
      <ExportField label="Contexts">
        <Segmented
          label="Contexts"
          segments={[
            { id: 'all', label: analysis === undefined ? 'All' : `All ${formatCount(analysis.frames.length)}`, testId: 'export-all' },
            { id: 'one', label: analysis === undefined || figure === null ? 'This one' : `Only ${formatTokens(analysis.frames[figure.position.frame]!.context)}`, testId: 'export-one' },
          ]}
          value={data.allContexts ? 'all' : 'one'}
          onChange={(next) => choose({ allContexts: next === 'all' })}
        />
      </ExportField>
      <HashChoice />
      <ExportSubmit runner={runner} disabled={figure === null} onPress={() => runner.start((tools) => exportData(explorer, exportChoices.getState(), tools))}>
        Save {data.kind.toUpperCase()}
      </ExportSubmit>
    </div>
  );
}
