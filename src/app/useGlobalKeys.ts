/** Keys that act on the whole page while no field has the focus. */
import { useEffect } from 'react';
import { useExplorer } from '../state/binding.tsx';
import type { Explorer } from '../state/explorer.ts';
import { nextSpeed } from '../views/controls/playbackSpeed.ts';
import { keyAction, keyOwner, type KeyAction } from '../views/ui/keyMap.ts';

const OVERLAYS = '[role="dialog"], [role="listbox"], [role="menu"]';

/** Actions that a held key does again and again. */
const REPEATING: readonly KeyAction['kind'][] = ['step', 'undo', 'redo'];

function ownerOf(target: EventTarget | null) {
  if (!(target instanceof HTMLElement)) return keyOwner(null);
  return keyOwner({
    tag: target.localName,
    role: target.getAttribute('role'),
    inputType: target instanceof HTMLInputElement ? target.type : null,
    editable: target.isContentEditable,
    insideOverlay: target.closest(OVERLAYS) !== null,
  });
}

/** What keys do on every stage; the others act on the projections of the context alone. */
const EVERYWHERE: readonly KeyAction['kind'][] = ['step', 'speed', 'toggle-play', 'first', 'last', 'reset', 'labels', 'open', 'undo', 'redo', 'help'];

function perform({ view, commands, steps }: Explorer, action: KeyAction, openHelp: () => void, openExport: () => void): void {
  const state = view.getState();
  if (state.stage !== 'context' && !EVERYWHERE.includes(action.kind)) return;
  switch (action.kind) {
    case 'step':
      return commands.step(action.frames);
    case 'speed':
      return state.update({ speed: nextSpeed(state.speed, action.direction) });
    case 'mode':
      return state.update({ mode: action.mode });
    case 'toggle-play':
      return commands.togglePlay();
    case 'first':
      return commands.seekFirst();
    case 'last':
      return commands.seekLast();
    case 'edges':
      return state.update({ showEdges: !state.showEdges });
    case 'trail':
      return state.update({ showTrail: !state.showTrail });
    case 'labels':
      return state.update({ showLabels: !state.showLabels });
    case 'compare-sizes':
      return commands.compareSizes();
    case 'pairs':
      return commands.showPairs();
    case 'single':
      return commands.singlePanel();
    case 'reset':
      return commands.resetView();
    case 'unpin':
      return state.update({ pinned: null });
    case 'open':
      return commands.showOpenDialog(true);
    case 'export':
      return openExport();
    case 'graph':
      return commands.showGraphEditor(true);
    case 'undo':
      return steps.undo();
    case 'redo':
      return steps.redo();
    case 'help':
      return openHelp();
  }
}

export function useGlobalKeys(openHelp: () => void, openExport: () => void): void {
  const explorer = useExplorer();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const action = keyAction(event, ownerOf(event.target));
      if (action === null) return;
      if (event.repeat && !REPEATING.includes(action.kind)) return;
      event.preventDefault();
      perform(explorer, action, openHelp, openExport);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [explorer, openHelp, openExport]);
}
