/** Reads recordings for a folder of one's own and writes what its catalog says about them (docs/format.md). */
import { createHash } from 'node:crypto';
import { createReadStream, openAsBlob, statSync } from 'node:fs';
import { openRecording } from '../src/core/recording/readRecording.ts';
import type { RecordingMetadata } from '../src/core/recording/types.ts';
import type { CatalogEntry } from '../src/state/recordings/catalog.ts';
import { CATALOG_FORMAT, readCatalog } from '../src/state/recordings/readCatalog.ts';
import { blobByteSource } from '../src/worker/io/blobs.ts';
import { FailureError, failureOf } from '../src/worker/failure.ts';

export interface PackedRecording {
  /** Where the file is now. */
  readonly path: string;
  readonly entry: CatalogEntry;
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

function entryOf(metadata: RecordingMetadata, bytes: number, digest: string): CatalogEntry {
  const { id, title, description, group, licence, model, task, nodes, layers } = metadata;
  return {
    id,
    file: `recordings/${id}.safetensors`,
    bytes,
    sha256: digest,
    title,
    description,
    group,
    licence,
    model: { id: model.id, weights: model.weights, layers: model.layers, hiddenSize: model.hiddenSize },
    task: { kind: task.kind, sampler: task.sampler, size: task.size, step: task.step, sequences: task.sequences, length: task.length },
    nodes: nodes.length,
    layers,
  };
}

/** Checks a file's header, counts, tokens and accuracy. Rejects with a FailureError that names the file. */
export async function packedRecording(file: string): Promise<PackedRecording> {
  try {
    const stats = statSync(file, { throwIfNoEntry: false });
    if (stats === undefined || !stats.isFile()) {
      throw new FailureError({ code: 'not-found', file, field: null, message: 'There is no such file.', remedy: 'Check the path.' });
    }
    const { info } = await openRecording(blobByteSource(await openAsBlob(file), file));
    return { path: file, entry: entryOf(info.metadata, stats.size, await sha256(file)) };
  } catch (error) {
    throw new FailureError({ ...failureOf(error, file), file });
  }
}

/** The text of catalog.json, the first recording as default. Throws a FailureError when two share an id. */
export function catalogText(recordings: readonly PackedRecording[], title: string | null): string {
  const byId = new Map<string, string>();
  for (const { path, entry } of recordings) {
    const other = byId.get(entry.id);
    if (other !== undefined) {
      throw new FailureError({
        code: 'invalid',
        file: path,
        field: 'id',
        message: `The id "${entry.id}" is also that of ${other}.`,
        remedy: 'Leave one of them out, or record one again under another id.',
      });
    }
    byId.set(entry.id, path);
  }
  const entries = recordings.map(({ entry }) => entry);
  const catalog = { format: CATALOG_FORMAT, default: entries[0]?.id ?? '', ...(title === null ? {} : { title }), recordings: entries };
  const reading = readCatalog(catalog, 'catalog.json');
  if (!reading.ok) throw new FailureError(reading.failure);
  return `${JSON.stringify(catalog, null, 1)}\n`;
}
