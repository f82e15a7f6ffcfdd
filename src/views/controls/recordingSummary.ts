/** A recording in a line, and its place among those of the same task and size: other models, other words. */
import type { RecordingMetadata } from '../../core/recording/types.ts';
import type { CatalogEntry } from '../../state/recordings/catalog.ts';
import { formatTokens, shortModelName } from '../ui/formatNumber.ts';

/** Recordings of the same task and size: other models, other word assignments; the entry itself is among them. */
export function siblings(entries: readonly CatalogEntry[], entry: CatalogEntry): readonly CatalogEntry[] {
  const size = JSON.stringify(entry.task.size);
  return entries.filter(
    (other) =>
      other.task.kind === entry.task.kind &&
      other.nodes === entry.nodes &&
      JSON.stringify(other.task.size) === size &&
      other.task.sampler === entry.task.sampler &&
      other.task.step === entry.task.step,
  );
}

/**
 * "A", "B" ... among the recordings of one replicate group, ordered by id; null where the group has only this one. Replicates
 * differ in seeds and in which word stands on which node.
 */
export function replicateLetter(entries: readonly CatalogEntry[], entry: CatalogEntry): string | null {
  const replicates = entries
    .filter(({ group, model }) => group === entry.group && model.id === entry.model.id)
    .map(({ id }) => id)
    .sort();
  if (replicates.length < 2) return null;
  return String.fromCharCode(65 + (replicates.indexOf(entry.id) % 26));
}

/** One line where it fits; otherwise it breaks between its parts only. */
export function recordingSummary(modelId: string, nodes: number, tokens: number): string {
  return [shortModelName(modelId), `${nodes} nodes`, formatTokens(tokens)].map((part) => part.replaceAll(' ', '\u00a0')).join(' · ');
}

export function entrySummary(entry: CatalogEntry): string {
  return recordingSummary(entry.model.id, entry.nodes, entry.task.length);
}

export function metadataSummary({ model, nodes, task }: RecordingMetadata): string {
  return recordingSummary(model.id, nodes.length, task.length);
}
