/** Builds the explorer once and serves it for every browser test file. */
import { build, preview, type PreviewServer } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    baseURL: string;
  }
}

export default async function serveBuild(project: TestProject): Promise<() => Promise<void>> {
  // The test runner sets NODE_ENV to test, with which React would be built for development.
  process.env['NODE_ENV'] = 'production';
  await build({ logLevel: 'warn', mode: 'production' });
  const server: PreviewServer = await preview({ logLevel: 'warn', preview: { port: 0, host: '127.0.0.1', strictPort: false } });
  const address = server.resolvedUrls?.local[0];
  if (address === undefined) throw new Error('the preview server gave no address');
  project.provide('baseURL', address);
  return () => server.close();
}
