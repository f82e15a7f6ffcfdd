/** Which key does what, apart from the page and pure. */

export type KeyAction =
  | { readonly kind: 'step'; readonly frames: number }
  | { readonly kind: 'speed'; readonly direction: -1 | 1 }
  | { readonly kind: 'mode'; readonly mode: 'plane' | 'space' }
  | {
      readonly kind:
        | 'toggle-play'
        | 'first'
        | 'last'
        | 'edges'
        | 'trail'
        | 'labels'
        | 'compare-sizes'
        | 'pairs'
        | 'single'
        | 'reset'
        | 'graph'
        | 'unpin'
        | 'open'
        | 'export'
        | 'undo'
        | 'redo'
        | 'help';
    };

export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/**
 * What the element with the focus does with keys itself.
 * `field` uses all of them, `choice` all but those of undo, `overlay` is an open dialog or list, `arrows` a slider or
 * group of choices, `press` a button or checkbox that Space presses, `none` nothing.
 */
export type KeyOwner = 'none' | 'press' | 'arrows' | 'arrows-and-press' | 'choice' | 'field' | 'overlay';

interface Binding {
  readonly keys: readonly string[];
  readonly shift?: boolean;
  readonly uses: 'arrows' | 'press' | 'letter';
  readonly action: KeyAction;
}

const bindings: readonly Binding[] = [
  { keys: [' '], uses: 'press', action: { kind: 'toggle-play' } },
  { keys: ['ArrowLeft'], shift: false, uses: 'arrows', action: { kind: 'step', frames: -1 } },
  { keys: ['ArrowRight'], shift: false, uses: 'arrows', action: { kind: 'step', frames: 1 } },
  { keys: ['ArrowLeft'], shift: true, uses: 'arrows', action: { kind: 'step', frames: -5 } },
  { keys: ['ArrowRight'], shift: true, uses: 'arrows', action: { kind: 'step', frames: 5 } },
  { keys: ['Home'], uses: 'arrows', action: { kind: 'first' } },
  { keys: ['End'], uses: 'arrows', action: { kind: 'last' } },
  { keys: [','], uses: 'letter', action: { kind: 'speed', direction: -1 } },
  { keys: ['.'], uses: 'letter', action: { kind: 'speed', direction: 1 } },
  { keys: ['2'], uses: 'letter', action: { kind: 'mode', mode: 'plane' } },
  { keys: ['3'], uses: 'letter', action: { kind: 'mode', mode: 'space' } },
  { keys: ['e', 'E'], uses: 'letter', action: { kind: 'edges' } },
  { keys: ['t', 'T'], uses: 'letter', action: { kind: 'trail' } },
  { keys: ['l', 'L'], uses: 'letter', action: { kind: 'labels' } },
  { keys: ['c', 'C'], uses: 'letter', action: { kind: 'compare-sizes' } },
  { keys: ['w', 'W'], uses: 'letter', action: { kind: 'pairs' } },
  { keys: ['o', 'O'], uses: 'letter', action: { kind: 'single' } },
  { keys: ['g', 'G'], uses: 'letter', action: { kind: 'graph' } },
  { keys: ['r', 'R'], uses: 'letter', action: { kind: 'reset' } },
  { keys: ['x', 'X'], uses: 'letter', action: { kind: 'export' } },
  { keys: ['Escape'], uses: 'letter', action: { kind: 'unpin' } },
  { keys: ['f', 'F'], uses: 'letter', action: { kind: 'open' } },
  { keys: ['?'], uses: 'letter', action: { kind: 'help' } },
];

/** The action of a key press, or null where it belongs to the focused element, the browser or nobody. */
export function keyAction(press: KeyPress, owner: KeyOwner): KeyAction | null {
  if (owner === 'field' || owner === 'overlay' || press.altKey) return null;
  if (press.ctrlKey || press.metaKey) return undoAction(press);
  if (owner === 'choice') return null;
  const binding = bindings.find(
    ({ keys, shift }) => keys.includes(press.key) && (shift === undefined || shift === press.shiftKey),
  );
  if (binding === undefined) return null;
  const ownsArrows = owner === 'arrows' || owner === 'arrows-and-press';
  const ownsPress = owner === 'press' || owner === 'arrows-and-press';
  if (binding.uses === 'arrows' && ownsArrows) return null;
  if (binding.uses === 'press' && ownsPress) return null;
  return binding.action;
}

/** Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y, or the same with Cmd. */
function undoAction({ key, shiftKey }: KeyPress): KeyAction | null {
  const letter = key.toLowerCase();
  if (letter === 'z') return { kind: shiftKey ? 'redo' : 'undo' };
  return letter === 'y' && !shiftKey ? { kind: 'redo' } : null;
}

/** The part of an element that decides what it does with keys. */
export interface FocusedElement {
  readonly tag: string;
  readonly role: string | null;
  readonly inputType: string | null;
  readonly editable: boolean;
  readonly insideOverlay: boolean;
}

const ARROW_ROLES = ['slider', 'spinbutton', 'scrollbar', 'application'];
const GROUP_ROLES = ['radio', 'tab', 'option', 'listbox', 'menuitem', 'treeitem', 'gridcell', 'row', 'combobox'];

const INPUT_OWNERS: Readonly<Record<string, KeyOwner>> = { checkbox: 'press', range: 'choice', radio: 'choice' };

export function keyOwner(element: FocusedElement | null): KeyOwner {
  if (element === null) return 'none';
  if (element.insideOverlay) return 'overlay';
  if (element.editable || element.tag === 'textarea') return 'field';
  if (element.tag === 'select') return 'choice';
  if (element.tag === 'input') return INPUT_OWNERS[element.inputType ?? ''] ?? 'field';
  if (element.role !== null && ARROW_ROLES.includes(element.role)) return 'arrows';
  if (element.role !== null && GROUP_ROLES.includes(element.role)) return 'arrows-and-press';
  if (['button', 'a', 'summary'].includes(element.tag) || element.role === 'button') return 'press';
  return 'none';
}
