/** Sentences and sums of the offline dialog. */
import type { Keepable, Keeping, KeptFile, OfflineState } from '../../state/offline/offlineTypes.ts';
import { formatBytes } from '../controls/formatNumber.ts';

export const PAGE_TEXT: Readonly<Record<OfflineState['page'], string>> = {
  ready: 'This page opens without a connection. Recordings do too, once you keep them.',
  preparing: 'The page is being stored for offline use.',
  absent: 'This page cannot be stored here: that takes an https address or localhost, and no private window.',
  failed: 'The page could not be stored for offline use. Load it again to retry.',
};

export function isKept(kept: readonly KeptFile[], { url, sha256 }: Keepable): boolean {
  return kept.some((file) => file.url === url && file.sha256 === sha256);
}

/** Bytes of the recordings together; null where one has no known size. */
export function totalBytes(recordings: readonly Pick<Keepable, 'bytes'>[]): number | null {
  let sum = 0;
  for (const { bytes } of recordings) {
    if (bytes === null) return null;
    sum += bytes;
  }
  return sum;
}

/** Last part of an address, without its query; recordings of one title are told apart by it. */
export function fileName(url: string): string {
  const name = new URL(url).pathname.split('/').at(-1)!;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** `1 recording, 2 MB` */
export function amountText(count: number, bytes: number | null): string {
  const words = `${count} ${count === 1 ? 'recording' : 'recordings'}`;
  return bytes === null ? words : `${words}, ${formatBytes(bytes)}`;
}

export function keepingText({ title, place, files, done, total }: Keeping): string {
  const which = files === 1 ? title : `${title} (${place} of ${files})`;
  return total === null ? `${which}: ${formatBytes(done)}` : `${which}: ${formatBytes(done)} of ${formatBytes(total)}`;
}
