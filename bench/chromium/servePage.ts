import { build, preview } from 'vite';

export interface ServedPage {
  readonly url: string;
  close(): Promise<void>;
}

/** Without isolation a page's clock counts in tenths of milliseconds, with it in microseconds. */
const ISOLATED = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** Builds the bench's page into `folder` and serves that folder, whatever else is put there. */
export async function servePage(folder: string): Promise<ServedPage> {
  // As the explorer is built: for use, not for development.
  process.env['NODE_ENV'] = 'production';
  const shared = { root: import.meta.dirname, configFile: false, logLevel: 'warn' } as const;
  await build({ ...shared, base: './', worker: { format: 'es' }, build: { outDir: folder, emptyOutDir: false, target: 'es2023' } });
  const server = await preview({ ...shared, build: { outDir: folder }, preview: { host: '127.0.0.1', port: 0, headers: ISOLATED } });
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('the preview server gave no address');
  return { url, close: () => server.close() };
}
