/** A tiny web server on the loopback address that serves one file well, or badly in a chosen way. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Behaviour = 'ranges' | 'whole' | 'missing' | 'failing' | 'forbidden' | 'cut-off' | 'html' | 'hidden-range' | 'changing';

export interface RecordingServer {
  readonly url: (behaviour: Behaviour) => string;
  /** Bytes of body sent since the start. */
  readonly sent: () => number;
  readonly requests: () => readonly string[];
  readonly close: () => Promise<void>;
}

export async function serveRecording(bytes: Uint8Array): Promise<RecordingServer> {
  const requests: string[] = [];
  let sent = 0;
  let changes = 0;
  const server: Server = createServer((request, response) => {
    const behaviour = (request.url ?? '').split('/')[1] as Behaviour;
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
    requests.push(`${behaviour} ${request.headers.range ?? 'all'}`);
    const end = (status: number, headers: Record<string, string | number>, body: Uint8Array | string) => {
      sent += body.length;
      response.writeHead(status, headers);
      response.end(body);
    };
    if (behaviour === 'missing') return end(404, { 'content-type': 'text/html' }, '<html>not found</html>');
    if (behaviour === 'failing') return end(503, {}, '');
    if (behaviour === 'forbidden') return end(403, {}, '');
    if (behaviour === 'html') return end(200, { 'content-type': 'application/octet-stream' }, '<!doctype html><p>Sign in</p>');
    if (behaviour === 'cut-off') {
      response.writeHead(200, { 'content-length': bytes.length });
      response.write(bytes.subarray(0, 100), () => response.destroy());
      return;
    }
    if (behaviour === 'whole' || range === null) return end(200, { 'content-length': bytes.length }, bytes);
    const start = Number(range[1]);
    const stop = Math.min(Number(range[2]) + 1, bytes.length);
    if (start >= bytes.length) return end(416, {}, '');
    const part = bytes.subarray(start, stop);
    const etag = behaviour === 'changing' ? `"${++changes}"` : '"same"';
    const announced = behaviour === 'hidden-range' ? {} : { 'content-range': `bytes ${start}-${stop - 1}/${bytes.length}` };
    end(206, { ...announced, etag, 'content-length': part.length }, part);
  });
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
