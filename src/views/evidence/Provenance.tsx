/** Where a recording comes from, as rows of name and value, and the tokens that were flagged in it. */
import type { OutlierFlag, RecordingMetadata } from '../../core/recording/types.ts';
import { Section } from '../ui/Section.tsx';
import { Caution, Facts } from '../ui/Text.tsx';
import { formatBytes, formatCount, formatTokens } from '../ui/formatNumber.ts';
import { SAMPLER_NAMES } from '../ui/names.ts';
import * as styles from './provenance.module.css';

/** The provenance of a recording as rows of name and value; rows without a value are left out. */
export interface ProvenanceRow {
  readonly name: string;
  readonly value: string;
}

function sampling({ task, windows }: RecordingMetadata): string {
  const step = task.step === null ? '' : `, step ${task.step}`;
  if (windows === 'fixed' && task.sequences === 0) return `${SAMPLER_NAMES[task.sampler]}${step}`;
  const sequences = `${task.sequences} ${task.sequences === 1 ? 'sequence' : 'sequences'}`;
  return `${SAMPLER_NAMES[task.sampler]}${step}; ${sequences} of ${windows === 'fixed' ? 'at least ' : ''}${formatTokens(task.length)}`;
}

function blocks(count: number): string {
  return count === 0 ? '' : `${count} ${count === 1 ? 'block' : 'blocks'}, `;
}

/** Prefixes may be blank or hold only control characters, so they are quoted with escapes. */
function quoted(text: string): string {
  return text === '' ? 'none' : JSON.stringify(text);
}

export function provenanceRows(metadata: RecordingMetadata): readonly ProvenanceRow[] {
  const { model, hook, task, software } = metadata;
  const rows: readonly ProvenanceRow[] = [
    { name: 'Model', value: model.id },
    { name: 'Revision', value: model.revision ?? '' },
    { name: 'Source', value: model.source ?? '' },
    { name: 'Weights', value: model.weights ?? '' },
    { name: 'Size', value: `${blocks(model.layers)}hidden size ${model.hiddenSize}` },
    { name: 'Hook', value: [...new Set([hook.name, hook.description])].filter((part) => part !== '').join(': ') },
    { name: 'Sampler', value: sampling(metadata) },
    { name: 'Window', value: metadata.windows === 'fixed' ? 'fixed by the file' : '' },
    { name: 'Prefix', value: metadata.windows === 'fixed' && task.prefix === '' ? '' : quoted(task.prefix) },
    { name: 'Seeds', value: task.seeds.join(', ') },
    { name: metadata.windows === 'fixed' ? 'Written' : 'Recorded', value: metadata.created.slice(0, 10) },
    { name: 'Software', value: Object.entries(software).map(([name, version]) => `${name} ${version}`).join(', ') },
  ];
  return rows.filter(({ value }) => value !== '');
}

/** Where a flagged token is, counted from 1 as readers count, and its norm; parts the file leaves open are left out. */
export function flagText({ kind, sequence, position, layer, norm }: OutlierFlag): string {
  const place = [
    sequence === null ? null : `sequence ${sequence + 1}`,
    position === null ? null : `token ${position + 1}`,
    layer === null ? null : `layer ${layer}`,
  ].filter((part) => part !== null);
  const where = place.length === 0 ? kind : place.join(', ');
  return norm === null ? where : `${where}: norm ${formatCount(norm)}`;
}

/** Where the recording comes from: enough to judge it and to make it again. */
const FLAGS_SHOWN = 5;

function Flags({ flags }: { readonly flags: readonly OutlierFlag[] }) {
  if (flags.length === 0) return null;
  return (
    <div className={styles.flags}>
      <Caution>
        {flags.length} outlier {flags.length === 1 ? 'token' : 'tokens'} flagged by norm (attention sinks, for example):
      </Caution>
      <ul>
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
      <Facts rows={provenanceRows(metadata)} className={styles.provenance} />
      <Flags flags={metadata.flags} />
    </Section>
  );
}
