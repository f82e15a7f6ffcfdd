import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createViewStore, type ViewStore } from '../../../src/state/view/viewStore.ts';
import { defaultView } from '../../../src/state/view/viewFields.ts';
import { MAX_PANELS, withAxis, type Axes, type PanelSpec } from '../../../src/state/view/panelSpec.ts';

const panel = (recordingId: string): PanelSpec => ({ recordingId, layer: null, axes: [0, 1, 2] });
const axes = fc.uniqueArray(fc.nat(9), { minLength: 3, maxLength: 3 }).map((list) => list as unknown as Axes);

describe('choosing a component for an axis', () => {
  it('shows it there and keeps the three distinct, exchanging rather than repeating', () => {
    fc.assert(
      fc.property(axes, fc.constantFrom(0 as const, 1 as const, 2 as const), fc.nat(9), (before, position, component) => {
        const after = withAxis(before, position, component);
        expect(after[position]).toBe(component);
        expect(new Set(after).size).toBe(3);
        const changed = after.filter((value, i) => value !== before[i]).length;
        expect(changed).toBeLessThanOrEqual(before.includes(component) ? 2 : 1);
      }),
      { seed: 9 },
    );
  });
});

describe('the view', () => {
  it('keeps focus, pin and pointer within its panels after any change of them', () => {
    fc.assert(
      fc.property(fc.nat(12), fc.nat(12), fc.nat(12), (count, focus, pinned) => {
        const view = createViewStore();
        view.getState().update({
          panels: Array.from({ length: count }, (_, i) => panel(`r${i}`)),
          focus,
          pinned: { panel: pinned, node: 0 },
          hovered: { panel: pinned, node: 1 },
        });
        const state = view.getState();
        expect(state.panels.length).toBe(Math.min(count, MAX_PANELS));
        expect(state.focus).toBeGreaterThanOrEqual(0);
        expect(state.focus).toBeLessThan(Math.max(1, state.panels.length));
        for (const ref of [state.pinned, state.hovered]) expect(ref === null || ref.panel < state.panels.length).toBe(true);
      }),
      { seed: 10 },
    );
  });

  it('lets a pin go when other panels are shown, and keeps it when one panel changes', () => {
    const view = createViewStore({ ...defaultView, panels: [panel('a')], pinned: { panel: 0, node: 3 } });
    view.getState().updatePanel(0, { layer: 4 });
    expect(view.getState().pinned).toEqual({ panel: 0, node: 3 });
    view.getState().setPanels([panel('b')]);
    expect(view.getState().pinned).toBeNull();
  });

  it('forgets the context under the pointer when panels or focus change, since the timeline is another then', () => {
    const changes: ((view: ViewStore) => void)[] = [
      (view) => view.getState().update({ focus: 1 }),
      (view) => view.getState().update({ panels: [panel('c')] }),
      (view) => view.getState().updatePanel(0, { recordingId: 'c' }),
      (view) => view.getState().setPanels([panel('c')]),
    ];
    for (const change of changes) {
      const view = createViewStore({ ...defaultView, panels: [panel('a'), panel('b')] });
      view.getState().update({ hoveredContext: 40, cursor: 10 });
      expect(view.getState().hoveredContext).toBe(40);
      change(view);
      expect(view.getState().hoveredContext).toBeNull();
    }
  });

  it('says that 3D is unavailable only while it is not shown', () => {
    const view = createViewStore({ ...defaultView, mode: 'space' });
    view.getState().update({ mode: 'plane', spaceUnavailable: 'No WebGL.' });
    view.getState().update({ basis: 'raw' });
    expect(view.getState().spaceUnavailable).toBe('No WebGL.');
    view.getState().update({ mode: 'space' });
    expect(view.getState().spaceUnavailable).toBeNull();
  });

  it('changes one panel without touching the others', () => {
    const view = createViewStore({ ...defaultView, panels: [panel('a'), panel('b')] });
    const [, other] = view.getState().panels;
    view.getState().updatePanel(0, { layer: 4 });
    expect(view.getState().panels[0]).toEqual({ ...panel('a'), layer: 4 });
    expect(view.getState().panels[1]).toBe(other);
  });
});
