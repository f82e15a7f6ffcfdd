/** A kept file in the shape a server would answer: whole, or the one byte range asked for. */
import type { KeptFile, KeptFiles } from './keptFiles.ts';

interface Span {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** The one range of a Range header; null when absent, malformed or more than one: then the whole file is the answer. */
export function askedSpan(header: string | null, total: number): Span | 'unsatisfiable' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (match === null || (match[1] === '' && match[2] === '')) return null;
  if (match[1] === '') {
    const last = Number(match[2]);
    return last === 0 || total === 0 ? 'unsatisfiable' : { start: Math.max(0, total - last), end: total };
  }
  const start = Number(match[1]);
  const end = match[2] === '' ? total : Math.min(Number(match[2]) + 1, total);
  if (match[2] !== '' && Number(match[2]) < start) return null;
  return start >= total ? 'unsatisfiable' : { start, end };
}

/** Answers GET and HEAD: 200 with everything, 206 with a range, 416 past the end. */
export async function keptResponse(request: Request, file: KeptFile, files: Pick<KeptFiles, 'read'>): Promise<Response> {
  const { bytes: total, etag } = file;
  const headers = new Headers({ 'Content-Type': 'application/octet-stream', 'Accept-Ranges': 'bytes' });
  if (etag !== null) headers.set('ETag', etag);
  const span = askedSpan(request.headers.get('range'), total);
  if (span === 'unsatisfiable') {
    headers.set('Content-Range', `bytes */${total}`);
    return new Response(null, { status: 416, headers });
  }
  const { start, end } = span ?? { start: 0, end: total };
  headers.set('Content-Length', String(end - start));
  if (span !== null) headers.set('Content-Range', `bytes ${start}-${end - 1}/${total}`);
  const body = request.method === 'HEAD' ? null : await files.read(file, start, end);
  return new Response(body, { status: span === null ? 200 : 206, headers });
}
