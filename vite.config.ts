import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { docPages } from './scripts/docPages.ts';
import { sampleRecordings } from './scripts/sampleRecordings.ts';

export default defineConfig({
  base: './',
  plugins: [react(), docPages(), sampleRecordings('fixtures')],
  worker: { format: 'es' },
  // The one large chunk is three, which loads only when 3D is asked for.
  build: { target: 'es2023', sourcemap: true, chunkSizeWarningLimit: 1000 },
});
