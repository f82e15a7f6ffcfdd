/** A static host with compression and byte ranges whose answers take the time of a given connection, and a log of what was asked. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Connection } from './types.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml',
};
/** Bytes that take their turn on the connection together. */
const PIECE = 16 * 1024;

export interface Asked {
  readonly path: string;
  /** Of the request, as the header has it. */
  readonly range: string | null;
  /** Of the answer's body, as sent. */
  readonly bytes: number;
  /** When it arrived, in milliseconds of the machine's clock. */
  readonly at: number;
}

export interface ShapedServer {
  readonly url: string;
  /** Since it was last emptied. */
  readonly asked: Asked[];
  /** Files that are not of the folder, by path. */
  readonly extra: Map<string, string>;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: Buffer;
}

export async function serveShaped(folder: string, { latencyMs, bitsPerSecond }: Connection): Promise<ShapedServer> {
  const asked: Asked[] = [];
  const extra = new Map<string, string>();
  const packed = new Map<string, Buffer>();
  let freeAt = 0;

  function pack(key: string, body: Buffer): Buffer {
    const known = packed.get(key) ?? gzipSync(body);
    packed.set(key, known);
    return known;
  }

  function answerTo(request: IncomingMessage): Answer {
    const pathname = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname);
    const name = pathname === '/' ? '/index.html' : pathname;
    const file = path.join(folder, name);
    const made = extra.get(name);
    if (made === undefined && !(existsSync(file) && statSync(file).isFile())) return { status: 404, headers: { 'Content-Type': 'text/plain' }, body: Buffer.from('not found') };
    const body = made === undefined ? readFileSync(file) : Buffer.from(made);
    const type = TYPES[path.extname(name)];
    const headers = { 'Content-Type': type ?? 'application/octet-stream', 'Cache-Control': 'max-age=600' };
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
    if (range !== null) {
      const start = Number(range[1]);
      const part = body.subarray(start, Number(range[2]) + 1);
      return { status: 206, headers: { ...headers, 'Content-Range': `bytes ${start}-${start + part.byteLength - 1}/${body.byteLength}` }, body: part };
    }
    if (type === undefined) return { status: 200, headers, body };
    return { status: 200, headers: { ...headers, 'Content-Encoding': 'gzip' }, body: pack(name, body) };
  }

  /** Sends piece after piece, each when the connection has had time for all before it. */
  async function send(response: ServerResponse, { status, headers, body }: Answer): Promise<void> {
    await until(performance.now() + latencyMs);
    response.writeHead(status, { ...headers, 'Content-Length': body.byteLength });
    for (let at = 0; at < body.byteLength && !response.destroyed; at += PIECE) {
      const piece = body.subarray(at, at + PIECE);
      freeAt = Math.max(freeAt, performance.now()) + (piece.byteLength * 8000) / bitsPerSecond;
      await until(freeAt);
      response.write(piece);
    }
    response.end();
  }

  const server = createServer((request, response) => {
    const answer = answerTo(request);
    asked.push({ path: request.url ?? '/', range: request.headers.range ?? null, bytes: answer.body.byteLength, at: performance.timeOrigin + performance.now() });
    void send(response, answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    extra,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Timers have a grain of a millisecond: what is due sooner is due now. */
function until(time: number): Promise<void> {
  const wait = time - performance.now();
  return wait < 1 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, wait));
}
