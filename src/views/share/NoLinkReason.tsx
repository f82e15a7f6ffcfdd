/** Why no link brings the view along. */
import type { ShareStatus } from '../../state/share/share.ts';

function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `“${name}”`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
}

export function NoLinkReason({ files, graphs }: Extract<ShareStatus, { kind: 'no-link' }>) {
  return (
    <section className="share-part" aria-label="No link" data-testid="no-link">
      {files.length > 0 && (
        <p>
          {listed(files)} {files.length === 1 ? 'is a file' : 'are files'} on your computer, so no link brings{' '}
          {files.length === 1 ? 'it' : 'them'} along.
        </p>
      )}
      {graphs.length > 0 && (
        <p>
          The drawn {graphs.length === 1 ? 'graph' : 'graphs'} {listed(graphs)} {graphs.length === 1 ? 'is' : 'are'} too large for a link.
        </p>
      )}
    </section>
  );
}
