/**
 * Service worker entry. Pages and the catalog come from the network while there is one, so that a new build shows at
 * the next load; the build's other files, whose names change with their content, come from the cache; recordings come
 * from the cache only where the reader kept them.
 */
import { getCacheKeyForURL, matchPrecache, precacheAndRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { keptFiles } from './keptFiles.ts';
import { keptResponse } from './keptResponse.ts';
import { networkFirst } from './networkFirst.ts';
import type { ServiceWorkerScope } from './serviceWorkerScope.ts';
import { isUpdateRequest, type UpdateAnswer } from './updateMessages.ts';

declare const self: ServiceWorkerScope & { readonly __WB_MANIFEST: { readonly url: string; readonly revision: string | null }[] };

const { scope } = self.registration;
const CATALOG = `${scope}samples/catalog.json`;
const CATALOG_CACHE = `contextscope-catalog ${scope}`;
const kept = keptFiles(scope, caches);

/** Address of the built page that a navigation asks for; undefined for pages that are not of this build. */
function pageOf(url: URL): string | undefined {
  const bare = url.origin + url.pathname;
  const page = bare.endsWith('/') ? `${bare}index.html` : bare;
  return getCacheKeyForURL(page) === undefined ? undefined : page;
}

registerRoute(
  ({ request, url }) => request.mode === 'navigate' && pageOf(url) !== undefined,
  ({ request, url }) => networkFirst(new Request(request, { cache: 'no-cache' }), () => matchPrecache(pageOf(url)!)),
);

registerRoute(
  ({ url }) => url.origin + url.pathname === CATALOG,
  async ({ request }) => {
    const cache = await caches.open(CATALOG_CACHE);
    const response = await networkFirst(new Request(request, { cache: 'no-cache' }), () => cache.match(CATALOG));
    if (response.ok) await cache.put(CATALOG, response.clone());
    return response;
  },
);

precacheAndRoute(self.__WB_MANIFEST);

registerRoute(
  ({ request }) => request.destination === '' && request.method === 'GET',
  async ({ request }) => {
    const file = await kept.find(request.url.split('#')[0]!);
    if (file === null) return fetch(request);
    // Where the browser has cleared a piece, the network may still have the file.
    return keptResponse(request, file, kept).catch(() => fetch(request));
  },
);

self.addEventListener('install', (event) => {
  // A folder without samples has no catalog, and works offline all the same.
  const keepCatalog = async () => (await caches.open(CATALOG_CACHE)).add(CATALOG);
  event.waitUntil(keepCatalog().catch(() => undefined));
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => {
  const { data, source, ports } = event;
  if (!isUpdateRequest(data)) return;
  const respond = async () => {
    const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
    const others = windows.filter(({ id, url }) => id !== source?.id && url.startsWith(scope));
    const answer: UpdateAnswer = { holds: getCacheKeyForURL(data.entry) !== undefined, otherPages: others.length };
    ports[0]?.postMessage(answer);
    // Pages of an earlier build still need its files, which go when this worker becomes active.
    if (data.type === 'take-over' && others.length === 0) await self.skipWaiting();
  };
  event.waitUntil(respond());
});
