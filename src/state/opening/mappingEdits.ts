/** Changes to a mapping that the reader makes: one array, one role. Pure. */
import { nameNumbers } from '../../core/import/arrayTable.ts';
import { type ArrayListing, type ArrayRole, type ImportMapping, type ListedArray, type MeansAxis, readingsOf, rolesOf } from '../../core/import/mapping.ts';

/** A role as one choice, with how a graph lies. */
export type RoleChoice =
  | 'ignore'
  | 'means'
  | 'context-graph:adjacency'
  | 'context-graph:edges'
  | 'reference-graph:adjacency'
  | 'reference-graph:edges'
  | 'labels'
  | 'contexts'
  | 'layers'
  | 'presence'
  | 'counts'
  | 'accuracy';

const BY_AXES: readonly (readonly RoleChoice[])[] = [
  ['contexts', 'layers', 'accuracy'],
  ['contexts', 'layers', 'presence', 'counts', 'accuracy'],
  ['means', 'context-graph:adjacency', 'reference-graph:adjacency', 'context-graph:edges', 'reference-graph:edges', 'presence', 'counts', 'accuracy'],
  ['means'],
  ['means'],
];
/** Of these one array may have each; the role goes over from another. */
const ALONE: ReadonlySet<ArrayRole['kind']> = new Set(['labels', 'contexts', 'layers', 'context-graph']);

/** What an array may be by its type and shape, first that it is ignored; what it is now is always among them. */
export function choicesFor({ dtype, shape }: Pick<ListedArray, 'dtype' | 'shape'>, now: RoleChoice): readonly RoleChoice[] {
  const fits = (choice: RoleChoice): boolean => (choice.endsWith(':adjacency') ? shape[0] === shape[1] : choice.endsWith(':edges') ? shape[1] === 2 : true);
  const possible = dtype === 'text' ? (['labels'] as const) : (BY_AXES[shape.length] ?? []).filter(fits);
  return [...new Set<RoleChoice>(['ignore', ...possible, now])];
}

export function roleOf(mapping: ImportMapping, array: string): ArrayRole | null {
  return mapping.roles.find((one) => one.array === array)?.role ?? null;
}

export function choiceOf(role: ArrayRole | null): RoleChoice {
  if (role === null) return 'ignore';
  switch (role.kind) {
    case 'context-graph':
    case 'reference-graph':
      return `${role.kind}:${role.form}`;
    default:
      return role.kind;
  }
}

/** Gives an array a role, with the context and the layer that its name says; class means lie as others with as many axes do. */
export function withChoice(mapping: ImportMapping, { name: array, shape }: Pick<ListedArray, 'name' | 'shape'>, choice: RoleChoice): ImportMapping {
  if (choice === 'ignore') return withRole(mapping, array, null);
  const { context, layer } = nameNumbers(array);
  const [kind, how] = choice.split(':') as [ArrayRole['kind'], string | undefined];
  switch (kind) {
    case 'means':
      return withRole(mapping, array, { kind, axes: axesLike(mapping, shape.length, context !== null), context, layer });
    case 'context-graph':
    case 'reference-graph':
      return withRole(mapping, array, { kind, form: how as 'adjacency' | 'edges', above: 0 });
    case 'labels':
    case 'contexts':
    case 'layers':
      return withRole(mapping, array, { kind });
    default:
      return withRole(mapping, array, { kind, context });
  }
}

/** Every order that the axes of class means can have, the usual ones first; what it is now is always among them. */
export function axesFor({ shape }: Pick<ListedArray, 'shape'>, now: readonly MeansAxis[]): readonly (readonly MeansAxis[])[] {
  const readings = readingsOf(shape.length);
  return readings.some((axes) => axes.join() === now.join()) ? readings : [now, ...readings];
}

/** As other class means have them, else the usual order. */
function axesLike(mapping: ImportMapping, count: number, contextNamed: boolean): readonly MeansAxis[] {
  const others = rolesOf(mapping, 'means').map(({ role }) => role.axes);
  const usual = readingsOf(count).find((axes) => count !== 3 || !contextNamed || !axes.includes('contexts'));
  return others.find((axes) => axes.length === count) ?? usual ?? [];
}

/** Says what the axes of class means are: of this array, and of all others of its shape. */
export function withAxes(mapping: ImportMapping, { arrays }: Pick<ArrayListing, 'arrays'>, array: string, axes: readonly MeansAxis[]): ImportMapping {
  const shapeOf = (name: string): string => arrays.find((one) => one.name === name)?.shape.join() ?? '';
  const shape = shapeOf(array);
  const roles = mapping.roles.map((one) => (one.role.kind === 'means' && shapeOf(one.array) === shape ? { array: one.array, role: { ...one.role, axes } } : one));
  return { ...mapping, roles };
}

/** The array's role in place of an earlier one; a role that only one array may have leaves the other. */
export function withRole(mapping: ImportMapping, array: string, role: ArrayRole | null): ImportMapping {
  const others = mapping.roles.filter((one) => one.array !== array && !(role !== null && ALONE.has(role.kind) && one.role.kind === role.kind));
  const roles = role === null ? others : [...others, { array, role }].sort((a, b) => (a.array < b.array ? -1 : 1));
  return { ...mapping, roles, ...(role?.kind === 'context-graph' && { builtGraph: null }) };
}
