import type { CodeSize, StartCode, StartFigures } from './types.ts';

const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1).padStart(7);
const line = ({ file, gzip, brotli }: Pick<CodeSize, 'file' | 'gzip' | 'brotli'>) => `${kilobytes(gzip)}  ${kilobytes(brotli)}  ${file}`;

/** Sizes in kB of 1000 bytes, largest first. */
export function codeReport({ initial, initialGzip, initialBrotli, worker }: StartCode): string {
  return [
    'kB gzip  kB brotli  code',
    ...initial.map(line),
    line({ file: 'initial JavaScript of the page', gzip: initialGzip, brotli: initialBrotli }),
    line({ ...worker, file: `${worker.file} (beside the page)` }),
  ].join('\n');
}

export function startReport({ code, timings }: StartFigures): string {
  const rows = timings.map(({ connection, firstPicture, bareFetch, ratio, requests, bytes }) =>
    [
      `${connection.name}: first picture ${ratio.median.toFixed(2)} x the bare fetch (median), ${ratio.min.toFixed(2)} x (minimum)`,
      `  ${firstPicture.median.toFixed(0)} ms against ${bareFetch.median.toFixed(0)} ms; ${requests} requests, ${kilobytes(bytes).trim()} kB`,
    ].join('\n'),
  );
  return [codeReport(code), ...rows].join('\n');
}
