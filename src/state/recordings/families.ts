/** Which recordings belong side by side: the sizes of one task, the models on one task, the weekday walks. */
import type { RecordingMetadata } from '../../core/recording/types.ts';
import type { CatalogEntry } from './catalog.ts';
import type { RecordingsState } from './recordingsStore.ts';
import { MAX_PANELS } from '../view/panelSpec.ts';

/** What a family is judged by; a catalog entry and an opened recording both have it. */
export type FamilyMember = Pick<CatalogEntry, 'id' | 'group' | 'nodes' | 'layers'> & {
  readonly model: Pick<CatalogEntry['model'], 'id' | 'layers'>;
  readonly task: Pick<CatalogEntry['task'], 'kind' | 'sampler' | 'size' | 'step'>;
};

/** A recording that no catalog lists, under the id it was opened by. */
function memberOf(id: string, metadata: RecordingMetadata): FamilyMember {
  const { group, model, nodes, layers, task } = metadata;
  return { id, group, model, nodes: nodes.length, layers, task };
}

/** Catalog entries, then opened recordings that no catalog lists. */
export function familyMembers({ catalog, recordings }: RecordingsState): readonly FamilyMember[] {
  const entries: readonly FamilyMember[] = catalog.status === 'ready' ? catalog.entries : [];
  const listed = new Set(entries.map(({ id }) => id));
  const own = Object.entries(recordings).flatMap(([id, recording]) =>
    recording.status === 'ready' && !listed.has(id) ? [memberOf(id, recording.info.metadata)] : [],
  );
  return [...entries, ...own];
}

const WEEKDAYS = 'weekdays';

export function isWeekdays(member: FamilyMember): boolean {
  return member.task.kind === WEEKDAYS;
}

function byId(a: FamilyMember, b: FamilyMember): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** One member per value of `key`: the focus where it is one of them, else the first replicate by id. */
function onePer(members: readonly FamilyMember[], focus: FamilyMember, key: (member: FamilyMember) => string): FamilyMember[] {
  const chosen = new Map<string, FamilyMember>();
  for (const member of [...members].sort(byId)) if (!chosen.has(key(member))) chosen.set(key(member), member);
  chosen.set(key(focus), focus);
  return [...chosen.values()];
}

/** At most MAX_PANELS, the focus always among them, in the order given. */
function limited(members: readonly FamilyMember[], focus: FamilyMember): readonly FamilyMember[] {
  if (members.length <= MAX_PANELS) return members;
  const first = members.slice(0, MAX_PANELS);
  return first.includes(focus) ? first : [...first.slice(0, -1), focus];
}

function sizeKey({ task, nodes }: FamilyMember): string {
  return task.size?.rows !== undefined && task.size.cols !== undefined ? `${task.size.rows}x${task.size.cols}` : String(nodes);
}

function sameTask(a: FamilyMember, b: FamilyMember): boolean {
  return a.task.kind === b.task.kind && a.task.sampler === b.task.sampler;
}

/** Same model, task kind and sampler; one replicate a size, smallest first. */
export function sizeFamily(members: readonly FamilyMember[], focus: FamilyMember): readonly FamilyMember[] {
  const family = members.filter((member) => member.model.id === focus.model.id && sameTask(member, focus));
  return limited(
    onePer(family, focus, sizeKey).sort((a, b) => a.nodes - b.nodes || byId(a, b)),
    focus,
  );
}

/** Same task kind, sampler, size and step; one replicate a model, the focus first. */
export function modelFamily(members: readonly FamilyMember[], focus: FamilyMember): readonly FamilyMember[] {
  const family = members.filter(
    (member) => sameTask(member, focus) && sizeKey(member) === sizeKey(focus) && member.task.step === focus.task.step,
  );
  const others = onePer(family, focus, (member) => member.model.id).filter((member) => member !== focus);
  return limited([focus, ...others.sort((a, b) => (a.model.id < b.model.id ? -1 : 1))], focus);
}

/** The weekday recordings of the focus' model, one replicate a walk: random walks by step downwards, then the others. */
export function weekdayFamily(members: readonly FamilyMember[], focus: FamilyMember): readonly FamilyMember[] {
  const family = members.filter((member) => isWeekdays(member) && member.model.id === focus.model.id);
  const rank = ({ task }: FamilyMember) => (task.sampler === 'random-walk' ? 0 : task.sampler === 'shuffled' ? 2 : 1);
  const walks = onePer(family, focus, ({ task }) => `${task.sampler}/${task.step}`);
  return limited(
    walks.sort((a, b) => rank(a) - rank(b) || (b.task.step ?? 0) - (a.task.step ?? 0) || byId(a, b)),
    focus,
  );
}

/** Recordings of one task and model that differ in seeds or word assignment only. */
export function replicates(members: readonly FamilyMember[], focus: FamilyMember): readonly FamilyMember[] {
  const family = members.filter((member) => member.group === focus.group && member.model.id === focus.model.id);
  return limited([...family].sort(byId), focus);
}

/** Same model, task kind and sampler: every size with all its replicates, smallest first. Not limited: it is no set of panels. */
export function scalingFamily(members: readonly FamilyMember[], focus: FamilyMember): readonly FamilyMember[] {
  return members
    .filter((member) => member.model.id === focus.model.id && sameTask(member, focus))
    .sort((a, b) => a.nodes - b.nodes || byId(a, b));
}

/** The order-shuffled recording of the focus' task: same model, kind and size, the same step where there is one. */
export function shuffledControl(members: readonly FamilyMember[], focus: FamilyMember): FamilyMember | null {
  const controls = members
    .filter(({ task, model }) => task.sampler === 'shuffled' && model.id === focus.model.id && task.kind === focus.task.kind)
    .filter((member) => sizeKey(member) === sizeKey(focus))
    .sort(byId);
  return controls.find(({ task }) => task.step === focus.task.step) ?? controls[0] ?? null;
}
