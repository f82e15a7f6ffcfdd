/**
 * Every field of the view as it stands in the URL: its name there, how it is written, and how it is read back. A writer
 * gives null for the default, which is left out; a reader gives undefined for anything it does not accept.
 */
import type { WindowSpec } from '../../core/analysis/settings.ts';
import { windowName } from '../panels/analysisRequest.ts';
import { defaultScalingChoices, PERMUTATION_CHOICES, SCALING_KINDS } from '../evidence/evidenceChoices.ts';
import { readCustomGraphs, writeCustomGraphs } from '../graphs/customGraphText.ts';
import { EVIDENCE_TABS } from '../evidence/evidenceTypes.ts';
import type { ScalingChoices } from '../evidence/scalingTypes.ts';
import { COMPONENTS, defaultView, MAX_PANELS, type Axes, type Flips, type NodeRef, type PanelSpec, type ViewState } from './viewStore.ts';

/** Largest node, layer and context number taken from a URL; beyond it a number is a typing error. */
const LARGEST = 1e7;
/** Most layers or sizes in one list of the URL. */
const LONGEST_LIST = 128;
export const SPEEDS = { least: 0.25, most: 60 } as const;

export interface UrlField<K extends keyof ViewState = keyof ViewState> {
  readonly key: K;
  readonly name: string;
  readonly write: (value: ViewState[K]) => string | null;
  readonly read: (text: string) => ViewState[K] | undefined;
}

function field<K extends keyof ViewState>(
  key: K,
  name: string,
  write: (value: ViewState[K]) => string,
  read: (text: string) => ViewState[K] | undefined,
): UrlField {
  const initial = write(defaultView[key]);
  const omitting = (value: ViewState[K]) => {
    const text = write(value);
    return text === initial ? null : text;
  };
  return { key, name, write: omitting, read } as unknown as UrlField;
}

/** Percent-encodes all but letters, digits and `-_.~/`: separators of the hash never appear in a value. */
function escape(text: string): string {
  return encodeURIComponent(wellFormed(text))
    .replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%2F/g, '/');
}

/** Half a surrogate pair, as a file name may hold, cannot stand in a URL. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

function unescape(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function whole(text: string, least = 0): number | undefined {
  if (!/^\d{1,8}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= least && value <= LARGEST ? value : undefined;
}

/** A positive decimal, at most two digits after the point. */
function decimal(text: string, least: number, most: number): number | undefined {
  if (!/^\d{1,8}(\.\d{1,2})?$/.test(text)) return undefined;
  const value = Number(text);
  return value >= least && value <= most ? value : undefined;
}

function oneOf<T extends string>(values: readonly T[]): (text: string) => T | undefined {
  return (text) => values.find((value) => value === text);
}

function choice<K extends keyof ViewState>(key: K, name: string, values: readonly (ViewState[K] & string)[]): UrlField {
  return field(key, name, String, oneOf(values));
}

/** A boolean that is written only when it differs from the default, as 1 or 0. */
function toggle<K extends 'showEdges' | 'showLabels' | 'showTrail' | 'ghostPanel'>(key: K, name: string): UrlField {
  return field(key, name, (on) => (on ? '1' : '0'), (text) => (text === '1' ? true : text === '0' ? false : undefined));
}

function readAxes(text: string): Axes | undefined {
  const parts = text.split('.').map((part) => whole(part, 1)).filter((component) => component === undefined || component <= COMPONENTS);
  const [x, y, z] = parts;
  if (parts.length !== 3 || x === undefined || y === undefined || z === undefined) return undefined;
  return new Set(parts).size === 3 ? [x - 1, y - 1, z - 1] : undefined;
}

const FIRST_AXES = '1.2.3';

/** `id:layer:axes`; the id alone for its default layer and first components. */
function writePanel({ recordingId, layer, axes }: PanelSpec): string {
  const components = axes.map((axis) => axis + 1).join('.');
  const id = escape(recordingId);
  if (layer === null && components === FIRST_AXES) return id;
  return `${id}:${layer ?? ''}:${components}`;
}

function readPanel(text: string): PanelSpec | undefined {
  const [id = '', layerText = '', axesText = FIRST_AXES, ...more] = text.split(':');
  const recordingId = unescape(id);
  const layer = layerText === '' ? null : whole(layerText);
  const axes = readAxes(axesText);
  if (!recordingId || layer === undefined || axes === undefined || more.length > 0) return undefined;
  return { recordingId, layer, axes };
}

function readList<T>(text: string, most: number, read: (part: string) => T | undefined): readonly T[] | undefined {
  const parts = text.split(',').map(read);
  return parts.length <= most && parts.every((part): part is T & {} => part !== undefined) ? parts : undefined;
}

function readWindow(text: string): WindowSpec | undefined {
  if (text === 'half' || text === 'all') return { kind: text };
  const tokens = text.startsWith('last') ? whole(text.slice(4), 1) : undefined;
  return tokens === undefined ? undefined : { kind: 'last', tokens };
}

function writeTokens(context: number | null): string {
  return context === null ? '' : String(Math.round(context * 100) / 100);
}

function readFlips(text: string): Flips | undefined {
  return /^x?y?z?$/.test(text) && text !== '' ? [text.includes('x'), text.includes('y'), text.includes('z')] : undefined;
}

function readPin(text: string): NodeRef | undefined {
  const [panel, node, ...more] = text.split('.').map((part) => whole(part));
  if (panel === undefined || node === undefined || panel < 1 || panel > MAX_PANELS || more.length > 0) return undefined;
  return { panel: panel - 1, node };
}

/** Layers or sizes: whole numbers, ascending, each once. */
function readAscending(text: string, least: number): readonly number[] | undefined {
  if (text === '') return [];
  const values = text.split('.').map((part) => whole(part, least));
  const ascending = values.length <= LONGEST_LIST && values.every((value, i) => value !== undefined && (i === 0 || value > values[i - 1]!));
  return ascending ? (values as number[]) : undefined;
}

function readSeed(text: string): number | undefined {
  return /^\d{1,10}$/.test(text) && Number(text) < 2 ** 32 ? Number(text) : undefined;
}

/** `kind:level:energyLevel:dropped`; what has its default is empty, and left out at the end. */
function writeScaling({ kind, level, energyLevel, dropped }: ScalingChoices): string {
  const unless = (value: number, initial: number) => (value === initial ? '' : String(Math.round(value * 100) / 100));
  const { level: accuracy, energyLevel: energy } = defaultScalingChoices;
  return [kind, unless(level, accuracy), unless(energyLevel, energy), dropped.join('.')].join(':').replace(/:+$/, '');
}

function readScaling(text: string): ScalingChoices | undefined {
  const [kindText = '', levelText = '', energyText = '', droppedText = '', ...more] = text.split(':');
  const kind = oneOf(SCALING_KINDS)(kindText);
  const level = levelText === '' ? defaultScalingChoices.level : decimal(levelText, 0, 1);
  const energyLevel = energyText === '' ? defaultScalingChoices.energyLevel : decimal(energyText, 0, 2);
  const dropped = readAscending(droppedText, 2);
  if (kind === undefined || level === undefined || energyLevel === undefined || dropped === undefined || more.length > 0) return undefined;
  return { kind, level, energyLevel, dropped };
}

/** Graphs of the reader's for which an address has no room. */
export function graphsWithoutAddress(graphs: ViewState['customGraphs']): ViewState['customGraphs'] {
  return writeCustomGraphs(graphs, escape).leftOut;
}

export const URL_FIELDS: readonly UrlField[] = [
  field('panels', 'p', (panels) => panels.map(writePanel).join(','), (text) => readList(text, MAX_PANELS, readPanel)),
  field('focus', 'f', (focus) => String(focus + 1), (text) => {
    const panel = whole(text, 1);
    return panel === undefined || panel > MAX_PANELS ? undefined : panel - 1;
  }),
  choice('mode', 'mode', ['plane', 'space']),
  field('window', 'w', windowName, readWindow),
  choice('weighting', 'weight', ['tokens', 'segments']),
  choice('basis', 'b', ['joint', 'reference', 'aligned', 'raw']),
  field('referenceContext', 'ref', writeTokens, (text) => decimal(text, 0, LARGEST)),
  field('flips', 'flip', (flips) => ['x', 'y', 'z'].filter((_, axis) => flips[axis]).join(''), readFlips),
  field('cursor', 'c', writeTokens, (text) => decimal(text, 0, LARGEST)),
  choice('sync', 'sync', ['tokens', 'tokens-per-node']),
  choice('spacing', 'spacing', ['linear', 'log']),
  field('speed', 'speed', (speed) => String(Math.round(speed * 100) / 100), (text) => decimal(text, SPEEDS.least, SPEEDS.most)),
  choice('colour', 'colour', ['position', 'tokens']),
  toggle('showEdges', 'edges'),
  toggle('showLabels', 'labels'),
  toggle('showTrail', 'trail'),
  field('references', 'graphs', (ids) => ids.map(escape).join(','), (text) => (text === '' ? [] : readList(text, 32, (id) => unescape(id) || undefined))),
  field('customGraphs', 'drawn', (graphs) => writeCustomGraphs(graphs, escape).text, (text) => readCustomGraphs(text, unescape)),
  choice('tab', 'tab', EVIDENCE_TABS),
  field('permutations', 'relabel', String, (text) => PERMUTATION_CHOICES.find((count) => String(count) === text)),
  field('seed', 'seed', String, readSeed),
  field('curveLayers', 'curves', (layers) => layers.join('.'), (text) => readAscending(text, 0)),
  field('scalingChoices', 'scaling', writeScaling, readScaling),
  toggle('ghostPanel', 'null'),
  field('overlayGraph', 'overlay', (id) => (id === null ? '' : escape(id)), (text) => unescape(text) || undefined),
  field('pinned', 'pin', (pin) => (pin === null ? '' : `${pin.panel + 1}.${pin.node}`), readPin),
  choice('theme', 'theme', ['system', 'light', 'dark']),
];
