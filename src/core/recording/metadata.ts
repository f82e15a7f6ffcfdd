/**
 * From the container's text metadata to typed recording metadata, or one RecordingError that names path and value;
 * what its fields must say about one another.
 */
import { duplicateKey } from './duplicateKey.ts';
import { type RecordingFailure, RecordingError, shortened } from './failure.ts';
import { MAX_COUNTS, MAX_GRAPH_PAIRS, MAX_LAYER_VALUES, MAX_TOKENS } from './limits.ts';
import { metadataSchema } from './metadataSchema.ts';
import { parseJsonObject } from './safetensorsHeader.ts';
import { schemaFault } from './schemaFault.ts';
import type { RecordingGraph, RecordingMetadata } from './types.ts';

export interface MetadataFault {
  readonly code: 'invalid' | 'too-large';
  readonly field: string;
  readonly message: string;
}

const invalid = (field: string, message: string): MetadataFault => ({ code: 'invalid', field, message: `${field} ${message}` });

/** The first contradiction or excess in well-typed metadata, or null. */
export function metadataFault(metadata: RecordingMetadata): MetadataFault | null {
  return (
    windowsFault(metadata) ?? segmentsFault(metadata) ?? layersFault(metadata) ?? layersBySequenceFault(metadata) ?? graphsFault(metadata) ?? flagsFault(metadata) ?? sizeFault(metadata)
  );
}

/** What only class means over windows of the file's own choice may leave open. */
function windowsFault({ windows, task, model }: RecordingMetadata): MetadataFault | null {
  if (windows === 'fixed') return null;
  const open = (field: string, value: unknown): MetadataFault =>
    invalid(field, `is ${shortened(value)}; only a recording whose windows are "fixed" may leave it open.`);
  if (task.sequences === 0) return open('task.sequences', 0);
  if (model.layers === 0) return open('model.layers', 0);
  return task.sampler === 'not-stated' ? open('task.sampler', task.sampler) : null;
}

function segmentsFault({ segments, task }: RecordingMetadata): MetadataFault | null {
  if (segments[0] !== 0) return invalid('segments[0]', `is ${segments[0]}; segments begin at 0.`);
  for (let s = 1; s < segments.length; s++) {
    if (segments[s]! <= segments[s - 1]!) {
      return invalid(`segments[${s}]`, `is ${segments[s]}, not above the boundary before it, ${segments[s - 1]}.`);
    }
  }
  const end = segments[segments.length - 1]!;
  if (end !== task.length) {
    return invalid(`segments[${segments.length - 1}]`, `is ${end}; the last boundary is task.length, ${task.length}.`);
  }
  return null;
}

function layersFault({ layers, model }: RecordingMetadata): MetadataFault | null {
  for (let l = 0; l < layers.length; l++) {
    if (l > 0 && layers[l]! <= layers[l - 1]!) {
      return invalid(`layers[${l}]`, `is ${layers[l]}, not above the layer before it, ${layers[l - 1]}.`);
    }
    if (model.layers > 0 && layers[l]! > model.layers) {
      return invalid(`layers[${l}]`, `is ${layers[l]}; hidden states run from 0 to model.layers, ${model.layers}.`);
    }
  }
  return null;
}

function layersBySequenceFault({ layers, layersBySequence = [], windows }: RecordingMetadata): MetadataFault | null {
  if (layersBySequence.length > 0 && windows === 'fixed') return invalid('layersBySequence', `is ${shortened(layersBySequence)}; fixed windows have no sequences to keep apart.`);
  for (let l = 0; l < layersBySequence.length; l++) {
    const layer = layersBySequence[l]!;
    if (l > 0 && layer <= layersBySequence[l - 1]!) return invalid(`layersBySequence[${l}]`, `is ${layer}, not above the layer before it, ${layersBySequence[l - 1]}.`);
    if (!layers.includes(layer)) return invalid(`layersBySequence[${l}]`, `is ${layer}; the recorded layers are ${shortened(layers)}.`);
  }
  return null;
}

function graphsFault({ graphs, nodes }: RecordingMetadata): MetadataFault | null {
  const contexts = [...graphs.keys()].filter((g) => graphs[g]!.role === 'context');
  if (contexts.length !== 1) return invalid('graphs', `holds ${contexts.length} graphs with role "context"; exactly one is expected.`);
  if (graphs[contexts[0]!]!.edges.length === 0) return invalid(`graphs[${contexts[0]}].edges`, 'is empty; the context graph has at least one edge.');
  const ids = new Set<string>();
  for (let g = 0; g < graphs.length; g++) {
    const graph = graphs[g]!;
    if (ids.has(graph.id)) return invalid(`graphs[${g}].id`, `is ${shortened(graph.id)}, which another graph has too.`);
    ids.add(graph.id);
    const fault = graphFault(graph, `graphs[${g}]`, nodes.length);
    if (fault !== null) return fault;
  }
  return null;
}

function graphFault(graph: RecordingGraph, path: string, nodes: number): MetadataFault | null {
  const seen = new Set<number>();
  for (let e = 0; e < graph.edges.length; e++) {
    const [from, to] = graph.edges[e]!;
    const where = `${path}.edges[${e}]`;
    if (from >= nodes || to >= nodes) return invalid(where, `is [${from},${to}]; nodes run from 0 to ${nodes - 1}.`);
    if (from === to) return invalid(where, `is [${from},${to}], an edge from a node to itself.`);
    const key = graph.directed || from < to ? from * nodes + to : to * nodes + from;
    if (seen.has(key)) return invalid(where, `is [${from},${to}], an edge given before.`);
    seen.add(key);
  }
  if (graph.layout !== null && graph.layout.length !== nodes) {
    return invalid(`${path}.layout`, `holds ${graph.layout.length} points; ${nodes} nodes need ${nodes}.`);
  }
  return null;
}

function flagsFault({ flags, task }: RecordingMetadata): MetadataFault | null {
  for (let f = 0; f < flags.length; f++) {
    const { sequence, position } = flags[f]!;
    if (sequence !== null && task.sequences > 0 && sequence >= task.sequences) {
      return invalid(`flags[${f}].sequence`, `is ${sequence}; sequences run from 0 to ${task.sequences - 1}.`);
    }
    if (position !== null && position >= task.length) {
      return invalid(`flags[${f}].position`, `is ${position}; positions run from 0 to ${task.length - 1}.`);
    }
  }
  return null;
}

function sizeFault({ task, segments, nodes, model, graphs }: RecordingMetadata): MetadataFault | null {
  const cells = (segments.length - 1) * nodes.length;
  const excess = (field: string, what: string, value: number, limit: number): MetadataFault | null =>
    value <= limit ? null : { code: 'too-large', field, message: `${what} is ${value}; at most ${limit} are read.` };
  return (
    excess('task.length', 'sequences x length', task.sequences * task.length, MAX_TOKENS) ??
    excess('segments', 'segments x nodes', cells, MAX_COUNTS) ??
    excess('graphs', 'graphs x nodes x nodes', graphs.length * nodes.length ** 2, MAX_GRAPH_PAIRS) ??
    excess('model.hiddenSize', 'segments x nodes x hiddenSize', cells * model.hiddenSize, MAX_LAYER_VALUES)
  );
}

export const FORMAT = 'contextscope/1';

const RECORD_AGAIN = 'Record the file again, or correct this field (docs/format.md) and write the file anew.';

/** `container` is the safetensors `__metadata__`. Throws wrong-format, unknown-version, invalid or too-large. */
export function parseMetadata(file: string, container: ReadonlyMap<string, string>): RecordingMetadata {
  const fail = (code: RecordingFailure['code'], field: string, message: string, remedy = RECORD_AGAIN): RecordingError =>
    new RecordingError({ code, file, field, message, remedy });

  const format = container.get('format');
  if (format === undefined || !format.startsWith('contextscope/')) {
    throw fail('wrong-format', '__metadata__.format', `This safetensors file is not a recording: its format is ${shortened(format)}, not "${FORMAT}".`, 'Choose a file written by `contextscope record`.');
  }
  if (format !== FORMAT) {
    throw fail('unknown-version', '__metadata__.format', `The recording is of format ${shortened(format)}; this version reads "${FORMAT}".`, 'Use a newer Contextscope, or record again with the recorder of this version.');
  }
  const text = container.get('recording');
  if (text === undefined) throw fail('invalid', '__metadata__.recording', 'The metadata key "recording" is missing.');
  const json = parseJsonObject(text);
  if (json === null) throw fail('invalid', '__metadata__.recording', 'The metadata key "recording" is not a JSON object.');
  const twice = duplicateKey(text);
  if (twice !== null) throw fail('invalid', '__metadata__.recording', `The metadata gives the key ${shortened(twice)} twice.`);

  const parsed = metadataSchema.safeParse(json);
  if (!parsed.success) {
    const { code, field, message } = schemaFault(parsed.error, json);
    throw fail(code, field, message);
  }
  const metadata: RecordingMetadata = parsed.data;
  const fault = metadataFault(metadata);
  if (fault !== null) throw fail(fault.code, fault.field, fault.message);
  return metadata;
}
