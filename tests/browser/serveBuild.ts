/** Before the first browser test: finds the browser, builds the explorer once and serves it for every file. */
import { build, preview, type PreviewServer } from 'vite';
import type { TestProject } from 'vitest/node';
import { findChromium } from '../../scripts/find-chromium.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    baseURL: string;
    /** Path of the browser's executable. */
    chromium: string;
  }
}

export default async function serveBuild(project: TestProject): Promise<() => Promise<void>> {
  project.provide('chromium', findChromium());
  // The test runner sets NODE_ENV to test, with which React would be built for development.
  process.env['NODE_ENV'] = 'production';
  await build({ logLevel: 'warn', mode: 'production' });
  const server: PreviewServer = await preview({ logLevel: 'warn', preview: { port: 0, host: '127.0.0.1', strictPort: false } });
  const address = server.resolvedUrls?.local[0];
  if (address === undefined) throw new Error('the preview server gave no address');
  project.provide('baseURL', address);
  return () => server.close();
}
