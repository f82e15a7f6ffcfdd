/** One export at a time: how far it is, how it ended, and its cancellation. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { exportFailure } from '../../state/export/exportSources.ts';
import type { Failure } from '../../worker/failure.ts';
import { formatBytes } from '../ui/formatNumber.ts';
import { saveFile } from '../ui/saveFile.ts';
import type { ExportFile, ExportProgress, ExportTools } from './exportJobs.ts';

export type ExportRun =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly progress: ExportProgress | null }
  | { readonly status: 'saved'; readonly text: string }
  | { readonly status: 'cancelled' }
  | { readonly status: 'failed'; readonly failure: Failure };

export interface ExportRunner {
  readonly run: ExportRun;
  readonly start: (job: (tools: ExportTools) => Promise<readonly ExportFile[]>) => void;
  readonly cancel: () => void;
}

function savedText(files: readonly ExportFile[]): string {
  return `Saved ${files.map(({ name, content }) => `${name} (${formatBytes(content.size)})`).join(' and ')}`;
}

export function useExportRun(): ExportRunner {
  const [run, setRun] = useState<ExportRun>({ status: 'idle' });
  const current = useRef<AbortController | null>(null);
  const cancel = useCallback(() => current.current?.abort(), []);
  useEffect(() => cancel, [cancel]);
  const start = useCallback<ExportRunner['start']>((job) => {
    current.current?.abort();
    const controller = new AbortController();
    const { signal } = controller;
    current.current = controller;
    const show = (next: ExportRun) => {
      if (current.current === controller) setRun(next);
    };
    show({ status: 'running', progress: null });
    const report = (progress: ExportProgress) => {
      if (!signal.aborted) show({ status: 'running', progress });
    };
    job({ signal, report }).then(
      (files) => {
        if (signal.aborted) return show({ status: 'cancelled' });
        for (const { name, content } of files) saveFile(name, content);
        show({ status: 'saved', text: savedText(files) });
      },
      (error: unknown) => {
        const failure = exportFailure(error, signal);
        show(failure === null ? { status: 'cancelled' } : { status: 'failed', failure });
      },
    );
  }, []);
  return { run, start, cancel };
}
