/** A page that fetches what the explorer fetches and does nothing with it: how fast any page could be with the same bytes. */
import type { Asked } from './shapedServer.ts';

export const BARE_PAGE = '/bare.html';
export const BARE_MARK = 'bare-fetched';

/** All requests at once, as a page could make them whose document named everything it needs. */
export function barePage(requests: readonly Asked[]): string {
  const wanted = JSON.stringify(requests.map(({ path, range }) => ({ path, range }))).replaceAll('<', '\\u003c');
  return `<!doctype html><meta charset="utf-8"><title>Bare fetch</title><link rel="icon" href="data:,"><script type="module">
const fetched = ${wanted}.map(async ({ path, range }) => {
  const response = await fetch(path, { headers: range === null ? {} : { Range: range } });
  return response.arrayBuffer();
});
await Promise.all(fetched);
performance.mark('${BARE_MARK}');
</script>`;
}
