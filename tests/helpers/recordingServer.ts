/** A tiny web server on the loopback address that serves one file well, or badly in a chosen way. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Behaviour =
  | 'ranges'
  /** Serves ranges, but breaks off every answer of more than DROP_BYTES after that many. */
  | 'dropping'
  /** Serves ranges, but never a byte past the middle of the file. */
  | 'damaged'
  /** Serves ranges, but only the first request; then an error of the server, twice. */
  | 'trouble'
  /** Serves the probe, then falls silent after a few bytes. */
  | 'silent'
  /** Never answers at all. */
  | 'mute'
  | 'whole'
  /** Whole, without saying how long it is. */
  | 'chunked'
  | 'missing'
  | 'failing'
  | 'forbidden'
  | 'cut-off'
  | 'html'
  | 'hidden-range'
  | 'changing'
  /** Does not let other origins read it. */
  | 'closed';

/** Bytes that `dropping` sends before it hangs up. */
export const DROP_BYTES = 100_000;

/** A file by its bytes, or made on demand. */
export interface ServedFile {
  readonly byteLength: number;
  readonly bytes: (start: number, end: number) => Uint8Array;
}

export interface RecordingServer {
  readonly url: (behaviour: Behaviour) => string;
  /** Bytes of body sent since the start. */
  readonly sent: () => number;
  readonly requests: () => readonly string[];
  readonly close: () => Promise<void>;
}

const PIECE_BYTES = 256 * 1024;

/** Resolves once more may be written, or nothing can be any more. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}

export async function serveRecording(served: Uint8Array | ServedFile): Promise<RecordingServer> {
  const file: ServedFile = served instanceof Uint8Array ? { byteLength: served.length, bytes: (start, end) => served.subarray(start, end) } : served;
  const size = file.byteLength;
  const requests: string[] = [];
  let sent = 0;
  let changes = 0;
  let troubles = 0;

  const write = async (response: ServerResponse, start: number, end: number): Promise<void> => {
    for (let at = start; at < end && !response.destroyed; at += PIECE_BYTES) {
      const piece = file.bytes(at, Math.min(end, at + PIECE_BYTES));
      sent += piece.length;
      if (!response.write(piece)) await drained(response);
    }
  };
  const hangUp = (response: ServerResponse) => setTimeout(() => response.destroy(), 20);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const behaviour = (request.url ?? '').split('/')[1] as Behaviour;
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
    requests.push(`${behaviour} ${request.headers.range ?? 'all'}`);
    if (behaviour !== 'closed') {
      response.setHeader('access-control-allow-origin', '*');
      response.setHeader('access-control-expose-headers', behaviour === 'hidden-range' ? '' : 'content-range, etag');
    }
    const end = (status: number, headers: Record<string, string | number>, body: string) => {
      sent += body.length;
      response.writeHead(status, headers);
      response.end(body);
    };
    if (behaviour === 'mute') return;
    if (behaviour === 'missing') return end(404, { 'content-type': 'text/html' }, '<html>not found</html>');
    if (behaviour === 'failing') return end(503, {}, '');
    if (behaviour === 'forbidden') return end(403, {}, '');
    if (behaviour === 'html') return end(200, { 'content-type': 'application/octet-stream' }, '<!doctype html><p>Sign in</p>');
    if (behaviour === 'trouble' && Number(range?.[1] ?? 0) > 0 && ++troubles <= 2) return end(503, {}, '');
    if (behaviour === 'cut-off') {
      response.writeHead(200, { 'content-length': size });
      response.write(file.bytes(0, 100), () => response.destroy());
      return;
    }
    if (behaviour === 'whole' || behaviour === 'chunked' || range === null) {
      response.writeHead(200, behaviour === 'chunked' ? {} : { 'content-length': size });
      await write(response, 0, size);
      response.end();
      return;
    }
    const start = Number(range[1]);
    const stop = Math.min(Number(range[2]) + 1, size);
    if (start >= size) return end(416, {}, '');
    const etag = behaviour === 'changing' ? `"${++changes}"` : '"same"';
    const announced = behaviour === 'hidden-range' ? {} : { 'content-range': `bytes ${start}-${stop - 1}/${size}` };
    response.writeHead(206, { ...announced, etag, 'content-length': stop - start });
    response.flushHeaders();
    if (behaviour === 'silent' && start > 0) {
      await write(response, start, Math.min(stop, start + 1000));
      return;
    }
    const last = behaviour === 'dropping' ? start + DROP_BYTES : behaviour === 'damaged' ? Math.floor(size / 2) : Infinity;
    await write(response, start, Math.min(stop, last));
    if (stop <= last) response.end();
    else hangUp(response);
  }

  const server: Server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (behaviour) => `http://127.0.0.1:${port}/${behaviour}/recording.safetensors`,
    sent: () => sent,
    requests: () => requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
