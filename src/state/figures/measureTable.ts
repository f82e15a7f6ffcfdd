/**
 * Figures as files: a table with units and with where it comes from (recording, model, every choice it depends on), as
 * CSV or JSON.
 */
import type { AnalysisSettings } from '../../core/analysis/settings.ts';
import type { RecordingMetadata, WindowKind } from '../../core/recording/types.ts';
import type { ScalingData, ScalingStudy } from '../evidence/scalingTypes.ts';
import type { PanelResult } from '../panels/analysisStore.ts';

export interface TableColumn {
  readonly name: string;
  /** "tokens", "1" for a ratio, "share"; empty for words. */
  readonly unit: string;
}

/** null: not defined there. */
export type TableValue = number | string | null;

export interface MeasureTable {
  readonly title: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly TableValue[])[];
}

/** Facts in the order in which they are written. */
export type TableProvenance = readonly (readonly [name: string, value: string])[];

/**
 * A cell that spreadsheets would read as a formula gets an apostrophe: labels and titles come from files of unknown
 * origin. Quoted as RFC 4180 asks.
 */
function csvCell(value: TableValue): string {
  if (value === null || (typeof value === 'number' && !Number.isFinite(value))) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function heading({ name, unit }: TableColumn): string {
  return unit === '' ? name : `${name} [${unit}]`;
}

/**
 * One `# name: value` line for the title and every fact, then the header with units in brackets, then the rows; lines
 * end in CRLF. A value that is not defined is an empty cell.
 */
export function tableCsv({ title, columns, rows }: MeasureTable, provenance: TableProvenance): string {
  const facts = [['title', title] as const, ...provenance].map(([name, value]) => `# ${name}: ${value.replace(/[\r\n]+/g, ' ')}`);
  return [...facts, columns.map((column) => csvCell(heading(column))).join(','), ...rows.map((row) => row.map(csvCell).join(','))]
    .map((line) => `${line}\r\n`)
    .join('');
}

/** `{ title, provenance: { name: value }, columns: [{ name, unit }], rows: [[...]] }`; null where not defined. */
export function tableJson({ title, columns, rows }: MeasureTable, provenance: TableProvenance): string {
  const plain = rows.map((row) => row.map((value) => (typeof value === 'number' && !Number.isFinite(value) ? null : value)));
  return `${JSON.stringify({ title, provenance: Object.fromEntries(provenance), columns, rows: plain }, null, 2)}\n`;
}

function fact(name: string, value: string | number | null): TableProvenance {
  return value === null || value === '' ? [] : [[name, String(value)]];
}

function windowText({ window, weighting }: Pick<AnalysisSettings, 'window' | 'weighting'>, windows?: WindowKind): string {
  if (windows === 'fixed') return 'fixed by the file';
  const span = window.kind === 'last' ? `last ${window.tokens} tokens` : window.kind === 'half' ? 'second half of the context' : 'the whole context';
  return `${span}, whole segments; ${weighting === 'tokens' ? 'every token counts once' : 'every segment counts once'}`;
}

function basisText({ basis }: AnalysisSettings, metadata: RecordingMetadata): string {
  if (basis.kind === 'joint') return 'joint PCA over all contexts';
  if (basis.kind === 'raw') return "each context's own PCA";
  const context = metadata.segments[basis.frame + 1];
  return basis.kind === 'reference' ? `PCA at ${context} tokens` : `own PCA turned onto that at ${context} tokens (Procrustes, no scaling)`;
}

/** As recordings have it, so that a table can be matched with its recording. */
function samplerText(sampler: string): string {
  return sampler === 'not-stated' ? 'not stated' : sampler;
}

/** @param axes shown components, 0-based */
export function resultProvenance({ recordingId, info, analysis }: PanelResult, axes: readonly number[]): TableProvenance {
  const { metadata } = info;
  const { model, task } = metadata;
  return [
    ...fact('recording', metadata.title),
    ...fact('recording id', recordingId),
    ...fact('recorded', metadata.created),
    ...fact('licence', metadata.licence),
    ...fact('citation', metadata.citation),
    ...fact('model', model.id),
    ...fact('model revision', model.revision),
    ...fact('weights', model.weights),
    ...fact('hook', metadata.hook.name),
    ...fact('layer', analysis.settings.layer),
    ...fact('task', task.kind),
    ...fact('sampler', samplerText(task.sampler)),
    ...fact('sequences', task.sequences === 0 ? 'not stated' : task.sequences),
    ...fact('seeds', task.seeds.join(', ')),
    ...fact('window', windowText(analysis.settings, metadata.windows)),
    ...fact('basis', basisText(analysis.settings, metadata)),
    ...fact('shown components', axes.map((axis) => axis + 1).join(', ')),
  ];
}

/** What nulls add: how many were drawn, and from which seed. */
export function nullProvenance({ permutations, seed }: { readonly permutations: number; readonly seed: number }): TableProvenance {
  return [
    ['relabellings', String(permutations)],
    ['seed', String(seed)],
  ];
}

export function scalingProvenance(data: ScalingData, study: ScalingStudy, seed: number): TableProvenance {
  const { method } = study;
  const level = method.kind === 'threshold' ? ` (accuracy ${method.level})` : method.kind === 'fall' ? ` (normalised energy ${method.level})` : '';
  const dropped = study.points.filter((point) => point.dropped).map(({ nodes }) => nodes);
  return [
    ...fact('model', data.model),
    ...fact('task', data.task),
    ...fact('sampler', samplerText(data.sampler)),
    ...(study.energyOf === null ? [] : [...fact('layer', study.energyOf.layer), ...fact('window', windowText(study.energyOf))]),
    ...fact('recordings', data.members.map(({ recordingId }) => recordingId).join(', ')),
    ...fact('not readable', data.gaps.map(({ recordingId }) => recordingId).join(', ')),
    ...fact('critical context by', `${method.kind}${level}`),
    ...fact('sizes left out of the fit', dropped.join(', ')),
    ...fact('resamples', study.resamples),
    ...fact('seed', seed),
  ];
}
