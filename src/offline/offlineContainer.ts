/** The browser's service workers, where this build has one: not while developing, and not in a notebook. */
export function offlineContainer(): ServiceWorkerContainer | undefined {
  const { PROD, MODE } = import.meta.env;
  if (!PROD || MODE === 'notebook' || typeof navigator === 'undefined' || !('serviceWorker' in navigator)) return undefined;
  return navigator.serviceWorker;
}
