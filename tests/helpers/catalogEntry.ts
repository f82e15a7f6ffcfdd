/** Catalog entries for tests, from the few facts a test is about. */
import type { CatalogEntry } from '../../src/state/recordings/catalog.ts';

interface Facts {
  readonly model?: string;
  readonly kind?: string;
  readonly sampler?: string;
  readonly size?: CatalogEntry['task']['size'];
  readonly step?: number | null;
  readonly nodes?: number;
  readonly group?: string;
  readonly layers?: readonly number[];
  readonly modelLayers?: number;
}

export function catalogEntry(id: string, facts: Facts = {}): CatalogEntry {
  const { model = 'gemma', kind = 'ring', sampler = 'random-walk', nodes = 8, size = { n: nodes }, step = null } = facts;
  return {
    id,
    file: `recordings/${id}.safetensors`,
    bytes: 1000,
    sha256: '0'.repeat(64),
    title: id,
    description: '',
    group: facts.group ?? id.replace(/-[a-z]$/, ''),
    licence: 'MIT',
    model: { id: model, weights: null, layers: facts.modelLayers ?? 18, hiddenSize: 64 },
    task: { kind, sampler, size, step, sequences: 2, length: 450 },
    nodes,
    layers: facts.layers ?? [0, 12, 15, 16, 17, 18],
  };
}
