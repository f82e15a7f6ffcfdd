import type { NewsResults } from '../../core/news/types.ts';

export function BridgeDetails({ results }: { readonly results: NewsResults }) {
  return <p>{results.title}</p>;
}
