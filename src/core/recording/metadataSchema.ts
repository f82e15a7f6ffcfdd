/** The metadata JSON of `contextscope/1`, field by field; docs/contextscope-1.schema.json is its language-neutral twin. */
import * as z from 'zod/mini';
import './zodWithoutEval.ts';
import { MAX_EDGES, MAX_GRAPHS, MAX_HIDDEN_SIZE, MAX_LAYERS, MAX_LENGTH, MAX_NODES, MAX_SEGMENTS, MAX_SEQUENCES } from './limits.ts';

const text = (max: number) => z.string().check(z.maxLength(max));
const name = (max: number) => text(max).check(z.minLength(1));
/** An integer from `min` to a named limit. */
const count = (min: number, limit: number) => z.int().check(z.minimum(min), z.maximum(limit));
const index = z.int().check(z.minimum(0));
const listOf = <T extends z.ZodMiniType>(item: T, min: number, max: number) => z.array(item).check(z.minLength(min), z.maxLength(max));
/** Absent and null mean the same: the file does not say. */
const orNull = <T extends z.ZodMiniType>(schema: T) =>
  z.pipe(
    z.nullish(schema),
    z.transform((value) => (value ?? null) as z.output<T> | null),
  );

const model = z.object({
  id: name(500),
  revision: orNull(text(500)),
  source: orNull(text(1000)),
  weights: z.nullable(name(200)),
  layers: count(0, MAX_LAYERS - 1),
  hiddenSize: count(1, MAX_HIDDEN_SIZE),
});

const size = z.pipe(
  z.object({
    n: orNull(count(1, MAX_NODES)),
    rows: orNull(count(1, MAX_NODES)),
    cols: orNull(count(1, MAX_NODES)),
  }),
  z.transform(({ n, rows, cols }) => ({
    ...(n !== null && { n }),
    ...(rows !== null && { rows }),
    ...(cols !== null && { cols }),
  })),
);

const task = z.object({
  kind: z.enum(['ring', 'grid', 'hex', 'weekdays', 'custom']),
  sampler: z.enum(['random-walk', 'lazy-walk', 'neighbour-pairs', 'shuffled', 'directed-cycle', 'not-stated']),
  prefix: text(100_000),
  seeds: listOf(index, 0, MAX_SEQUENCES),
  sequences: count(0, MAX_SEQUENCES),
  length: count(1, MAX_LENGTH),
  size: orNull(size),
  step: orNull(count(1, 6)),
  chanceLevel: orNull(z.number().check(z.minimum(0), z.maximum(1))),
});

const graph = z.pipe(
  z.object({
    id: name(100),
    role: z.enum(['context', 'reference']),
    title: orNull(text(200)),
    directed: z.nullish(z.boolean()),
    edges: listOf(z.tuple([index, index]), 0, MAX_EDGES),
    layout: orNull(listOf(z.tuple([z.number(), z.number()]), 0, MAX_NODES)),
  }),
  z.transform((value) => ({ ...value, title: value.title || value.id, directed: value.directed ?? false })),
);

const flag = z.object({
  kind: name(100),
  sequence: orNull(index),
  position: orNull(index),
  layer: orNull(index),
  norm: orNull(z.number().check(z.minimum(0))),
});

const id = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/, 'expected letters, digits, ".", "_" or "-", at most 200'));
const utcTime = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/, 'expected a UTC time such as 2026-01-31T10:00:00Z'));

/** Types and limits of every field. What fields say about one another is checked by `metadataFault`. */
export const metadataSchema = z.pipe(
  z.object({
    id,
    title: name(200),
    description: text(4000),
    created: utcTime,
    licence: name(2000),
    citation: text(4000),
    group: orNull(name(200)),
    model,
    hook: z.object({ name: name(200), description: name(2000) }),
    layers: listOf(count(0, MAX_LAYERS - 1), 1, MAX_LAYERS),
    layersBySequence: orNull(listOf(count(0, MAX_LAYERS - 1), 1, MAX_LAYERS)),
    task,
    nodes: listOf(z.object({ label: name(200), tokenId: orNull(index) }), 2, MAX_NODES),
    graphs: listOf(graph, 1, MAX_GRAPHS),
    segments: listOf(count(0, MAX_LENGTH), 2, MAX_SEGMENTS + 1),
    windows: orNull(z.enum(['segments', 'fixed'])),
    flags: orNull(listOf(flag, 0, 10_000)),
    software: z.record(z.string(), text(200)).check(z.refine((versions) => Object.keys(versions).length > 0, 'expected at least one version')),
  }),
  z.transform(({ windows, layersBySequence, ...value }) => ({
    ...value,
    group: value.group ?? value.id,
    flags: value.flags ?? [],
    ...(windows !== null && { windows }),
    ...(layersBySequence !== null && { layersBySequence }),
  })),
);
