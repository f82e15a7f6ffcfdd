/**
 * The JSON of `contextscope-news/1`, field by field; docs/contextscope-news-1.schema.json is its language-neutral twin. What
 * fields say about one another is checked by `resultsFault`.
 */
import * as z from 'zod/mini';
import '../recording/zodWithoutEval.ts';
import {
  MAX_BRIDGE_ENTRIES, MAX_CHECKPOINTS, MAX_COORDINATES, MAX_LOSSES, MAX_NEWS, MAX_OPTIONS, MAX_PROTOCOLS, MAX_QUESTIONS, MAX_RUNS, MAX_SCORE_ROWS,
  MAX_STATE_LAYERS,
} from './limits.ts';
import { QUESTION_KINDS } from './measures.ts';
import { EXPOSURE_UNITS } from './types.ts';

/** Counted in characters, as JSON Schema does: one outside the basic plane is one. */
const text = (min: number, max: number) =>
  z.string().check(
    z.minLength(min),
    z.refine((value) => value.length <= max || [...value].length <= max, `expected at most ${max} characters`),
  );
const listOf = <T extends z.ZodMiniType>(item: T, min: number, max: number) => z.array(item).check(z.minLength(min), z.maxLength(max));
const whole = (min: number, max: number) => z.int().check(z.minimum(min), z.maximum(max));
const count = whole(0, Number.MAX_SAFE_INTEGER);
const orNull = <T extends z.ZodMiniType>(schema: T) =>
  z.pipe(
    z.optional(schema),
    z.transform((value) => (value ?? null) as z.output<T> | null),
  );
const orElse = <T extends z.ZodMiniType>(schema: T, value: z.output<T>) => z._default(schema, value as never);

const id = z.string().check(z.regex(/^[a-z0-9][a-z0-9.-]{0,79}$/, 'expected a-z, 0-9, "." and "-", at most 80'));
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits'));
const utcTime = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 'expected a UTC time such as 2026-11-28T12:00:00Z'));

/** Of a summed log-probability; rounding may carry one of 0 a little above it. */
const [LEAST_SCORE, MOST_SCORE] = [-1e6, 1e-3];

/** The first fault of a score table, with its place in it, or null. Scores are most of a file: one loop instead of a schema. */
function tableFault(table: unknown): { readonly path: number[]; readonly message: string } | null {
  if (!Array.isArray(table) || table.length < 1 || table.length > MAX_SCORE_ROWS) return { path: [], message: `expected 1 to ${MAX_SCORE_ROWS} rows` };
  for (let r = 0; r < table.length; r++) {
    const row = table[r] as unknown;
    if (!Array.isArray(row) || row.length < 2 || row.length > MAX_OPTIONS) return { path: [r], message: `expected 2 to ${MAX_OPTIONS} scores` };
    for (let option = 0; option < row.length; option++) {
      const score = row[option] as unknown;
      if (typeof score !== 'number' || !(score >= LEAST_SCORE && score <= MOST_SCORE)) return { path: [r, option], message: `expected a log-probability from ${LEAST_SCORE} to ${MOST_SCORE}` };
    }
  }
  return null;
}

const scoreTable = z.custom<number[][]>().check(({ value, issues }) => {
  const fault = tableFault(value);
  if (fault !== null) issues.push({ code: 'custom', input: value, ...fault });
});
const answers = listOf(text(0, 2000), 1, MAX_QUESTIONS);
const contextScores = { none: z.exactOptional(scoreTable), own: z.exactOptional(scoreTable), other: z.exactOptional(scoreTable) };
const seconds = z.number().check(z.minimum(0));
/** Read to be checked; nothing is derived from them. */
const cost = { machine: z.optional(whole(0, 999)), wallSeconds: z.optional(seconds), cpuSeconds: z.optional(seconds) };

const model = z.object({
  id: text(1, 200),
  revision: z.optional(text(1, 200)),
  source: orNull(text(1, 300)),
  weights: orNull(text(1, 100)),
  dtype: z.optional(text(1, 40)),
  layers: orNull(whole(1, 1024)),
  hiddenSize: orNull(whole(1, 1048576)),
  parameters: orNull(whole(1, Number.MAX_SAFE_INTEGER)),
  licence: z.optional(text(1, 300)),
  citation: z.optional(text(1, 500)),
});

const options = listOf(text(1, 200), 2, MAX_OPTIONS);
const question = z.object({ id, kind: z.enum(QUESTION_KINDS), text: text(1, 600), options });
/** One news with its questions, as files of their own hold it too. */
export const newsSchema = z.object({
  id,
  domain: text(1, 60),
  entity: z.optional(text(1, 200)),
  text: text(1, 4000),
  digest: z.optional(sha256),
  other: orNull(id),
  flags: orElse(listOf(text(1, 200), 0, 500), []),
  questions: listOf(question, 1, MAX_QUESTIONS),
});

const protocol = z.object({
  id,
  data: text(1, 60),
  prefix: orElse(z.enum(['none', 'own', 'other', 'neutral']), 'none'),
  writer: orNull(text(1, 60)),
  match: orElse(z.enum(['tokens', 'steps']), 'tokens'),
  scope: orElse(z.enum(['news', 'joint']), 'news'),
  lossOn: orNull(z.enum(['text', 'answer'])),
});

const texts = z.object({ key: id, self: orElse(z.boolean(), false), file: orNull(text(1, 200)), sha256: orNull(sha256), writer: orNull(text(1, 200)) });

const contexts = z.object({
  news: id,
  scores: z.object(contextScores),
  free: orElse(z.object({ none: z.exactOptional(answers), own: z.exactOptional(answers), other: z.exactOptional(answers) }), {}),
  ...cost,
});

const checkpoint = z.object({
  step: count,
  examples: orNull(count),
  tokens: orNull(count),
  prefixTokens: z.optional(count),
  lossTokens: z.optional(count),
  loss: orNull(seconds),
  scores: z.object({ ...contextScores, otherNews: z.exactOptional(scoreTable) }),
});

const run = z.object({
  news: id,
  protocol: id,
  seed: count,
  texts: orNull(count),
  losses: orElse(listOf(z.number().check(z.minimum(0)), 0, MAX_LOSSES), []),
  checkpoints: listOf(checkpoint, 1, MAX_CHECKPOINTS),
  free: orElse(z.object({ none: z.exactOptional(answers), own: z.exactOptional(answers) }), {}),
  ability: orNull(scoreTable),
  ...cost,
});

const ability = z.object({ items: listOf(z.object({ id, question: text(1, 600), options }), 1, MAX_SCORE_ROWS), scores: scoreTable });

const layer = whole(0, MAX_STATE_LAYERS - 1);
const bridgeEntry = z.object({
  protocol: id,
  seed: count,
  step: count,
  layers: listOf(layer, 1, MAX_STATE_LAYERS),
  news: listOf(id, 1, MAX_NEWS),
  tensor: text(1, 120),
});
const most = <T extends z.ZodMiniType>(value: T, entries: number) =>
  z.record(z.string(), value).check(z.refine((record) => Object.keys(record).length <= entries, `expected at most ${entries} entries`));
const keptShares = z.optional(most(listOf(z.number().check(z.minimum(0), z.maximum(1.001)), 0, MAX_STATE_LAYERS), 20));
const states = z.object({
  file: z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,120}\.safetensors$/, 'expected the name of a .safetensors file beside this one')),
  sha256,
  layers: listOf(layer, 1, MAX_STATE_LAYERS),
  k: whole(1, MAX_COORDINATES),
  conditions: listOf(text(1, 60), 1, 16),
  protocols: orElse(listOf(id, 0, MAX_PROTOCOLS), []),
  seeds: listOf(count, 0, 1000),
  checkpoints: listOf(count, 0, MAX_CHECKPOINTS),
  fullLayer: orNull(layer),
  bridgeLayers: orElse(listOf(layer, 0, MAX_STATE_LAYERS), []),
  kept: keptShares,
  entityKept: keptShares,
  bridge: orElse(listOf(bridgeEntry, 0, MAX_BRIDGE_ENTRIES), []),
});

const plain = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const setting = z.union([plain, listOf(plain, 0, 1000), most(plain, 100)]);

export const resultsSchema = z.object({
  format: z.literal('contextscope-news/1'),
  id,
  title: text(1, 200),
  description: orNull(text(0, 2000)),
  created: orNull(utcTime),
  licence: orNull(text(1, 500)),
  software: z.optional(text(1, 200)),
  model,
  machines: orElse(listOf(text(1, 300), 0, 1000), []),
  axis: z.optional(z.object({ kind: z.literal('exposures'), units: z.optional(listOf(z.enum(EXPOSURE_UNITS), 1, 3)) })),
  settings: orElse(most(setting, 100), {}),
  news: listOf(newsSchema, 1, MAX_NEWS),
  blocks: z.optional(listOf(listOf(id, 1, MAX_NEWS), 0, MAX_NEWS)),
  protocols: listOf(protocol, 0, MAX_PROTOCOLS),
  texts: orElse(listOf(texts, 0, 100), []),
  contexts: listOf(contexts, 0, MAX_NEWS),
  runs: listOf(run, 0, MAX_RUNS),
  ability: orNull(ability),
  states: orNull(states),
});

/** The JSON with defaults filled in, before its references are checked. */
export type ResultsJson = z.output<typeof resultsSchema>;
