/** A browser that stores nothing and has no service worker. */
import type { OfflinePorts } from '../../src/state/offline/offline.ts';

export const noOffline: OfflinePorts = {
  scope: 'https://host.example/app/',
  caches: undefined,
  space: undefined,
  persist: undefined,
  worker: { container: undefined, url: 'https://host.example/app/sw.js', entry: 'https://host.example/app/assets/index.js', reload: () => undefined, now: () => 0 },
};
