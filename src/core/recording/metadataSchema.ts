/** The metadata JSON of `contextscope/1`, field by field; docs/contextscope-1.schema.json is its language-neutral twin. */
import { z } from 'zod';
import './zodWithoutEval.ts';
import { MAX_EDGES, MAX_GRAPHS, MAX_HIDDEN_SIZE, MAX_LAYERS, MAX_LENGTH, MAX_NODES, MAX_SEGMENTS, MAX_SEQUENCES } from './limits.ts';

const text = (max: number) => z.string().max(max);
const name = (max: number) => text(max).min(1);
/** An integer from `min` to a named limit. */
const count = (min: number, limit: number) => z.int().min(min).max(limit);
const index = z.int().min(0);
/** Absent and null mean the same: the file does not say. */
const orNull = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value) => (value ?? null) as z.output<T> | null);

const model = z.object({
  id: name(500),
  revision: orNull(text(500)),
  source: orNull(text(1000)),
  weights: z.nullable(name(200)),
  layers: count(0, MAX_LAYERS - 1),
  hiddenSize: count(1, MAX_HIDDEN_SIZE),
});

const size = z
  .object({
    n: orNull(count(1, MAX_NODES)),
    rows: orNull(count(1, MAX_NODES)),
    cols: orNull(count(1, MAX_NODES)),
  })
  .transform(({ n, rows, cols }) => ({
    ...(n !== null && { n }),
    ...(rows !== null && { rows }),
    ...(cols !== null && { cols }),
  }));

const task = z.object({
  kind: z.enum(['ring', 'grid', 'hex', 'weekdays', 'custom']),
  sampler: z.enum(['random-walk', 'lazy-walk', 'neighbour-pairs', 'shuffled', 'directed-cycle', 'not-stated']),
  prefix: text(100_000),
  seeds: z.array(index).max(MAX_SEQUENCES),
  sequences: count(0, MAX_SEQUENCES),
  length: count(1, MAX_LENGTH),
  size: orNull(size),
  step: orNull(z.int().min(1).max(6)),
  chanceLevel: orNull(z.number().min(0).max(1)),
});

const graph = z
  .object({
    id: name(100),
    role: z.enum(['context', 'reference']),
    title: orNull(text(200)),
    directed: z.boolean().nullish(),
    edges: z.array(z.tuple([index, index])).max(MAX_EDGES),
    layout: orNull(z.array(z.tuple([z.number(), z.number()])).max(MAX_NODES)),
  })
  .transform((value) => ({ ...value, title: value.title || value.id, directed: value.directed ?? false }));

const flag = z.object({
  kind: name(100),
  sequence: orNull(index),
  position: orNull(index),
  layer: orNull(index),
  norm: orNull(z.number().min(0)),
});

/** Types and limits of every field. What fields say about one another is checked by `metadataFault`. */
export const metadataSchema = z
  .object({
    id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/, 'expected letters, digits, ".", "_" or "-", at most 200'),
    title: name(200),
    description: text(4000),
    created: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/, 'expected a UTC time such as 2026-01-31T10:00:00Z'),
    licence: name(2000),
    citation: text(4000),
    group: orNull(name(200)),
    model,
    hook: z.object({ name: name(200), description: name(2000) }),
    layers: z.array(count(0, MAX_LAYERS - 1)).min(1).max(MAX_LAYERS),
    task,
    nodes: z.array(z.object({ label: name(200), tokenId: orNull(index) })).min(2).max(MAX_NODES),
    graphs: z.array(graph).min(1).max(MAX_GRAPHS),
    segments: z.array(count(0, MAX_LENGTH)).min(2).max(MAX_SEGMENTS + 1),
    windows: orNull(z.enum(['segments', 'fixed'])),
    flags: z.array(flag).max(10_000).nullish().transform((value) => value ?? []),
    software: z.record(z.string(), text(200)).refine((versions) => Object.keys(versions).length > 0, 'expected at least one version'),
  })
  .transform(({ windows, ...value }) => ({ ...value, group: value.group ?? value.id, ...(windows !== null && { windows }) }));
