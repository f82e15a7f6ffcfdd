/** Whether an address brings the whole view to someone else, and what stands against it. */
import type { RecordingSource } from '../../worker/protocol.ts';
import { encodeView } from '../view/urlCodec.ts';
import { graphsWithoutAddress, type ViewState } from '../view/viewFields.ts';

export type ShareStatus =
  /** `local`: what of the address only this computer can reach. */
  | { readonly kind: 'link'; readonly href: string; readonly local: 'page' | 'recording' | null }
  /** Titles or names of what the address cannot bring along. */
  | { readonly kind: 'no-link'; readonly files: readonly string[]; readonly graphs: readonly string[] };

export interface ShareQuestion {
  readonly view: ViewState;
  /** null: there is no such recording. */
  readonly sourceOf: (recordingId: string) => RecordingSource | null;
  /** The address of the page as it is. */
  readonly page: string;
}

export function shareStatus({ view, sourceOf, page }: ShareQuestion): ShareStatus {
  const ids = [...new Set(view.panels.map(({ recordingId }) => recordingId))];
  const sources = ids.map((id) => [id, sourceOf(id)] as const);
  const files = sources.flatMap(([id, source]) => (source?.kind === 'url' ? [] : [source?.name ?? id]));
  const graphs = graphsWithoutAddress(view.customGraphs).map(({ title }) => title);
  if (files.length > 0 || graphs.length > 0) return { kind: 'no-link', files, graphs };
  const href = new URL(page);
  // The theme is the reader's own.
  href.hash = encodeView({ ...view, theme: 'system' });
  const onlyHere = sources.some(([, source]) => source?.kind === 'url' && isLocalAddress(source.url));
  return { kind: 'link', href: href.href, local: isLocalAddress(page) ? 'page' : onlyHere ? 'recording' : null };
}

/** An address that another computer cannot reach. */
export function isLocalAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  if (protocol === 'file:' || protocol === 'blob:') return true;
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^(127|0)\.\d+\.\d+\.\d+$/.test(hostname);
}
