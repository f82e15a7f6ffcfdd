import type { NewsResults } from '../../core/news/types.ts';
import type { NewsCell } from '../../state/view/newsFields.ts';

export function CellDetails({ results, cell }: { readonly results: NewsResults; readonly cell: NewsCell }) {
  return <p>{results.title} {cell.news}</p>;
}
