import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand/react';
import { useExplorer, useView } from '../../state/binding.tsx';
import { Toggle } from '../ui/Field.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { Hint } from '../ui/Text.tsx';
import { formatCount } from '../ui/formatNumber.ts';
import { ExportField, ExportSubmit, HashChoice } from './ExportFields.tsx';
import { exportChoices, type ExportChoices, fitsPicture, scaled, SCALES } from './exportChoices.ts';
import * as styles from './exportDialog.module.css';
import { exportPicture, figureScheme } from './exportJobs.ts';
import { createStageFigure, type StageLayout } from './stageFigure.ts';
import type { ExportRunner } from './useExportRun.ts';
import { useStageLayout } from './useStageLayout.ts';

interface PicturePreviewProps {
  /** Drawn anew when this changes. */
  readonly layout: StageLayout;
  readonly paper: boolean;
  readonly transparent: boolean;
}

const WIDTH = 680;

/** The picture as it will be saved, small. */
export function PicturePreview({ layout, paper, transparent }: PicturePreviewProps) {
  const explorer = useExplorer();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const theme = useView((state) => state.theme);
  useEffect(() => {
    let gone = false;
    const draw = async () => {
      const figure = await createStageFigure(explorer, { scheme: figureScheme(explorer, paper), transparent, scale: 1 });
      try {
        if (gone || figure.figures.length === 0) return;
        // Drawn apart first: two drawings of quickly changed choices must not mix.
        const drawn = document.createElement('canvas');
        drawn.width = WIDTH;
        drawn.height = Math.round((WIDTH * figure.height) / figure.width);
        await figure.paint(explorer.view.getState().cursor, drawn);
        const shown = canvas.current;
        if (gone || shown === null) return;
        shown.width = drawn.width;
        shown.height = drawn.height;
        shown.getContext('2d')?.drawImage(drawn, 0, 0);
        shown.dataset['drawn'] = `${figure.figures.length}`;
        setProblem(null);
      } finally {
        figure.dispose();
      }
    };
    draw().catch((error: unknown) => {
      if (!gone) setProblem(error instanceof Error ? error.message : String(error));
    });
    return () => {
      gone = true;
    };
  }, [explorer, layout, paper, transparent, theme]);
  return (
    <figure className={styles.preview} data-transparent={transparent || undefined} data-theme={figureScheme(explorer, paper)}>
      <canvas ref={canvas} role="img" aria-label="Preview of the picture" data-testid="export-preview" />
      {problem !== null && <Hint as="figcaption">{problem}</Hint>}
    </figure>
  );
}

/** The stage as one picture: SVG or PNG. */
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
    <div className={styles.columns}>
      <div className={styles.fields}>
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
          <Hint>
            {spatial
              ? 'SVG is not offered in 3D: the picture is drawn as pixels by the graphics card. Switch to 2D for one.'
              : kind === 'svg'
                ? 'Lines and text that stay sharp at any size and can be edited.'
                : 'Pixels, for slides and web pages.'}
          </Hint>
        </ExportField>
        {kind === 'png' && (
          <ExportField label="Scale">
            <Segmented
              label="Scale"
              segments={SCALES.map((scale) => ({ id: String(scale), label: `${scale}×`, testId: `export-scale-${scale}`, disabled: !fitsPicture(scaled(layout.layout, scale)) }))}
              value={String(picture.scale)}
              onChange={(next) => choose({ scale: Number(next) })}
            />
            <Hint data-testid="export-size">
              {fits ? `${formatCount(size.width)} × ${formatCount(size.height)} pixels` : 'Too large to be drawn: choose a smaller scale.'}
            </Hint>
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
