/** Where the recording comes from: enough to judge it and to make it again. */
import type { OutlierFlag, RecordingMetadata } from '../../core/recording/types.ts';
import { formatBytes } from '../controls/formatNumber.ts';
import { Section } from '../controls/Section.tsx';
import { flagText, provenanceRows } from './provenanceRows.ts';

const FLAGS_SHOWN = 5;

function Flags({ flags }: { readonly flags: readonly OutlierFlag[] }) {
  if (flags.length === 0) return null;
  return (
    <div className="flags">
      <p className="caution">
        {flags.length} outlier {flags.length === 1 ? 'token' : 'tokens'} flagged by norm (attention sinks, for example):
      </p>
      <ul className="numeric">
        {flags.slice(0, FLAGS_SHOWN).map((flag, i) => (
          <li key={i}>
            {flagText(flag)}
          </li>
        ))}
        {flags.length > FLAGS_SHOWN && <li>and {flags.length - FLAGS_SHOWN} more</li>}
      </ul>
    </div>
  );
}

interface ProvenanceProps {
  readonly metadata: RecordingMetadata;
  readonly bytes: number;
}

export function Provenance({ metadata, bytes }: ProvenanceProps) {
  return (
    <Section title="Provenance" aside={<span>{formatBytes(bytes)}</span>}>
      <dl className="provenance">
        {provenanceRows(metadata).map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Flags flags={metadata.flags} />
    </Section>
  );
}
