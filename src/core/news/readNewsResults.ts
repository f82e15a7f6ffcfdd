/** From the text of a results file to typed results, or one RecordingError that names file, field and value. */
import { duplicateKey } from '../recording/duplicateKey.ts';
import { type RecordingFailure, RecordingError, shortened } from '../recording/failure.ts';
import { parseJsonObject } from '../recording/safetensorsHeader.ts';
import { type SchemaFault, schemaFault } from '../recording/schemaFault.ts';
import { MAX_NEWS_BYTES, MAX_SCORES } from './limits.ts';
import { newsFileKind, notNewsResults } from './newsFiles.ts';
import { type ResultsJson, resultsSchema } from './resultsSchema.ts';
import { type AbilityItem, type Checkpoint, EXPOSURE_UNITS, type NewsProtocol, type NewsResults, type NewsRun, type ScoreTable } from './types.ts';

const FORMAT = 'contextscope-news/1';
const WRITE_AGAIN = 'Correct this field (docs/news-format.md) or write the file anew; `contextscope news validate FILE` checks it.';

/**
 * @param name file name or address, for messages
 * @throws RecordingError: too-large, wrong-format, unknown-version or invalid
 */
export function readNewsResults(name: string, text: string): NewsResults {
  const fail = (code: RecordingFailure['code'], field: string | null, message: string, remedy = WRITE_AGAIN): RecordingError =>
    new RecordingError({ code, file: name, field, message, remedy });

  // A character takes a byte at least.
  if (text.length > MAX_NEWS_BYTES) throw newsTooLarge(name, text.length);
  const json = parseJsonObject(text);
  if (json === null) {
    const kind = newsFileKind(text);
    if (kind !== null && kind !== 'results' && isJson(text)) throw notNewsResults(name, kind);
    throw fail('wrong-format', null, 'The file is not a JSON object: it is damaged, cut short, or something else.', 'Copy or write the file again.');
  }
  const twice = duplicateKey(text);
  if (twice !== null) throw fail('invalid', twice, `The file gives the key ${shortened(twice)} twice in one object.`);
  const { format } = json;
  if (format !== FORMAT) {
    if (typeof format === 'string' && format.startsWith('contextscope-news/')) {
      throw fail('unknown-version', 'format', `The results are of format ${shortened(format)}; this version reads "${FORMAT}".`, 'Use a newer Contextscope, or write the file with the recorder of this version.');
    }
    const kind = newsFileKind(text);
    throw notNewsResults(name, kind === 'results' ? null : kind);
  }
  const parsed = resultsSchema.safeParse(json);
  const fault = parsed.success ? resultsFault(parsed.data) : schemaFault(parsed.error, json);
  if (fault !== null) throw fail(fault.code, fault.field, fault.message);
  return toResults(parsed.data!);
}

/** The refusal of a file of `bytes` bytes before it is read. */
export function newsTooLarge(file: string, bytes: number): RecordingError {
  const message = `The file has ${bytes} bytes; at most ${MAX_NEWS_BYTES} of JSON are read.`;
  return new RecordingError({ code: 'too-large', file, field: null, message, remedy: 'Write fewer news, runs or checkpoints into one file.' });
}

/** The text of a file's bytes. Throws a RecordingError where they are not UTF-8 or more than is read. */
export function newsText(file: string, bytes: Uint8Array): string {
  if (bytes.length > MAX_NEWS_BYTES) throw newsTooLarge(file, bytes.length);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new RecordingError({ code: 'wrong-format', file, field: null, message: 'The file is not UTF-8 text.', remedy: 'Copy or write the file again.' });
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

// What a schema cannot say: ids that exist, tables of the right shape, checkpoints that ascend.

const invalid = (field: string, message: string): SchemaFault => ({ code: 'invalid', field, message: `${field} ${message}` });

/** What the checks of entries look up. */
interface Known {
  /** Options of each question, by news. */
  readonly shapes: ReadonlyMap<string, readonly number[]>;
  readonly other: ReadonlyMap<string, string | null>;
  readonly protocols: ReadonlySet<string>;
  readonly machines: number;
  /** Options of each item of general ability; none where there are no items. */
  readonly ability: readonly number[];
}

type Entry = ResultsJson['contexts'][number] | ResultsJson['runs'][number];
type Tables = ResultsJson['runs'][number]['checkpoints'][number]['scores'];

/** The first contradiction in well-typed results, or null. */
function resultsFault(json: ResultsJson): SchemaFault | null {
  const known: Known = {
    shapes: new Map(json.news.map(({ id, questions }) => [id, questions.map(({ options }) => options.length)])),
    other: new Map(json.news.map(({ id, other }) => [id, other])),
    protocols: new Set(json.protocols.map(({ id }) => id)),
    machines: json.machines.length,
    ability: json.ability?.items.map(({ options }) => options.length) ?? [],
  };
  return newsFault(json, known) ?? contextsFault(json, known) ?? runsFault(json, known) ?? abilityFault(json, known) ?? statesFault(json, known) ?? scoresFault(json);
}

/** The first key that an earlier entry has, too. */
function repeated(keys: readonly string[]): number {
  const seen = new Set<string>();
  return keys.findIndex((key) => seen.size === seen.add(key).size);
}

function repeatedFault(keys: readonly string[], field: (at: number) => string): SchemaFault | null {
  const at = repeated(keys);
  return at < 0 ? null : invalid(field(at), `is ${shortened(keys[at])}, which an entry before it has too.`);
}

function newsFault({ news, blocks = [], protocols }: ResultsJson, { shapes }: Known): SchemaFault | null {
  const unknown = (field: string, id: string): SchemaFault | null => (shapes.has(id) ? null : notAmongNews(field, id));
  const places = news.flatMap(({ questions }, n) => questions.map((_, q) => `news[${n}].questions[${q}].id`));
  return (
    repeatedFault(news.map(({ id }) => id), (at) => `news[${at}].id`) ??
    repeatedFault(news.flatMap(({ questions }) => questions.map(({ id }) => id)), (at) => places[at]!) ??
    repeatedFault(protocols.map(({ id }) => id), (at) => `protocols[${at}].id`) ??
    first(news, ({ other }, n) => (other === null ? null : unknown(`news[${n}].other`, other))) ??
    first(blocks, (block, b) => first(block, (id, at) => unknown(`blocks[${b}][${at}]`, id)))
  );
}

const notAmongNews = (field: string, id: string): SchemaFault => invalid(field, `is ${shortened(id)}, which is not among the news.`);

function first<T>(entries: readonly T[], faultOf: (entry: T, at: number) => SchemaFault | null): SchemaFault | null {
  for (let at = 0; at < entries.length; at++) {
    const fault = faultOf(entries[at]!, at);
    if (fault !== null) return fault;
  }
  return null;
}

function contextsFault({ contexts }: ResultsJson, known: Known): SchemaFault | null {
  return (
    repeatedFault(contexts.map(({ news }) => news), (at) => `contexts[${at}].news`) ??
    first(contexts, (entry, at) => entryFault(entry, `contexts[${at}]`, known) ?? tablesFault(entry.scores, `contexts[${at}].scores`, entry.news, known))
  );
}

function runsFault({ runs }: ResultsJson, known: Known): SchemaFault | null {
  const twice = repeated(runs.map(({ news, protocol, seed }) => JSON.stringify([news, protocol, seed])));
  if (twice >= 0) {
    const { news, protocol, seed } = runs[twice]!;
    return invalid(`runs[${twice}]`, `has news ${shortened(news)}, protocol ${shortened(protocol)} and seed ${seed}, as a run before it.`);
  }
  return first(runs, (run, at) => runFault(run, `runs[${at}]`, known));
}

function runFault(run: ResultsJson['runs'][number], where: string, known: Known): SchemaFault | null {
  if (!known.protocols.has(run.protocol)) return invalid(`${where}.protocol`, `is ${shortened(run.protocol)}, which is not among the protocols.`);
  return (
    entryFault(run, where, known) ??
    first(run.checkpoints, ({ step, scores }, at) => {
      const before = at === 0 ? -1 : run.checkpoints[at - 1]!.step;
      const place = `${where}.checkpoints[${at}]`;
      return step <= before ? invalid(`${place}.step`, `is ${step}, not above the step before it, ${before}.`) : tablesFault(scores, `${place}.scores`, run.news, known);
    }) ??
    (run.ability === null ? null : tableFault(run.ability, `${where}.ability`, 'the items of general ability', known.ability))
  );
}

function entryFault({ news, free, machine }: Entry, where: string, { shapes, machines }: Known): SchemaFault | null {
  const questions = shapes.get(news)?.length;
  if (questions === undefined) return notAmongNews(`${where}.news`, news);
  if (machine !== undefined && machine >= machines) return invalid(`${where}.machine`, `is ${machine}; the file lists ${machines} machines.`);
  return first(Object.entries(free) as [string, readonly string[]][], ([context, answers]) =>
    answers.length === questions ? null : invalid(`${where}.free.${context}`, `holds ${answers.length} answers; ${shortened(news)} has ${questions} questions.`),
  );
}

function tablesFault(scores: Tables, where: string, news: string, { shapes, other }: Known): SchemaFault | null {
  return first(Object.entries(scores) as [string, ScoreTable][], ([context, table]) => {
    const about = context === 'otherNews' ? (other.get(news) ?? null) : news;
    if (about === null) return invalid(`${where}.otherNews`, `scores the questions of the other news; ${shortened(news)} names none.`);
    return tableFault(table, `${where}.${context}`, `the questions of ${shortened(about)}`, shapes.get(about)!);
  });
}

/** @param what whose options `shape` counts */
function tableFault(table: ScoreTable, where: string, what: string, shape: readonly number[]): SchemaFault | null {
  if (table.length !== shape.length) return invalid(where, `has ${table.length} rows; ${what} are ${shape.length}.`);
  return first(table, (row, at) => (row.length === shape[at] ? null : invalid(`${where}[${at}]`, `holds ${row.length} scores; ${what} have ${shape[at]} options there.`)));
}

function abilityFault({ ability }: ResultsJson, known: Known): SchemaFault | null {
  return ability === null ? null : tableFault(ability.scores, 'ability.scores', 'the items of general ability', known.ability);
}

function statesFault({ states }: ResultsJson, { shapes, protocols }: Known): SchemaFault | null {
  if (states === null) return null;
  const layers = new Set(states.layers);
  const noLayer = (field: string, layer: number): SchemaFault | null => (layers.has(layer) ? null : invalid(field, `is ${layer}, which is not among states.layers.`));
  const noProtocol = (field: string, id: string): SchemaFault | null => (protocols.has(id) ? null : invalid(field, `is ${shortened(id)}, which is not among the protocols.`));
  return (
    repeatedFault(states.layers.map(String), (at) => `states.layers[${at}]`) ??
    first(states.protocols, (id, at) => noProtocol(`states.protocols[${at}]`, id)) ??
    (states.fullLayer === null ? null : noLayer('states.fullLayer', states.fullLayer)) ??
    first(states.bridgeLayers, (layer, at) => noLayer(`states.bridgeLayers[${at}]`, layer)) ??
    first(states.bridge, (entry, at) => {
      const where = `states.bridge[${at}]`;
      return (
        noProtocol(`${where}.protocol`, entry.protocol) ??
        repeatedFault(entry.layers.map(String), (l) => `${where}.layers[${l}]`) ??
        first(entry.layers, (layer, l) => noLayer(`${where}.layers[${l}]`, layer)) ??
        repeatedFault(entry.news, (n) => `${where}.news[${n}]`) ??
        first(entry.news, (id, n) => (shapes.has(id) ? null : notAmongNews(`${where}.news[${n}]`, id)))
      );
    })
  );
}

function scoresFault({ contexts, runs }: ResultsJson): SchemaFault | null {
  const cells = (tables: Tables): number => (Object.values(tables) as ScoreTable[]).reduce((sum, table) => sum + table.reduce((row, scores) => row + scores.length, 0), 0);
  let scores = contexts.reduce((sum, entry) => sum + cells(entry.scores), 0);
  for (const { checkpoints } of runs) for (const mark of checkpoints) scores += cells(mark.scores);
  return scores <= MAX_SCORES ? null : { code: 'too-large', field: 'runs', message: `The file holds ${scores} scores; at most ${MAX_SCORES} are read.` };
}

// From the file's words to the page's.

function toResults(json: ResultsJson): NewsResults {
  const { model, axis, news, protocols, contexts, runs, ability, states } = json;
  const units = axis?.units ?? EXPOSURE_UNITS;
  return {
    id: json.id,
    title: json.title,
    description: json.description || null,
    licence: json.licence,
    created: json.created,
    model: { id: model.id, parameters: model.parameters, layers: model.layers, hiddenSize: model.hiddenSize, weights: model.weights, source: model.source },
    machines: json.machines,
    units: units.filter((unit, at) => units.indexOf(unit) === at),
    settings: json.settings,
    news: news.map(({ id, domain, entity = id, text, questions, other, flags }) => ({ id, domain, entity, text, questions, other, flags })),
    protocols: protocols.map((protocol): NewsProtocol => ({ ...protocol, lossOn: protocol.lossOn ?? (protocol.data === 'selfqa' ? 'answer' : 'text') })),
    texts: json.texts,
    contexts: contexts.map(({ news: about, scores, free }) => ({ news: about, scores, free })),
    runs: runs.map(toRun),
    ability: ability && { items: ability.items.map(({ question, options }): AbilityItem => ({ text: question, options })), scores: ability.scores },
    states: states && {
      file: states.file,
      sha256: states.sha256,
      layers: states.layers,
      k: states.k,
      conditions: states.conditions,
      protocols: states.protocols,
      seeds: states.seeds,
      checkpoints: states.checkpoints,
      fullLayer: states.fullLayer,
      bridgeLayers: states.bridgeLayers,
      bridge: states.bridge,
    },
  };
}

function toRun({ news, protocol, seed, texts, losses, checkpoints, free, ability }: ResultsJson['runs'][number]): NewsRun {
  const marks = checkpoints.map(({ step, examples, tokens, loss, scores }): Checkpoint => ({
    step,
    examples,
    tokens,
    loss: step === 0 ? null : (losses[step - 1] ?? loss),
    scores,
  }));
  return { news, protocol, seed, texts, checkpoints: marks, free, ability };
}
