import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { memoryByteSource } from '../../src/core/recording/byteSource.ts';
import { openRecording } from '../../src/core/recording/readRecording.ts';
import { readSafetensorsHeader } from '../../src/core/recording/safetensorsHeader.ts';

interface Entry {
  readonly id: string;
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly title: string;
  readonly nodes: number;
  readonly layers: number[];
}

const fixtures = new URL('../../fixtures/', import.meta.url);
const json = (url: URL): unknown => JSON.parse(readFileSync(url, 'utf8'));
const catalog = json(new URL('catalog.json', fixtures)) as { default: string; recordings: Entry[] };
const conforms = new Ajv2020({ strict: false }).compile(json(new URL('../docs/contextscope-1.schema.json', fixtures)) as object);
const tiny = [
  { id: 'ring8-tiny', file: 'synthetic/ring8-tiny.safetensors' },
  { id: 'ring6-class-means', file: 'synthetic/ring6-class-means.safetensors' },
];

describe('sample recordings', () => {
  it('are listed, and the default is among them', () => {
    expect(catalog.recordings.map(({ id }) => id)).toContain(catalog.default);
  });

  it.each([...catalog.recordings, ...tiny])('$id reopens, conforms to the schema and is what the catalog says', async (entry) => {
    const bytes = readFileSync(new URL(entry.file, fixtures));
    const source = memoryByteSource(entry.file, bytes);
    const header = await readSafetensorsHeader(source);
    conforms(JSON.parse(header.metadata.get('recording')!));
    expect(conforms.errors).toBeNull();
    const { info, readLayer } = await openRecording(source);
    const { metadata } = info;
    for (const layer of metadata.layers) {
      expect(await readLayer(layer)).toHaveLength((metadata.segments.length - 1) * metadata.nodes.length * metadata.model.hiddenSize);
    }
    expect(metadata.id).toBe(entry.id);
    if (!('sha256' in entry)) return;
    expect(bytes.length).toBe(entry.bytes);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(entry.sha256);
    expect({ title: metadata.title, nodes: metadata.nodes.length, layers: metadata.layers }).toEqual({ title: entry.title, nodes: entry.nodes, layers: entry.layers });
  });
});
