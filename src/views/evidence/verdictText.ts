/** Which nulls the picture beats and which not, in one sentence. */
import type { NullVerdict } from '../../state/figures/finding.ts';

const NAMES: Readonly<Record<NullVerdict['name'], string>> = {
  relabelling: 'relabelled nodes',
  'relabelling in full d': 'relabelled nodes in all dimensions',
  'same-degree graphs': 'same-degree graphs',
  'mixing null': 'the mixing null',
  'mixing null in full d': 'the mixing null in all dimensions',
};

function listed(names: readonly string[], last: string): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${last} ${names.at(-1)}`;
}

/** null while no null has been drawn. */
export function verdictText(verdicts: readonly NullVerdict[]): string | null {
  // All dimensions are named where they say something else than the picture.
  const picture = verdicts.find(({ name }) => name === 'relabelling')?.beaten;
  const told = verdicts.filter(({ name, beaten }) => name !== 'relabelling in full d' || beaten !== picture);
  const of = (beaten: boolean) => told.filter((verdict) => verdict.beaten === beaten).map(({ name, p }) => `${NAMES[name]}${p === undefined ? '' : ` (p = ${p})`}`);
  const [won, lost] = [of(true), of(false)];
  if (won.length === 0 && lost.length === 0) return null;
  if (lost.length === 0) return `Closer along the graph than ${listed(won, 'and')}.`;
  if (won.length === 0) return `Not closer along the graph than ${listed(lost, 'or')}.`;
  return `Closer along the graph than ${listed(won, 'and')}, but not than ${listed(lost, 'or')}.`;
}
