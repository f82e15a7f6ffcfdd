/** Runs on the news that can be chosen: those that the catalog lists, and files of the reader's own. */
import type { NewsResults } from '../../core/news/types.ts';
import type { RecordingSource } from '../../worker/protocol.ts';
import type { NewsEntry } from '../recordings/catalog.ts';

export interface NewsFile {
  /** Of a catalog's, as it says; of the reader's own, `file:` and the name, so that opening it again restores a view of it. */
  readonly id: string;
  /** Until the file has been read, what is known without. */
  readonly title: string;
  readonly description: string;
  readonly model: { readonly id: string; readonly parameters: number | null };
  /** How many news; null: not known yet. */
  readonly news: number | null;
  /** Protocols that it trained by; null: not known yet. */
  readonly protocols: readonly string[] | null;
  readonly source: RecordingSource;
  /** The states beside it; null: none are at hand. */
  readonly states: RecordingSource | null;
  /** Files of the texts that it was trained on, by the name that the results give them; those at hand. */
  readonly texts: readonly RecordingSource[];
}

/** Entries whose address has no meaning are left out. @param catalogUrl absolute */
export function listedNewsFiles(entries: readonly NewsEntry[], catalogUrl: string): readonly NewsFile[] {
  const sourceAt = (file: string, bytes: number): RecordingSource => ({ kind: 'url', url: new URL(file, catalogUrl).href, name: file, expectedBytes: bytes });
  return entries
    .filter(({ file, states, texts }) => [file, ...(states === null ? [] : [states.file]), ...texts.map((one) => one.file)].every((path) => URL.canParse(path, catalogUrl)))
    .map(({ file, bytes, states, texts, id, title, description, model, news, protocols }) => ({
      id,
      title,
      description,
      model,
      news,
      protocols,
      source: sourceAt(file, bytes),
      states: states === null ? null : sourceAt(states.file, states.bytes),
      texts: texts.map((one) => ({ ...sourceAt(one.file, one.bytes), name: one.name })),
    }));
}

/** A file of the reader's, by its name. */
export function fileSource(file: File): RecordingSource {
  return { kind: 'file', file, name: file.name };
}

/** @param texts files of training texts that are at hand; those that the results name are taken */
export function ownNewsFile(file: File, results: NewsResults, states: File | null, texts: readonly File[]): NewsFile {
  return {
    id: `file:${file.name}`,
    title: results.title,
    description: results.description ?? '',
    model: results.model,
    news: results.news.length,
    protocols: results.protocols.map(({ id }) => id),
    source: fileSource(file),
    states: states === null ? null : fileSource(states),
    texts: texts.filter(({ name }) => results.texts.some((one) => one.file === name)).map(fileSource),
  };
}
