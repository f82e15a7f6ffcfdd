/** Changes to a mapping that the reader makes: one array, one role. Pure. */
import { nameNumbers } from '../core/import/arrayNumbers.ts';
import type { ArrayRole, ImportMapping, ListedArray, MeansAxes } from '../core/import/mapping.ts';

/** A role with how the array lies, as one choice. */
export type RoleChoice =
  | 'ignore'
  | `means:${MeansAxes}`
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
  ['means:words', 'context-graph:adjacency', 'reference-graph:adjacency', 'context-graph:edges', 'reference-graph:edges', 'presence', 'counts', 'accuracy'],
  ['means:contexts', 'means:layers'],
  ['means:contexts-layers', 'means:layers-contexts'],
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
    case 'means':
      return `means:${role.axes}`;
    case 'context-graph':
    case 'reference-graph':
      return `${role.kind}:${role.form}`;
    default:
      return role.kind;
  }
}

/** Gives an array a role, with the context and the layer that its name says. */
export function withChoice(mapping: ImportMapping, array: string, choice: RoleChoice): ImportMapping {
  if (choice === 'ignore') return withRole(mapping, array, null);
  const { context, layer } = nameNumbers(array);
  const [kind, how] = choice.split(':') as [ArrayRole['kind'], string | undefined];
  switch (kind) {
    case 'means':
      return withRole(mapping, array, { kind, axes: how as MeansAxes, context, layer });
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

/** The array's role in place of an earlier one; a role that only one array may have leaves the other. */
export function withRole(mapping: ImportMapping, array: string, role: ArrayRole | null): ImportMapping {
  const others = mapping.roles.filter((one) => one.array !== array && !(role !== null && ALONE.has(role.kind) && one.role.kind === role.kind));
  const roles = role === null ? others : [...others, { array, role }].sort((a, b) => (a.array < b.array ? -1 : 1));
  return { ...mapping, roles, ...(role?.kind === 'context-graph' && { builtGraph: null }) };
}
