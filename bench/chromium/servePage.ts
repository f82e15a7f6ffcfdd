import { build } from 'vite';
import { serveFolder, type StaticServer } from '../../tests/browser/helpers/staticServer.ts';

const HEADERS = {
  // Without isolation a page's clock counts in tenths of milliseconds, with it in microseconds.
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  // Only a file that says which version it is may be read by several workers. Files do not change during a run.
  ETag: '"bench"',
};

/** Builds the bench's page into `folder` and serves that folder, uncompressed, whatever else is put there. */
export async function servePage(folder: string): Promise<StaticServer> {
  // As the explorer is built: for use, not for development.
  process.env['NODE_ENV'] = 'production';
  await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'warn',
    base: './',
    worker: { format: 'es' },
    build: { outDir: folder, emptyOutDir: false, target: 'es2023' },
  });
  return serveFolder({ folder: () => folder, headers: HEADERS });
}
