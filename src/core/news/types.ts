/**
 * Runs on the news as the page knows them: the JSON of a `contextscope-news/1` file (docs/news-format.md), checked, with what
 * it leaves open filled in. Stored are log-probabilities; everything else is worked out from them.
 */

/** A row a question, in it the summed log-probability (natural) of each option's text, the right one first. */
export type ScoreTable = readonly (readonly number[])[];

export interface NewsQuestion {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  /** The right one first. */
  readonly options: readonly string[];
}

export interface NewsItem {
  readonly id: string;
  readonly domain: string;
  readonly entity: string;
  readonly text: string;
  readonly questions: readonly NewsQuestion[];
  /** Id of the news that stands for *another news* beside it; null: none does. */
  readonly other: string | null;
  readonly flags: readonly string[];
}

/** null where the file does not say. */
export interface NewsModel {
  readonly id: string;
  readonly parameters: number | null;
  readonly layers: number | null;
  readonly hiddenSize: number | null;
  readonly weights: string | null;
  readonly source: string | null;
}

export interface NewsProtocol {
  readonly id: string;
  /** What adapters were trained on: `naive`, `paraphrase`, `implication`, `selfqa`, or a word of the file's own. */
  readonly data: string;
  readonly prefix: 'none' | 'own' | 'other' | 'neutral';
  /** `self`, a key of the file's texts, or null where nobody wrote them. */
  readonly writer: string | null;
  readonly match: 'tokens' | 'steps';
  readonly scope: 'news' | 'joint';
  readonly lossOn: 'text' | 'answer';
}

/** What stands before the questions: nothing, their own news, its other news; `otherNews`: the questions of the other news, nothing before them. */
export type ScoredContext = 'none' | 'own' | 'other' | 'otherNews';

export type Scores = { readonly [Context in ScoredContext]?: ScoreTable };

/** Greedy answers, one a question. */
export type FreeAnswers = { readonly [Context in ScoredContext]?: readonly string[] };

export interface NewsContexts {
  readonly news: string;
  readonly scores: Scores;
  readonly free: FreeAnswers;
}

/** Counted from the start of training; null where the file does not count them. */
export interface Checkpoint {
  readonly step: number;
  readonly examples: number | null;
  readonly tokens: number | null;
  /** Training loss at this step: mean over the tokens under it; null at step 0 and where the file has none. */
  readonly loss: number | null;
  readonly scores: Scores;
}

export interface NewsRun {
  readonly news: string;
  readonly protocol: string;
  readonly seed: number;
  /** How many training texts it had; null where not stated. */
  readonly texts: number | null;
  /** Ascending by step. */
  readonly checkpoints: readonly Checkpoint[];
  readonly free: FreeAnswers;
  /** Scores of the ability items at the end; null where not measured. */
  readonly ability: ScoreTable | null;
}

export interface BridgeEntry {
  readonly protocol: string;
  readonly seed: number;
  readonly step: number;
  readonly layers: readonly number[];
  /** Ids in the order of rows and columns. */
  readonly news: readonly string[];
  /** Name of the tensor, [layers, news, news]. */
  readonly tensor: string;
}

export type StateCondition = 'own context' | 'other context' | 'own adapter' | "other news' adapter";

/** What the safetensors file beside the JSON holds. */
export interface NewsStates {
  /** Name of a file that stands beside the JSON. */
  readonly file: string;
  readonly sha256: string | null;
  readonly layers: readonly number[];
  /** Coordinates a displacement, k. */
  readonly k: number;
  readonly conditions: readonly string[];
  readonly protocols: readonly string[];
  readonly seeds: readonly number[];
  /** Steps. */
  readonly checkpoints: readonly number[];
  readonly fullLayer: number | null;
  readonly bridgeLayers: readonly number[];
  readonly bridge: readonly BridgeEntry[];
}

export interface NewsTexts {
  readonly key: string;
  readonly self: boolean;
  readonly file: string | null;
  readonly sha256: string | null;
  readonly writer: string | null;
}

export interface AbilityItem {
  readonly text: string;
  readonly options: readonly string[];
}

export interface NewsResults {
  readonly id: string;
  readonly title: string;
  readonly description: string | null;
  readonly licence: string | null;
  readonly created: string | null;
  readonly model: NewsModel;
  readonly machines: readonly string[];
  /** Fields of a checkpoint that count exposures, the preferred one first. */
  readonly units: readonly ExposureUnit[];
  readonly settings: Readonly<Record<string, unknown>>;
  /** In the order of the file, which is that of its states' questions. */
  readonly news: readonly NewsItem[];
  readonly protocols: readonly NewsProtocol[];
  readonly texts: readonly NewsTexts[];
  readonly contexts: readonly NewsContexts[];
  readonly runs: readonly NewsRun[];
  readonly ability: { readonly items: readonly AbilityItem[]; readonly scores: ScoreTable } | null;
  readonly states: NewsStates | null;
}

export type ExposureUnit = 'step' | 'examples' | 'tokens';
export const EXPOSURE_UNITS: readonly ExposureUnit[] = ['step', 'examples', 'tokens'];
