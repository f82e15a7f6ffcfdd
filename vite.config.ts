import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contentSecurityPolicy } from './scripts/contentSecurityPolicy.ts';
import { docPages } from './scripts/docPages.ts';
import { sampleRecordings } from './scripts/sampleRecordings.ts';
import { serviceWorker } from './scripts/serviceWorker.ts';

export default defineConfig({
  base: './',
  // A file that is not there is missing, not the page once more.
  appType: 'mpa',
  plugins: [react(), docPages(), sampleRecordings('fixtures'), contentSecurityPolicy(), serviceWorker()],
  worker: { format: 'es' },
  // The one large chunk is three, which loads only when 3D is asked for.
  build: { target: 'es2023', sourcemap: true, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 1000 },
});
