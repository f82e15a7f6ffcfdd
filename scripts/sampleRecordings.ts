/** Vite plugin: serves the sample recordings under `samples/` while developing and copies them there in a build. */
import { cpSync, createReadStream, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Plugin, ResolvedConfig } from 'vite';

const PREFIX = '/samples/';

/** Parses a single `bytes=a-b` range; null when absent or not satisfiable, in which case the whole file is sent. */
function byteRange(header: string | undefined, size: number): { start: number; end: number } | null {
  const match = /^bytes=(\d+)-(\d*)$/.exec(header ?? '');
  if (match === null) return null;
  const start = Number(match[1]);
  const end = match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  return start <= end ? { start, end } : null;
}

/** Of a file by its name; undefined where the server knows better. */
function contentType(file: string): string | undefined {
  if (file.endsWith('.json')) return 'application/json';
  return /\.(safetensors|npz|npy)$/.test(file) ? 'application/octet-stream' : undefined;
}

export function sampleRecordings(folder: string): Plugin {
  let config: ResolvedConfig;
  const root = () => path.resolve(config.root, folder);
  return {
    name: 'contextscope-sample-recordings',
    configResolved(resolved) {
      config = resolved;
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const pathname = decodeURIComponent((request.url ?? '').split('?')[0]!);
        if (!pathname.startsWith(PREFIX)) return next();
        const file = path.resolve(root(), pathname.slice(PREFIX.length));
        if (!file.startsWith(root() + path.sep) || !existsSync(file) || !statSync(file).isFile()) {
          response.statusCode = 404;
          return response.end();
        }
        const size = statSync(file).size;
        const range = byteRange(request.headers.range, size);
        response.setHeader('Accept-Ranges', 'bytes');
        response.setHeader('Content-Type', contentType(file) ?? 'application/octet-stream');
        if (range === null) {
          response.setHeader('Content-Length', size);
          return createReadStream(file).pipe(response);
        }
        response.statusCode = 206;
        response.setHeader('Content-Range', `bytes ${range.start}-${range.end}/${size}`);
        response.setHeader('Content-Length', range.end - range.start + 1);
        return createReadStream(file, range).pipe(response);
      });
    },
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        const type = contentType((request.url ?? '').split('?')[0]!);
        if (type !== undefined) response.setHeader('Content-Type', type);
        // A compressed range is no range of the file: a browser would put it together with others.
        if (/\.safetensors(?:\?|$)/.test(request.url ?? '') && (request.url ?? '').includes(PREFIX)) delete request.headers['accept-encoding'];
        next();
      });
    },
    closeBundle() {
      // A folder packed with other recordings, or a notebook, has a catalog of its own.
      if (config.command !== 'build' || config.mode !== 'production') return;
      const out = path.resolve(config.root, config.build.outDir, 'samples');
      const catalogFile = path.join(root(), 'catalog.json');
      if (!existsSync(catalogFile)) return;
      const catalog = JSON.parse(readFileSync(catalogFile, 'utf8')) as { recordings: { file: string }[]; news?: { file: string; states: { file: string } | null; texts?: { file: string }[] }[] };
      mkdirSync(out, { recursive: true });
      cpSync(catalogFile, path.join(out, 'catalog.json'));
      const runs = (catalog.news ?? []).flatMap(({ file, states, texts = [] }) => [file, ...(states === null ? [] : [states.file]), ...texts.map((one) => one.file)]);
      for (const file of new Set([...catalog.recordings.map(({ file }) => file), ...runs])) {
        const target = path.join(out, file);
        mkdirSync(path.dirname(target), { recursive: true });
        cpSync(path.join(root(), file), target);
      }
    },
  };
}
