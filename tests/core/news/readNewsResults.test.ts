import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { MAX_NEWS_BYTES } from '../../../src/core/news/limits.ts';
import { newsText, readNewsResults } from '../../../src/core/news/readNewsResults.ts';
import { RecordingError, type RecordingFailure } from '../../../src/core/recording/failure.ts';
import { fixtureText, planted, RESULT_FILES } from './helpers/newsFixtures.ts';

type Json = Record<string, unknown>;

const conforms = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(new URL('../../../docs/contextscope-news-1.schema.json', import.meta.url), 'utf8')) as object);

function failureOf(text: string): RecordingFailure {
  try {
    readNewsResults('a.json', text);
  } catch (error) {
    expect(error).toBeInstanceOf(RecordingError);
    return (error as RecordingError).failure;
  }
  throw new Error('the file was read');
}

/** The planted file with the value at a dotted path replaced; undefined: taken away. */
function changed(path: string, value: unknown): Json {
  const json = JSON.parse(fixtureText('news-synthetic/planted.json')) as Json;
  const keys = path.split('.');
  const place = keys.slice(0, -1).reduce<Json>((at, key) => at[key] as Json, json);
  const last = keys.at(-1)!;
  if (value === undefined) delete place[last];
  else place[last] = value;
  return json;
}

/** What schema and reader both refuse. */
const AGAINST_SCHEMA: readonly [path: string, value: unknown, field?: string][] = [
  ['id', 'No spaces'],
  ['title', ''],
  ['title', null],
  ['created', 'yesterday'],
  ['model', {}, 'model.id'],
  ['model.layers', 0],
  ['model.hiddenSize', 2.5],
  ['axis.kind', 'tokens'],
  ['axis.units', []],
  ['news', []],
  ['news.1.text', undefined, 'news[1].text'],
  ['news.0.domain', 7, 'news[0].domain'],
  ['news.0.questions.1.kind', 'guess', 'news[0].questions[1].kind'],
  ['news.0.questions.0.options', ['one'], 'news[0].questions[0].options'],
  ['news.0.questions.0.options', Array.from({ length: 17 }, String), 'news[0].questions[0].options'],
  ['protocols.0.prefix', 'sideways', 'protocols[0].prefix'],
  ['protocols.0.scope', 'all', 'protocols[0].scope'],
  ['contexts.2.scores.own.1.0', 1, 'contexts[2].scores.own[1][0]'],
  ['contexts.2.scores.own.1.0', null, 'contexts[2].scores.own[1][0]'],
  ['contexts.2.scores.own.1.0', -1e7, 'contexts[2].scores.own[1][0]'],
  ['contexts.2.scores.own', [], 'contexts[2].scores.own'],
  ['contexts.0.machine', -1, 'contexts[0].machine'],
  ['runs.3.checkpoints', [], 'runs[3].checkpoints'],
  ['runs.3.seed', 2 ** 60, 'runs[3].seed'],
  ['runs.3.losses.1', -1, 'runs[3].losses[1]'],
  ['runs.3.free.none', [1, 2], 'runs[3].free.none[0]'],
  ['settings', { a: { b: { c: 1 } } }, 'settings.a'],
  ['settings', Object.fromEntries(Array.from({ length: 101 }, (_, k) => [`k${k}`, k]))],
  ['states.file', '../planted.safetensors'],
  ['states.file', 'a/b.safetensors'],
  ['states.file', 'planted.json'],
  ['states.sha256', 'abc'],
  ['states.k', 0],
  ['states.layers', []],
  ['states.bridge.0.news', [], 'states.bridge[0].news'],
  ['states.kept', { a: [2] }, 'states.kept.a[0]'],
];

/** Sound by the schema; what the fields say of one another is wrong. */
const CONTRADICTIONS: readonly [path: string, value: unknown, field: string, message: string][] = [
  ['news.1.id', 'alder', 'news[1].id', 'an entry before it has too'],
  ['news.1.questions.0.id', 'alder-1', 'news[1].questions[0].id', 'an entry before it has too'],
  ['news.0.other', 'nobody', 'news[0].other', 'not among the news'],
  ['blocks', [['alder', 'nobody']], 'blocks[0][1]', 'not among the news'],
  ['protocols.1.id', 'naive', 'protocols[1].id', 'an entry before it has too'],
  ['contexts.1.news', 'alder', 'contexts[1].news', 'an entry before it has too'],
  ['contexts.1.news', 'nobody', 'contexts[1].news', 'not among the news'],
  ['contexts.1.machine', 1, 'contexts[1].machine', 'lists 1 machines'],
  ['contexts.1.free.own', ['red'], 'contexts[1].free.own', '1 answers'],
  ['contexts.1.scores.own', [[-1, -2, -3, -4]], 'contexts[1].scores.own', '1 rows'],
  ['contexts.1.scores.own', [[-1, -2, -3, -4], [-1, -2, -3]], 'contexts[1].scores.own[1]', '3 scores'],
  ['runs.3.protocol', 'nobody', 'runs[3].protocol', 'not among the protocols'],
  ['runs.3.news', 'alder', 'runs[3]', 'as a run before it'],
  ['runs.3.checkpoints.2.step', 1, 'runs[3].checkpoints[2].step', 'not above the step before it, 1'],
  ['runs.3.checkpoints.2.scores.none', [[-1, -2, -3, -4], [-1, -2]], 'runs[3].checkpoints[2].scores.none[1]', '2 scores'],
  ['runs.0.checkpoints.3.scores.otherNews', [[-1, -2, -3, -4]], 'runs[0].checkpoints[3].scores.otherNews', '1 rows'],
  ['runs.3.ability', [[-1, -2]], 'runs[3].ability', '1 rows'],
  ['ability', { items: [{ id: 'a', question: 'b', options: ['c', 'd'] }], scores: [[-1, -2, -3]] }, 'ability.scores[0]', '3 scores'],
  ['states.layers', [0, 1, 1, 2], 'states.layers[2]', 'an entry before it has too'],
  ['states.fullLayer', 9, 'states.fullLayer', 'not among states.layers'],
  ['states.protocols', ['nobody'], 'states.protocols[0]', 'not among the protocols'],
  ['states.bridgeLayers', [7], 'states.bridgeLayers[0]', 'not among states.layers'],
  ['states.bridge.0.layers', [7], 'states.bridge[0].layers[0]', 'not among states.layers'],
  ['states.bridge.0.protocol', 'nobody', 'states.bridge[0].protocol', 'not among the protocols'],
  ['states.bridge.0.news', ['alder', 'nobody'], 'states.bridge[0].news[1]', 'not among the news'],
];

describe('readNewsResults', () => {
  it.each(RESULT_FILES)('reads %s, which conforms to the schema', (path) => {
    const text = fixtureText(path);
    const json = JSON.parse(text) as { news: unknown[]; runs: unknown[]; contexts: unknown[] };
    conforms(json);
    expect(conforms.errors).toBeNull();
    const results = readNewsResults(path, text);
    expect([results.news.length, results.contexts.length, results.runs.length]).toEqual([json.news.length, json.contexts.length, json.runs.length]);
  });

  it('fills in what the file leaves open and gives every checkpoint the loss of its step', () => {
    const { news, protocols, runs, model, units, states, ability } = planted();
    expect(news[0]).toMatchObject({ id: 'alder', entity: 'alder', other: 'birch', flags: [] });
    expect(protocols[1]).toEqual({ id: 'naive.own', data: 'naive', prefix: 'own', writer: null, match: 'tokens', scope: 'news', lossOn: 'text' });
    expect(runs[0]!.checkpoints.map(({ step, loss }) => [step, loss])).toEqual([[0, null], [1, 3], [2, 1.5], [4, 0.75]]);
    expect(runs[0]!.ability).toBeNull();
    expect({ weights: model.weights, units, ability }).toEqual({ weights: null, units: ['step', 'examples', 'tokens'], ability: null });
    expect(states).toMatchObject({ file: 'planted.safetensors', layers: [0, 1, 2, 3], seeds: [0] });
  });

  it.each(AGAINST_SCHEMA)('%s = %j is refused by the schema and by the reader', (path, value, field) => {
    const json = changed(path, value);
    expect(conforms(json)).toBe(false);
    const failure = failureOf(JSON.stringify(json));
    expect({ file: failure.file, field: failure.field }).toEqual({ file: 'a.json', field: field ?? path });
    expect(['invalid', 'too-large']).toContain(failure.code);
    expect(failure.message).toContain(failure.field);
    expect(failure.remedy).toContain('news validate');
  });

  it.each(CONTRADICTIONS)('%s = %j is named as %s', (path, value, field, message) => {
    const json = changed(path, value);
    conforms(json);
    expect(conforms.errors).toBeNull();
    const failure = failureOf(JSON.stringify(json));
    expect({ code: failure.code, field: failure.field }).toEqual({ code: 'invalid', field });
    expect(failure.message).toContain(message);
  });

  it('takes nothing that the schema refuses, whatever value stands in whatever place', () => {
    const whole = JSON.parse(fixtureText('news-synthetic/planted.json')) as Json & { states: Json & { bridge: unknown[] } };
    const one = (key: string, count = 1) => (whole[key] as unknown[]).slice(0, count);
    const bridge = [{ ...(whole.states.bridge[0] as Json), news: ['alder', 'birch'] }];
    const small: Json = { ...whole, news: one('news', 2).map((item) => ({ ...(item as Json), other: 'alder' })), blocks: [['alder']], contexts: one('contexts'), runs: one('runs'), states: { ...whole.states, bridge } };
    expect(() => readNewsResults('a.json', JSON.stringify(small))).not.toThrow();
    const hostile = [null, true, -1, 0.5, 1e15, 1e300, '', 'x', 'Ä', '\ud83d\ude00'.repeat(150), '../x', [], [[]], [null], {}, { none: [[0]] }, undefined];
    let refused = 0;
    let taken = 0;
    for (const keys of pathsOf(small)) {
      for (const value of hostile) {
        const json = structuredClone(small);
        const place = keys.slice(0, -1).reduce<Json>((at, key) => at[key] as Json, json);
        if (value === undefined) delete place[keys.at(-1)!];
        else place[keys.at(-1)!] = value;
        const content = JSON.stringify(json);
        try {
          readNewsResults('a.json', content);
        } catch (error) {
          expect(error).toBeInstanceOf(RecordingError);
          refused += 1;
          continue;
        }
        taken += 1;
        expect(conforms(JSON.parse(content)), `${keys.join('.')} = ${JSON.stringify(value)}`).toBe(true);
      }
    }
    expect(refused).toBeGreaterThan(1000);
    expect(taken).toBeGreaterThan(100);
  });

  it('ignores fields that it does not know', () => {
    const json = { ...changed('runs.0.mood', 'fine'), later: [1] };
    expect(readNewsResults('a.json', JSON.stringify(json))).toEqual(planted());
  });

  it.each([
    ['{', 'wrong-format', 'not a JSON object'],
    ['[]', 'wrong-format', 'not a JSON object'],
    ['{"format": "contextscope-news/2"}', 'unknown-version', 'contextscope-news/2'],
    ['{"a": 1}', 'wrong-format', 'does not say'],
    ['{"format": "contextscope-news/1", "format": "contextscope-news/1"}', 'invalid', 'twice'],
    ['{"format": "contextscope-news/1", "f\\u006frmat": "x"}', 'invalid', 'twice'],
    ['{"format": "contextscope-news/1"}', 'invalid', 'id is missing'],
    ['{"format": "contextscope-news/1", "id": NaN}', 'wrong-format', 'not a JSON object'],
    [`${'['.repeat(100_000)}`, 'wrong-format', 'not a JSON object'],
    ['{"format": "contextscope-news-texts/1", "news": {}}', 'wrong-format', 'training texts'],
    ['[{"id": "a", "domain": "b", "entity": "c", "text": "d", "questions": []}]', 'wrong-format', 'no model has answered'],
  ])('%.60s is refused: %s', (text, code, message) => {
    const failure = failureOf(text);
    expect(failure.code).toBe(code);
    expect(failure.message).toContain(message);
    expect(failure.remedy).not.toBe('');
  });

  it('refuses a number that is not finite', () => {
    const failure = failureOf(fixtureText('news-synthetic/planted.json').replace('[[-3.0,', '[[-1e999,'));
    expect(failure.code).toBe('invalid');
    expect(failure.field).toMatch(/scores\.none\[0\]\[0\]$/);
  });

  it('refuses more bytes than are read, and bytes that are no text', () => {
    expect(() => newsText('a.json', new Uint8Array(MAX_NEWS_BYTES + 1))).toThrow('at most');
    expect(() => newsText('a.json', Uint8Array.of(0xff, 0xfe))).toThrow('UTF-8');
    expect(failureOf(' '.repeat(MAX_NEWS_BYTES + 1)).code).toBe('too-large');
  });
});

/** Every place of a JSON value, as keys from the root. */
function pathsOf(value: unknown, at: readonly string[] = []): string[][] {
  const inside = typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, entry]) => pathsOf(entry, [...at, key])) : [];
  return at.length === 0 ? inside : [[...at], ...inside];
}
