/** The played sequence as a film: MP4, WebM or GIF. */
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand/react';
import { useExplorer, useView } from '../../state/binding.tsx';
import { stageFigures } from '../../state/export/exportManifest.ts';
import { Toggle } from '../ui/Field.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { Hint } from '../ui/Text.tsx';
import { classNames } from '../ui/classNames.ts';
import { formatCount, formatShort } from '../ui/formatNumber.ts';
import { ExportField, ExportSubmit, HashChoice, NumberSelect } from './ExportFields.tsx';
import { CONTEXT_SECONDS, exportChoices, FILM_WIDTHS, filmSize, FRAME_RATES, HOLDS, type ExportChoices, type PixelSize } from './exportChoices.ts';
import * as styles from './exportDialog.module.css';
import { exportFilm } from './exportJobs.ts';
import { sequenceFrames, sequenceSeconds } from './sequence.ts';
import type { ExportRunner } from './useExportRun.ts';
import { useStageLayout } from './useStageLayout.ts';
import type { VideoSupport } from './videoFile.ts';

function choose(change: Partial<ExportChoices['film']>): void {
  exportChoices.setState(({ film }) => ({ film: { ...film, ...change } }));
}

/** What this browser can encode at a size; null while it is being asked. */
function useVideoSupport({ width, height }: PixelSize): VideoSupport | null {
  const [support, setSupport] = useState<VideoSupport | null>(null);
  useEffect(() => {
    let gone = false;
    import('./videoFile.ts')
      .then(({ videoSupport }) => videoSupport(width, height))
      .catch((error: unknown): VideoSupport => {
        const reason = `Video cannot be encoded here (${error instanceof Error ? error.message : String(error)}).`;
        return { mp4: reason, webm: reason };
      })
      .then((found) => {
        if (!gone) setSupport(found);
      }, () => undefined);
    return () => {
      gone = true;
    };
  }, [width, height]);
  return support;
}

export function VideoTab({ runner }: { readonly runner: ExportRunner }) {
  const explorer = useExplorer();
  const film = useStore(exportChoices, (state) => state.film);
  const spacing = useView((state) => state.spacing);
  const { layout } = useStageLayout();
  const contexts = useMemo(() => {
    const { focus } = explorer.view.getState();
    return stageFigures(explorer).find(({ panel }) => panel === focus)?.result.analysis.frames.map(({ context }) => context) ?? [];
  }, [explorer]);
  const size = filmSize(layout, film.width);
  const support = useVideoSupport(size);
  const can = (kind: 'mp4' | 'webm') => support === null || support[kind] === null;
  // What cannot be encoded gives way, in this order, without forgetting what the reader chose.
  const kind = film.kind === 'gif' || can(film.kind) ? film.kind : can('webm') ? 'webm' : can('mp4') ? 'mp4' : 'gif';
  const frames = useMemo(() => sequenceFrames(contexts, spacing, film), [contexts, spacing, film]);
  const reasons = support === null ? [] : [...new Set([support.mp4 === null ? null : `MP4: ${support.mp4}`, support.webm === null ? null : `WebM: ${support.webm}`])].filter((reason) => reason !== null);
  return (
    <div className={classNames(styles.fields, styles.wide)}>
      <ExportField label="Format">
        <Segmented
          label="Format"
          segments={[
            { id: 'mp4', label: 'MP4', testId: 'export-mp4', disabled: !can('mp4') },
            { id: 'webm', label: 'WebM', testId: 'export-webm', disabled: !can('webm') },
            { id: 'gif', label: 'GIF', testId: 'export-gif' },
          ]}
          value={kind}
          onChange={(next) => choose({ kind: next })}
        />
        {reasons.map((reason) => (
          <Hint key={reason} data-testid="export-reason">
            {reason}
          </Hint>
        ))}
        {kind === 'gif' && <Hint>GIF plays everywhere and for ever, with 255 colours and larger files.</Hint>}
      </ExportField>
      <ExportField label="Size">
        <NumberSelect label="Size" values={FILM_WIDTHS} value={film.width as (typeof FILM_WIDTHS)[number]} testId="export-width" onChange={(width) => choose({ width })} say={(width) => `${width} × ${filmSize(layout, width).height} pixels`} />
      </ExportField>
      <ExportField label="Pace">
        <NumberSelect label="Seconds from one context to the next" values={CONTEXT_SECONDS} value={film.secondsPerContext as (typeof CONTEXT_SECONDS)[number]} testId="export-pace" onChange={(secondsPerContext) => choose({ secondsPerContext })} say={(seconds) => `${seconds} s a context`} />
        <NumberSelect label="Pictures a second" values={FRAME_RATES} value={film.framesPerSecond as (typeof FRAME_RATES)[number]} testId="export-rate" onChange={(framesPerSecond) => choose({ framesPerSecond })} say={(rate) => `${rate} pictures a second`} />
        <NumberSelect label="Hold at the end" values={HOLDS} value={film.holdSeconds as (typeof HOLDS)[number]} testId="export-hold" onChange={(holdSeconds) => choose({ holdSeconds })} say={(seconds) => (seconds === 0 ? 'no hold at the end' : `hold the end for ${seconds} s`)} />
      </ExportField>
      <ExportField label="Between">
        <Segmented
          label="Between recorded contexts"
          segments={[
            { id: 'tween', label: 'Moving', testId: 'export-tween' },
            { id: 'recorded', label: 'Recorded only', testId: 'export-recorded' },
          ]}
          value={film.tween ? 'tween' : 'recorded'}
          onChange={(next) => choose({ tween: next === 'tween' })}
        />
        <Hint>{film.tween ? 'As playing shows it. Pictures between two recorded contexts say so.' : 'One recorded context after the other, nothing between.'}</Hint>
      </ExportField>
      <ExportField label="Look">
        <Toggle checked={film.paper} onChange={(paper) => choose({ paper })} testId="export-film-paper">
          Light colours for paper
        </Toggle>
      </ExportField>
      <HashChoice />
      <p className={styles.sum} data-testid="export-sum">
        {formatCount(contexts.length)} contexts, {formatCount(frames.length)} pictures, {formatShort(sequenceSeconds(frames))} s
      </p>
      <ExportSubmit runner={runner} disabled={support === null || frames.length === 0} onPress={() => runner.start((tools) => exportFilm(explorer, { ...exportChoices.getState(), film: { ...film, kind } }, tools))}>
        Save {kind === 'webm' ? 'WebM' : kind.toUpperCase()}
      </ExportSubmit>
    </div>
  );
}
