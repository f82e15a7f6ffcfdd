/**
 * The one table of view fields: what the reader may choose, and everything the page does with a choice. From it come the
 * store's state and defaults, the address, undo, the browser's history, and what the schedulers watch. A field added here
 * is in all of them. The order is that in which fields are written to the address and in which they name a step.
 */
import type { BasisKind, Weighting, WindowSpec } from '../../core/analysis/settings.ts';
import { DEFAULT_PERMUTATIONS, DEFAULT_SEED, defaultScalingChoices, PERMUTATION_CHOICES, SCALING_KINDS } from '../evidence/evidenceChoices.ts';
import { EVIDENCE_TABS, type EvidenceTab } from '../evidence/evidenceTypes.ts';
import type { ScalingChoices } from '../evidence/scalingTypes.ts';
import type { CustomGraph } from '../graphs/customGraphs.ts';
import { readCustomGraphs, writeCustomGraphs } from '../graphs/customGraphText.ts';
import { type Codec, decimal, escape, onOff, oneChoice, oneOf, readAscending, readList, tokens, unescape, whole } from './codecs.ts';
import { along, chosen, passing, type ViewField } from './fieldKinds.ts';
import { NEWS_FIELDS } from './newsFields.ts';
import { STAGE_NAMES, type StageName } from './stages.ts';
import { type Axes, COMPONENTS, type Flips, MAX_PANELS, type NodeRef, type PanelSpec } from './panelSpec.ts';

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

function readWindow(text: string): WindowSpec | undefined {
  if (text === 'half' || text === 'all') return { kind: text };
  const tokens = text.startsWith('last') ? whole(text.slice(4), 1) : undefined;
  return tokens === undefined ? undefined : { kind: 'last', tokens };
}

function readFlips(text: string): Flips | undefined {
  return /^x?y?z?$/.test(text) && text !== '' ? [text.includes('x'), text.includes('y'), text.includes('z')] : undefined;
}

function readPin(text: string): NodeRef | undefined {
  const [panel, node, ...more] = text.split('.').map((part) => whole(part));
  if (panel === undefined || node === undefined || panel < 1 || panel > MAX_PANELS || more.length > 0) return undefined;
  return { panel: panel - 1, node };
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

export function windowCode(window: WindowSpec): string {
  return window.kind === 'last' ? `last${window.tokens}` : window.kind;
}

function panelStep(before: readonly PanelSpec[], after: readonly PanelSpec[]): string {
  if (before.length !== after.length) return 'panels';
  const differs = (of: (panel: PanelSpec) => unknown) => before.some((panel, i) => of(panel) !== of(after[i]!));
  if (differs(({ recordingId }) => recordingId)) return 'recording';
  if (differs(({ layer }) => layer)) return 'layer';
  return 'axes';
}

const panelsCodec: Codec<readonly PanelSpec[]> = { write: (panels) => panels.map(writePanel).join(','), read: (text) => readList(text, MAX_PANELS, readPanel) };
const focusCodec: Codec<number> = {
  write: (focus) => String(focus + 1),
  read(text) {
    const panel = whole(text, 1);
    return panel === undefined || panel > MAX_PANELS ? undefined : panel - 1;
  },
};
const flipsCodec: Codec<Flips> = { write: (flips) => ['x', 'y', 'z'].filter((_, axis) => flips[axis]).join(''), read: readFlips };
const speedCodec: Codec<number> = { write: (speed) => String(Math.round(speed * 100) / 100), read: (text) => decimal(text, SPEED_LIMITS.least, SPEED_LIMITS.most) };
const idsCodec: Codec<readonly string[]> = {
  write: (ids) => ids.map(escape).join(','),
  read: (text) => (text === '' ? [] : readList(text, 32, (id) => unescape(id) || undefined)),
};
const graphsCodec: Codec<readonly CustomGraph[]> = { write: (graphs) => writeCustomGraphs(graphs, escape).text, read: (text) => readCustomGraphs(text, unescape) };
const graphIdCodec: Codec<string | null> = { write: (id) => (id === null ? '' : escape(id)), read: (text) => unescape(text) || undefined };
const pinCodec: Codec<NodeRef | null> = { write: (pin) => (pin === null ? '' : `${pin.panel + 1}.${pin.node}`), read: readPin };
/** Tabs by the names that earlier addresses give them. */
const EARLIER_TABS: Readonly<Record<string, EvidenceTab>> = { controls: 'nulls' };
/** Where a guided tour stands: `ring/3`. */
const storyCodec: Codec<StoryPlace | null> = {
  write: (place) => (place === null ? '' : `${place.id}/${place.step}`),
  read(text) {
    const [, id, step] = /^([a-z0-9-]{1,40})\/(\d{1,2})$/.exec(text) ?? [];
    return id === undefined || Number(step) < 1 ? undefined : { id, step: Number(step) };
  },
};
const tabCodec: Codec<EvidenceTab> = { write: String, read: (text) => oneOf(EVIDENCE_TABS)(text) ?? EARLIER_TABS[text] };

export interface StoryPlace {
  readonly id: string;
  /** Counted from 1. */
  readonly step: number;
}

/** The slowest and fastest playback that an address may ask for, in frames a second. */
const SPEED_LIMITS = { least: 0.25, most: 60 } as const;

export const VIEW_FIELDS = {
  stage: chosen<StageName>('context', 'stage', oneChoice(...STAGE_NAMES), 'picture', 'stage'),
  /** 1 to MAX_PANELS; one panel is the plain view, more is Compare. */
  panels: chosen<readonly PanelSpec[]>([], 'p', panelsCodec, 'analysis', panelStep),
  mode: chosen<'plane' | 'space'>('plane', 'mode', oneChoice('plane', 'space'), 'analysis', 'dimensions'),
  window: chosen<WindowSpec>({ kind: 'last', tokens: 200 }, 'w', { write: windowCode, read: readWindow }, 'analysis', 'averaging window'),
  weighting: chosen<Weighting>('tokens', 'weight', oneChoice('tokens', 'segments'), 'analysis', 'weighting'),
  basis: chosen<BasisKind>('joint', 'b', oneChoice('joint', 'reference', 'aligned', 'raw'), 'analysis', 'basis'),
  /** Context of the reference frame in tokens; null: the last frame. */
  referenceContext: chosen<number | null>(null, 'ref', tokens, 'analysis', 'reference context'),
  flips: chosen<Flips>([false, false, false], 'flip', flipsCodec, 'picture', 'mirrored axes'),
  sync: chosen<'tokens' | 'tokens-per-node'>('tokens', 'sync', oneChoice('tokens', 'tokens-per-node'), 'picture', 'shared context'),
  spacing: chosen<'linear' | 'log'>('linear', 'spacing', oneChoice('linear', 'log'), 'picture', 'timeline spacing'),
  colour: chosen<'position' | 'tokens'>('position', 'colour', oneChoice('position', 'tokens'), 'picture', 'colours'),
  showEdges: chosen<boolean>(true, 'edges', onOff, 'picture', 'edges'),
  showLabels: chosen<boolean>(true, 'labels', onOff, 'picture', 'labels'),
  showTrail: chosen<boolean>(false, 'trail', onOff, 'picture', 'trail'),
  /** Graphs of the reader's own, offered as reference graphs in the recordings with their words. */
  customGraphs: chosen<readonly CustomGraph[]>([], 'drawn', graphsCodec, 'picture', 'drawn graph'),
  /** Ids of reference graphs drawn as well, in the recordings that have them. */
  references: chosen<readonly string[]>(['calendar'], 'graphs', idsCodec, 'picture', 'reference graphs'),
  /** Id of the graph whose spectral embedding is laid over the picture; null: none. */
  overlayGraph: chosen<string | null>(null, 'overlay', graphIdCodec, 'picture', 'overlay'),
  /** The averaging null as a panel beside the focus panel. */
  ghostPanel: chosen<boolean>(false, 'null', onOff, 'evidence', 'averaging only beside it'),
  /** Context in tokens on the focus panel's recording; between recorded contexts while tweening. null: the last. */
  cursor: along<number | null>(null, 'c', tokens, 'picture', 'context'),
  pinned: along<NodeRef | null>(null, 'pin', pinCodec, 'picture', 'pinned word'),
  ...NEWS_FIELDS,
  /** Relabellings drawn for every permutation null, one of PERMUTATION_CHOICES. */
  permutations: along<number>(
    DEFAULT_PERMUTATIONS,
    'relabel',
    { write: String, read: (text) => PERMUTATION_CHOICES.find((count) => String(count) === text) },
    'evidence',
    'relabellings',
  ),
  /** Seed of every null and bootstrap, a 32-bit integer. */
  seed: along<number>(DEFAULT_SEED, 'seed', { write: String, read: readSeed }, 'evidence', 'seed'),
  /** Layers of the Curves tab beside the focus panel's own, ascending. */
  curveLayers: along<readonly number[]>([], 'curves', { write: (layers) => layers.join('.'), read: (text) => readAscending(text, 0) }, 'evidence', 'layers of the curves'),
  scalingChoices: along<ScalingChoices>(defaultScalingChoices, 'scaling', { write: writeScaling, read: readScaling }, 'evidence', 'scaling choices'),
  /** The open tab of the evidence beside the stage. */
  tab: along<EvidenceTab>('cursor', 'tab', tabCodec, 'evidence', 'open tab'),
  /** The panel that the controls, the timeline and the measures speak of. */
  focus: along<number>(0, 'f', focusCodec, 'evidence', 'focused panel'),
  /** Frames per second of playback. */
  speed: along<number>(4, 'speed', speedCodec, 'nothing', 'speed'),
  theme: along<'system' | 'light' | 'dark'>('system', 'theme', oneChoice('system', 'light', 'dark'), 'picture', null),
  /** The story and step in view; null: none. */
  story: along<StoryPlace | null>(null, 'story', storyCodec, 'nothing', null),
  /** The rarer half of the controls is open. */
  advanced: along<boolean>(false, 'advanced', onOff, 'nothing', null),
  playing: passing<boolean>(false),
  hovered: passing<NodeRef | null>(null),
  /** Context under the pointer on the timeline or a curve, in tokens on the focus panel's recording; shown in every panel. */
  hoveredContext: passing<number | null>(null),
  /** Why 3D could not be drawn, in a sentence; set together with `mode: 'plane'`. null: it can, as far as is known. */
  spaceUnavailable: passing<string | null>(null),
  /** Counts the reader's wishes to see all again: views fit zoom and turn anew when it changes. */
  resets: passing<number>(0),
};

type Fields = typeof VIEW_FIELDS;
export type ViewKey = keyof Fields;

/** What the reader is looking at: every choice that the picture depends on and nothing that is computed from data. */
export type ViewState = { readonly [K in ViewKey]: Fields[K] extends ViewField<infer T> ? T : never };

type AnyField = ViewField<unknown>;

/** Every field with its key, in the table's order. */
export const viewFields = Object.entries(VIEW_FIELDS) as unknown as readonly (readonly [ViewKey, AnyField])[];

const keysWhere = (which: (field: AnyField) => boolean): readonly ViewKey[] => viewFields.filter(([, field]) => which(field)).map(([key]) => key);

export const defaultView = Object.fromEntries(viewFields.map(([key, { initial }]) => [key, initial])) as unknown as ViewState;

/** Fields whose change can change what the panels ask for. */
export const ANALYSIS_FIELDS = keysWhere(({ invalidates }) => invalidates === 'analysis');
/** Fields whose change can change what the evidence asks for, the analysis it rests on included. */
export const EVIDENCE_FIELDS = keysWhere(({ invalidates }) => invalidates === 'analysis' || invalidates === 'evidence');
/** Fields that undo brings back, in the order in which they name a step. */
export const STEP_FIELDS = keysWhere(({ step }) => step !== null);

export function anyChanged(fields: readonly ViewKey[], state: ViewState, before: ViewState): boolean {
  return fields.some((field) => state[field] !== before[field]);
}

/** Graphs of the reader's for which an address has no room. */
export function graphsWithoutAddress(graphs: ViewState['customGraphs']): ViewState['customGraphs'] {
  return writeCustomGraphs(graphs, escape).leftOut;
}
