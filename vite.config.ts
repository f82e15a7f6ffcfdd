import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contentSecurityPolicy } from './scripts/contentSecurityPolicy.ts';
import { docPages } from './scripts/docPages.ts';
import { sampleRecordings } from './scripts/sampleRecordings.ts';
import { scopedClass } from './scripts/scopedClass.ts';
import { serviceWorker } from './scripts/serviceWorker.ts';

export default defineConfig({
  base: './',
  // A file that is not there is missing, not the page once more.
  appType: 'mpa',
  plugins: [react(), docPages(), sampleRecordings('fixtures'), contentSecurityPolicy(), serviceWorker()],
  css: { modules: { generateScopedName: scopedClass } },
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    sourcemap: true,
    modulePreload: { polyfill: false },
    // The one large chunk is three, which loads only when 3D is asked for.
    chunkSizeWarningLimit: 1000,
    // What the first picture needs comes as one file: a dozen small ones would wait for one another's connections.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] } } },
  },
});
