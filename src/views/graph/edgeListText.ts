/** A graph as the text box of the editor shows it: one edge a line, by name, in a form that is read back alike. */
import type { DraftGraph } from '../../state/graphs/draftGraph.ts';

/** Names as readers of the page see them; some recordings keep a leading space of the token. */
export function shownNames(labels: readonly string[]): readonly string[] {
  const trimmed = labels.map((label) => label.trim());
  return trimmed.every((name, i) => name !== '' && trimmed.indexOf(name) === i) ? trimmed : labels.map((_, i) => String(i));
}

/** A name that needs no quotes: none of the signs of the list itself, nor one that would make the text a matrix. */
const PLAIN = /^[^\s"',;#>[\]-]+$/;

export function edgeListText({ labels, edges, directed }: DraftGraph): string {
  const names = shownNames(labels).map((name) => (PLAIN.test(name) ? name : `"${name.replace(/"/g, '""')}"`));
  return edges.map(([a, b]) => `${names[a]}${directed ? ' -> ' : ' '}${names[b]}`).join('\n');
}
