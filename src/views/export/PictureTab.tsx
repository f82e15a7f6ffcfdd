/** The stage as one picture: SVG or PNG. */
import { useStore } from 'zustand/react';
import { useExplorer, useView } from '../../state/binding.tsx';
import { formatCount } from '../controls/formatNumber.ts';
import { Segmented } from '../controls/Segmented.tsx';
import { Toggle } from '../controls/Toggle.tsx';
import { exportChoices, fitsPicture, scaled, SCALES, type ExportChoices } from './exportChoices.ts';
import { ExportField, ExportSubmit, HashChoice } from './ExportFields.tsx';
import { exportPicture } from './exportJobs.ts';
import { PicturePreview } from './PicturePreview.tsx';
import type { ExportRunner } from './useExportRun.ts';
import { useStageLayout } from './useStageLayout.ts';

function choose(change: Partial<ExportChoices['picture']>): void {
  exportChoices.setState(({ picture }) => ({ picture: { ...picture, ...change } }));
}

export function PictureTab({ runner }: { readonly runner: ExportRunner }) {
  const explorer = useExplorer();
  const picture = useStore(exportChoices, (state) => state.picture);
  const spatial = useView((state) => state.mode === 'space');
  const layout = useStageLayout();
  const kind = spatial ? 'png' : picture.kind;
  const size = scaled(layout.layout, picture.scale);
  const fits = fitsPicture(size);
  const empty = layout.figures.length === 0;
  return (
    <div className="export-columns">
      <div className="export-fields">
        <ExportField label="Format">
          <Segmented
            label="Format"
            segments={[
              { id: 'svg', label: 'SVG', testId: 'export-svg', disabled: spatial },
              { id: 'png', label: 'PNG', testId: 'export-png' },
            ]}
            value={kind}
            onChange={(next) => choose({ kind: next })}
          />
          <p className="hint">
            {spatial
              ? 'SVG is not offered in 3D: the picture is drawn as pixels by the graphics card. Switch to 2D for one.'
              : kind === 'svg'
                ? 'Lines and text that stay sharp at any size and can be edited.'
                : 'Pixels, for slides and web pages.'}
          </p>
        </ExportField>
        {kind === 'png' && (
          <ExportField label="Scale">
            <Segmented
              label="Scale"
              segments={SCALES.map((scale) => ({ id: String(scale), label: `${scale}×`, testId: `export-scale-${scale}`, disabled: !fitsPicture(scaled(layout.layout, scale)) }))}
              value={String(picture.scale)}
              onChange={(next) => choose({ scale: Number(next) })}
            />
            <p className="hint" data-testid="export-size">
              {fits ? `${formatCount(size.width)} × ${formatCount(size.height)} pixels` : 'Too large to be drawn: choose a smaller scale.'}
            </p>
          </ExportField>
        )}
        <ExportField label="Look">
          <Toggle checked={picture.paper} onChange={(paper) => choose({ paper })} testId="export-paper">
            Light colours for paper
          </Toggle>
          <Toggle checked={picture.transparent} onChange={(transparent) => choose({ transparent })} testId="export-transparent">
            Transparent background
          </Toggle>
        </ExportField>
        <HashChoice />
        <ExportSubmit runner={runner} disabled={empty || (kind === 'png' && !fits)} onPress={() => runner.start((tools) => exportPicture(explorer, { ...exportChoices.getState(), picture: { ...picture, kind } }, tools))}>
          Save {kind.toUpperCase()}
        </ExportSubmit>
      </div>
      <PicturePreview layout={layout} paper={picture.paper} transparent={picture.transparent} />
    </div>
  );
}
