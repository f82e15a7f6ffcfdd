/** From the text of a `contextscope-news-texts/1` file (docs/news-format.md) to the training texts of one news and kind. */
import * as z from 'zod/mini';
import '../recording/zodWithoutEval.ts';
import { duplicateKey } from '../recording/duplicateKey.ts';
import { RecordingError, type RecordingFailure, shortened } from '../recording/failure.ts';
import { parseJsonObject } from '../recording/safetensorsHeader.ts';
import { schemaFault } from '../recording/schemaFault.ts';
import { MAX_NEWS } from './limits.ts';

/** Bytes of a file of training texts. The limits are those of the recorder, so that a file which it takes is taken here. */
export const MAX_TEXTS_BYTES = 32 * 2 ** 20;
/** Texts of one news and kind. */
const MAX_TEXTS = 4096;
/** Characters of one text. */
const MAX_CHARACTERS = 4000;

const FORMAT = 'contextscope-news-texts/1';

/** Kinds of text that are written; `naive` training has none but the news. */
export type TextKind = 'paraphrase' | 'implication' | 'selfqa';
export const TEXT_KINDS: readonly TextKind[] = ['paraphrase', 'implication', 'selfqa'];

export interface TrainingText {
  /** A passage, or the question of Self-QA. */
  readonly text: string;
  /** null but for Self-QA. */
  readonly answer: string | null;
  /** So like an earlier one that it was kept only to make up the number. */
  readonly nearDuplicate: boolean;
}

export interface TrainingTexts {
  readonly writer: { readonly key: string; readonly model: string | null };
  readonly kept: readonly TrainingText[];
  /** How many were turned down, by reason. */
  readonly rejected: readonly { readonly reason: string; readonly count: number }[];
}

const characters = (min: number, max: number) => z.string().check(z.minLength(min), z.refine((value) => value.length <= max || [...value].length <= max, `expected at most ${max} characters`));
const kept = z.object({ text: characters(1, MAX_CHARACTERS), answer: z.optional(characters(1, MAX_CHARACTERS)), nearDuplicate: z._default(z.boolean(), false) });
const texts = z.object({
  kept: z.array(kept).check(z.maxLength(MAX_TEXTS)),
  rejectedBecause: z._default(z.record(characters(1, 200), z.int().check(z.nonnegative())), {}),
});
const aboutNews = z.object({ paraphrase: z.optional(texts), implication: z.optional(texts), selfqa: z.optional(texts) });
const file = z.object({
  format: z.literal(FORMAT),
  writer: z.object({ key: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'expected 1 to 40 of a-z, 0-9 and "-"')), model: z.optional(characters(1, 200)) }),
  news: z.record(z.string(), aboutNews).check(z.refine((record) => Object.keys(record).length <= MAX_NEWS, `expected at most ${MAX_NEWS} news`)),
});

/**
 * The whole file is checked; the texts of one news and kind are given.
 *
 * @param name file name or address, for messages
 * @throws RecordingError: too-large, wrong-format, unknown-version or invalid; also where it holds none of the texts asked for
 */
export function readNewsTexts(name: string, text: string, news: string, kind: TextKind): TrainingTexts {
  const fail = (code: RecordingFailure['code'], field: string | null, message: string, remedy = WRITE_AGAIN): RecordingError => new RecordingError({ code, file: name, field, message, remedy });
  // A character takes a byte at least.
  if (text.length > MAX_TEXTS_BYTES) throw textsTooLarge(name, text.length);
  const json = parseJsonObject(text);
  if (json === null) throw fail('wrong-format', null, 'The file is not a JSON object: it is damaged, cut short, or something else.', 'Copy or write the file again.');
  const twice = duplicateKey(text);
  if (twice !== null) throw fail('invalid', twice, `The file gives the key ${shortened(twice)} twice in one object.`);
  const { format } = json;
  if (format !== FORMAT) {
    if (typeof format === 'string' && format.startsWith('contextscope-news-texts/')) throw fail('unknown-version', 'format', `The texts are of format ${shortened(format)}; this version reads "${FORMAT}".`, 'Use a newer Contextscope, or write the file with the recorder of this version.');
    throw fail('wrong-format', 'format', `The file does not say that it is of format "${FORMAT}".`, 'Choose the file that `contextscope news generate` wrote.');
  }
  const parsed = file.safeParse(json);
  if (!parsed.success) {
    const fault = schemaFault(parsed.error, json);
    throw fail(fault.code, fault.field, fault.message);
  }
  const { writer, news: all } = parsed.data;
  for (const [id, { selfqa }] of Object.entries(all)) {
    const unanswered = selfqa?.kept.findIndex(({ answer }) => answer === undefined) ?? -1;
    if (unanswered !== -1) throw fail('invalid', `news.${id}.selfqa.kept[${unanswered}].answer`, `news.${id}.selfqa.kept[${unanswered}] is a question without an answer.`);
  }
  const own = Object.hasOwn(all, news) ? all[news]![kind] : undefined;
  if (own === undefined || own.kept.length === 0) throw fail('invalid', `news.${news}.${kind}`, `The file holds no ${kind} texts about ${shortened(news)}.`, 'Choose the file that these runs were trained on.');
  return {
    writer: { key: writer.key, model: writer.model ?? null },
    kept: own.kept.map(({ text: words, answer, nearDuplicate }) => ({ text: words, answer: kind === 'selfqa' ? answer! : null, nearDuplicate })),
    rejected: Object.entries(own.rejectedBecause).map(([reason, count]) => ({ reason, count })),
  };
}

const WRITE_AGAIN = 'Write the file again with `contextscope news generate` (docs/news-format.md).';

/** The refusal of a file of `bytes` bytes before it is read. */
export function textsTooLarge(name: string, bytes: number): RecordingError {
  return new RecordingError({ code: 'too-large', file: name, field: null, message: `The file has ${bytes} bytes; at most ${MAX_TEXTS_BYTES} of training texts are read.`, remedy: 'Write the texts of fewer news into one file.' });
}
