/** The network's answer, or the stored one when the network gives none in time. */

/** Milliseconds after which a stored answer is shown rather than waiting on. */
const PATIENCE_MS = 3000;

/**
 * Answers of status 500 and above count as none. Without a stored answer the network's own outcome stands, however long
 * it takes: the response, or its rejection.
 */
export async function networkFirst(
  request: Request,
  stored: () => Promise<Response | undefined>,
  { fetch = (asked: Request) => globalThis.fetch(asked), patience = PATIENCE_MS }: { readonly fetch?: (request: Request) => Promise<Response>; readonly patience?: number } = {},
): Promise<Response> {
  const network = fetch(request);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patience);
  });
  const first = await Promise.race([network.catch(() => null), late]);
  clearTimeout(timer);
  if (first !== null && first.status < 500) return first;
  return (await stored()) ?? network;
}
