/**
 * Vite plugin: builds the service worker into the root of the build, with the list of every file the page may need. A
 * build for the notebook has none: its address is gone with the kernel.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build, type Plugin, type ResolvedConfig } from 'vite';

export const WORKER_FILE = 'sw.js';
/** Bytes of one file above which the build fails rather than leave it out: what is not stored is missing offline. */
const LARGEST_FILE = 16 * 1024 * 1024;

async function bundle(root: string, outDir: string): Promise<string> {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir,
      target: 'es2023',
      copyPublicDir: false,
      rolldownOptions: { input: path.join(root, 'src/offline/serviceWorker.ts'), output: { format: 'iife', entryFileNames: WORKER_FILE } },
    },
  });
  return path.join(outDir, WORKER_FILE);
}

export function serviceWorker(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'contextscope-service-worker',
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        if (config.mode === 'notebook') return;
        const dist = path.resolve(config.root, config.build.outDir);
        const folder = mkdtempSync(path.join(tmpdir(), 'contextscope-sw-'));
        try {
          const { injectManifest } = await import('workbox-build');
          const { warnings } = await injectManifest({
            swSrc: await bundle(config.root, folder),
            swDest: path.join(dist, WORKER_FILE),
            globDirectory: dist,
            globPatterns: ['**/*'],
            globIgnores: ['samples/**', '**/*.map', WORKER_FILE],
            // Names in assets/ hold a hash of their content.
            dontCacheBustURLsMatching: /^assets\//,
            maximumFileSizeToCacheInBytes: LARGEST_FILE,
          });
          if (warnings.length > 0) throw new Error(warnings.join('\n'));
        } finally {
          rmSync(folder, { recursive: true });
        }
      },
    },
  };
}
