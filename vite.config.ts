import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { sampleRecordings } from './scripts/sampleRecordings.ts';

export default defineConfig({
  base: './',
  plugins: [react(), sampleRecordings('fixtures')],
  worker: { format: 'es' },
  build: { target: 'es2023', sourcemap: true },
});
