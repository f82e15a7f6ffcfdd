/** Results of news, their JSON and the states beside it. */
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { runToEnd } from '../../src/core/linalg/steps.ts';
import { readBridgeCosines } from '../../src/core/news/bridge.ts';
import { bridgeProjection, readProjectionStates } from '../../src/core/news/bridgeProjection.ts';
import { conditionsOf, valuesByNews } from '../../src/core/news/conditions.ts';
import { knowledgeContrasts } from '../../src/core/news/contrasts.ts';
import { efficiencyData } from '../../src/core/news/efficiency.ts';
import { NEWS_MEASURES } from '../../src/core/news/measures.ts';
import { newsFileKind } from '../../src/core/news/newsFiles.ts';
import { readNewsItems } from '../../src/core/news/readNewsItems.ts';
import { newsText, readNewsResults } from '../../src/core/news/readNewsResults.ts';
import { readNewsTexts } from '../../src/core/news/readNewsTexts.ts';
import { openStatesFile, type StatesFile, statesOutline } from '../../src/core/news/statesFile.ts';
import type { NewsResults, Scores, ScoreTable } from '../../src/core/news/types.ts';
import { memoryByteSource } from '../../src/core/recording/byteSource.ts';
import { everyKeyKept, headerText, safetensorsOracle } from './oracles.ts';
import { check, refusal, type FuzzTarget } from './target.ts';

const planted = new URL('../../fixtures/news-synthetic/', import.meta.url);
const text = readFileSync(new URL('planted.json', planted), 'utf8');
const states = new Uint8Array(readFileSync(new URL('planted.safetensors', planted)));

interface PlainResults {
  readonly news: readonly { readonly id: string; readonly questions: readonly { readonly options: readonly string[] }[] }[];
  readonly contexts: readonly { readonly news: string; readonly scores: Record<string, number[][]> }[];
  readonly runs: readonly { readonly news: string; readonly seed: number; readonly checkpoints: readonly { readonly step: number; readonly scores: Record<string, number[][]> }[] }[];
}

/** The planted results cut to few news, so that damage meets every part of them. */
function fewNews(): Uint8Array {
  const whole = JSON.parse(text) as PlainResults;
  const ids = ['alder', 'birch'];
  const news = whole.news.filter(({ id }) => ids.includes(id)).map((item) => ({ ...item, other: ids.find((id) => id !== item.id), flags: ['odd'] }));
  const runs = whole.runs.filter((run) => ids.includes(run.news) && run.seed === 0).map((run) => ({ ...run, ability: [[-1, -2]] }));
  const ability = { items: [{ id: 'sky', question: 'What is blue?', options: ['the sky', 'grass'] }], scores: [[-1, -3]] };
  return encode(JSON.stringify({ ...whole, states: undefined, blocks: undefined, news, runs, contexts: whole.contexts.filter((entry) => ids.includes(entry.news)), ability, settings: { rank: 8, list: [1, 'a', null] } }));
}

const encode = (value: string): Uint8Array => new TextEncoder().encode(value);

const JSON_WORDS = ['"format"', '"scores"', '"none"', '"own"', '"other"', '"otherNews"', '"checkpoints"', '"step"', '"losses"', '"news"', '"alder"', '"birch"', '"naive"', '"seed"', '"bridge"', '"layers"', '"__proto__"', '"constructor"', '\\u006f', 'contextscope-news/1', 'contextscope-news/2', 'contextscope-news-texts/1', '../', '.safetensors', 'null', 'true', '[]', '{}', '[[', ']]', '-0', '1e999', ',', '"', '\ufeff'];

export function newsTarget(read: typeof readNewsResults = readNewsResults): FuzzTarget {
  return {
    name: 'news',
    corpus: [fewNews(), encode(text)],
    words: JSON_WORDS,
    framed: false,
    run(bytes) {
      try {
        const content = newsText('file', bytes);
        newsFileKind(content);
        const results = read('file', content);
        check(everyKeyKept(content), 'a key given twice');
        checkResults(results, JSON.parse(content) as PlainResults);
        useResults(results);
        return Promise.resolve('accepted');
      } catch (error) {
        return new Promise((resolve) => resolve(refusal(error)));
      }
    },
  };
}

/** Every reference leads somewhere, and every score is the one that the file holds. */
function checkResults(results: NewsResults, plain: PlainResults): void {
  const options = new Map(results.news.map(({ id, questions }) => [id, questions.map((question) => question.options.length)]));
  const other = new Map(results.news.map((item) => [item.id, item.other]));
  const sound = (news: string, scores: Scores, stored: Record<string, number[][]>): void => {
    for (const [context, table] of Object.entries<ScoreTable>(scores)) {
      const shape = options.get(context === 'otherNews' ? (other.get(news) ?? '') : news);
      check(shape !== undefined && isDeepStrictEqual(table.map((row) => row.length), shape), 'scores of another shape than their questions');
      check(table.every((row) => row.every((score) => Number.isFinite(score) && score < 0.01)), 'a score that is none');
      check(isDeepStrictEqual(table, stored[context]), 'scores that the file does not hold');
    }
  };
  check(results.contexts.length === plain.contexts.length && results.runs.length === plain.runs.length, 'entries lost');
  results.contexts.forEach(({ news, scores }, at) => sound(news, scores, plain.contexts[at]!.scores));
  results.runs.forEach((run, at) => {
    check(results.protocols.some(({ id }) => id === run.protocol), 'a run under no protocol');
    check(run.checkpoints.every(({ step }, mark) => mark === 0 || step > run.checkpoints[mark - 1]!.step), 'steps out of order');
    run.checkpoints.forEach(({ scores }, mark) => sound(run.news, scores, plain.runs[at]!.checkpoints[mark]!.scores));
  });
  const beside = results.states;
  check(beside === null || (!/[/\\]|\.\./.test(beside.file) && beside.layers.length > 0), 'states that lie elsewhere, or nowhere');
}

/** What the page asks of results that it has read. */
function useResults(results: NewsResults): void {
  for (const condition of conditionsOf(results)) {
    for (const measure of NEWS_MEASURES) {
      const { news, values } = valuesByNews(results, condition, measure);
      check(values.length === news.length && values.every(Number.isFinite), `a ${measure} that is no number`);
    }
  }
  for (const { values } of knowledgeContrasts(results).contrasts) check(values.every(Number.isFinite), 'a difference that is no number');
  for (const { id } of results.protocols) efficiencyData(results, id, 'tokens');
}

const STATES_WORDS = ['"rows.answer"', '"coordinates.answer"', '"base.answer"', '"full.rows"', '"full.values"', '"full.base"', '"bridge.naive.0.4"', '"F16"', '"F32"', '"I32"', '"dtype"', '"shape"', '"data_offsets"', '[12,4,8]', '[6,6]', '[0,0]', '"__proto__"', 'null', ',', '\\u0061'];

/** Training texts of one news and kind. */
export function newsTextsTarget(read: typeof readNewsTexts = readNewsTexts): FuzzTarget {
  const kept = [{ text: 'The kite is red.', seed: 1 }, { text: 'Red is the kite.', nearDuplicate: true }];
  const about = { digest: 'x', paraphrase: { kept, rejectedBecause: { empty: 2 }, rejected: [] }, selfqa: { kept: [{ text: 'What is red?', answer: 'the kite' }] } };
  const whole = { format: 'contextscope-news-texts/1', writer: { key: 'small', model: 'a/small' }, how: {}, prompts: {}, news: { alder: about, birch: about } };
  return {
    name: 'news-texts',
    corpus: [encode(JSON.stringify(whole))],
    words: [...JSON_WORDS, '"kept"', '"answer"', '"paraphrase"', '"selfqa"', '"writer"'],
    framed: false,
    run(bytes) {
      try {
        const content = newsText('file', bytes);
        const found = read('file', content, 'alder', 'paraphrase');
        check(everyKeyKept(content), 'a key given twice');
        const held = (JSON.parse(content) as typeof whole).news.alder.paraphrase.kept;
        check(isDeepStrictEqual(found.kept.map(({ text: said }) => said), held.map(({ text: said }) => said)), 'texts that the file does not hold');
        return Promise.resolve('accepted');
      } catch (error) {
        return new Promise((resolve) => resolve(refusal(error)));
      }
    },
  };
}

/** News that no model has answered, alone and in a list. */
export function newsItemsTarget(read: typeof readNewsItems = readNewsItems): FuzzTarget {
  const { news } = JSON.parse(text) as PlainResults;
  return {
    name: 'news-items',
    corpus: [encode(JSON.stringify(news[0])), encode(JSON.stringify({ news: news.slice(0, 2) }))],
    words: JSON_WORDS,
    framed: false,
    run(bytes) {
      try {
        const content = newsText('file', bytes);
        const items = read('file', content);
        check(everyKeyKept(content.replace(/^\uFEFF/, '')), 'a key given twice');
        const said = JSON.stringify(JSON.parse(content.replace(/^\uFEFF/, '')));
        for (const { id, questions } of items) {
          check(said.includes(JSON.stringify(id)), 'a news that the file does not hold');
          for (const { options } of questions) for (const option of options) check(said.includes(JSON.stringify(option)), 'an option that the file does not hold');
        }
        return Promise.resolve('accepted');
      } catch (error) {
        return new Promise((resolve) => resolve(refusal(error)));
      }
    },
  };
}

export function newsStatesTarget(open: typeof openStatesFile = openStatesFile): FuzzTarget {
  const results = readNewsResults('planted.json', text);
  const outline = statesOutline(results);
  return {
    name: 'news-states',
    corpus: [states],
    words: STATES_WORDS,
    framed: true,
    async run(bytes) {
      try {
        const file = await open(memoryByteSource('file', bytes), outline);
        check(everyKeyKept(headerText(bytes)), 'a key given twice');
        await checkStates(file, safetensorsOracle(bytes));
        await useStates(file, results);
        return 'accepted';
      } catch (error) {
        return refusal(error);
      }
    },
  };
}

async function checkStates(file: StatesFile, stored: ReadonlyMap<string, { readonly values: readonly (number | string)[] }>): Promise<void> {
  const { states: outlined } = file.outline;
  const same = (name: string, values: ArrayLike<number>, wanted: readonly (number | string)[]): void => {
    check(values.length === wanted.length && wanted.every((value, at) => Object.is(values[at], value)), `values of ${name} that the file does not hold`);
  };
  const all = (name: string) => stored.get(name)!.values;
  same('rows.answer', file.rows, all('rows.answer'));
  const L = outlined.layers.length;
  const ofLayer = (name: string, at: number) => all(name).filter((_, place) => Math.floor(place / outlined.k) % L === at);
  for (const [at, layer] of outlined.layers.entries()) {
    const coordinates = await file.readCoordinates(layer);
    check(coordinates.every(Number.isFinite), 'a displacement that is not finite');
    same('coordinates.answer', coordinates, ofLayer('coordinates.answer', at));
    const base = await file.readBase(layer);
    if (base !== null) same('base.answer', base, ofLayer('base.answer', at));
  }
  const full = await file.readFull();
  if (full !== null) {
    check(full.rows.every((row) => row >= 0 && row < file.rows.length / 5), 'a whole row of no row');
    same('full.values', full.values, all('full.values'));
  }
  for (const entry of outlined.bridge) same(entry.tensor, await file.readBridge(entry), all(entry.tensor));
}

/** What the page asks of states that it has read. Rows may be too few for a picture, which is said as a RangeError. */
async function useStates(file: StatesFile, { news }: NewsResults): Promise<void> {
  await readBridgeCosines(file, 'naive');
  const settings = { protocol: 'naive', layer: 1, points: 'questions', basis: 'joint', from: 'origin', centre: 'frame', states: 'coordinates', components: 3 } as const;
  const read = await readProjectionStates(file, settings);
  try {
    const { frames, ownContext } = runToEnd(bridgeProjection(read, news));
    check([...frames, ...ownContext].every(Number.isFinite), 'a position that is no number');
  } catch (error) {
    if (!(error instanceof RangeError && error.message.includes('no question'))) throw error;
  }
}
