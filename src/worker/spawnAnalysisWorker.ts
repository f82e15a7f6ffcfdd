/** Starts the analysis worker in a browser; the bundler finds the entry by this very expression. */
export function spawnAnalysisWorker(): Worker {
  return new Worker(new URL('./analysis.worker.ts', import.meta.url), { type: 'module', name: 'analysis' });
}
