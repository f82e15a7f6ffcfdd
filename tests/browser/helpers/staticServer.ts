/** The plainest static hosts there are: a folder under some path, with or without byte ranges, and a log of what was asked. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml', '.wasm': 'application/wasm',
};

export interface StaticServerOptions {
  /** Folder to serve; may be changed while the server runs. */
  readonly folder: () => string;
  /** Path the folder appears under, ending in a slash. */
  readonly at?: string;
  readonly ranges?: boolean;
  readonly port?: number;
  /** Sent with every file. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface StaticServer {
  readonly url: string;
  readonly port: number;
  /** Paths asked for so far, with the range where one was given. */
  readonly asked: string[];
  close(): Promise<void>;
}

function send(response: ServerResponse, file: string, range: string | undefined): void {
  const { size } = statSync(file);
  const match = /^bytes=(\d+)-(\d*)$/.exec(range ?? '');
  response.setHeader('Content-Type', TYPES[path.extname(file)] ?? 'application/octet-stream');
  if (match === null) {
    response.setHeader('Content-Length', size);
    createReadStream(file).pipe(response);
    return;
  }
  const start = Number(match[1]);
  const end = match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  response.writeHead(206, { 'Content-Range': `bytes ${start}-${end}/${size}`, 'Content-Length': end - start + 1 });
  createReadStream(file, { start, end }).pipe(response);
}

export async function serveFolder({ folder, at = '/', ranges = true, port = 0, headers = {} }: StaticServerOptions): Promise<StaticServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const pathname = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname);
    const range = ranges ? request.headers.range : undefined;
    asked.push(range === undefined ? pathname : `${pathname} ${range}`);
    const inside = pathname.startsWith(at) ? pathname.slice(at.length) || 'index.html' : null;
    const file = inside === null ? null : path.join(folder(), inside);
    if (file === null || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404, { 'Content-Type': 'text/plain' });
      response.end('not found');
      return;
    }
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    send(response, file, range);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: given } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${given}${at}`,
    port: given,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
