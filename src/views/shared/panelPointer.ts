/** Pointing and keys on a panel: what both projections do with the reader's hand. Touches only the view store. */
import type { ViewStore } from '../../state/view/viewStore.ts';

export class PanelPointer {
  constructor(
    private readonly view: ViewStore,
    private readonly panel: number,
  ) {}

  hover(node: number | null): void {
    const state = this.view.getState();
    const { hovered } = state;
    if (node === null) {
      if (hovered?.panel === this.panel) state.update({ hovered: null });
    } else if (hovered?.panel !== this.panel || hovered.node !== node) {
      state.update({ hovered: { panel: this.panel, node } });
    }
  }

  /** Pins the node, or lets it go when it is the pinned one. */
  togglePin(node: number): void {
    const state = this.view.getState();
    const { pinned } = state;
    const same = pinned?.panel === this.panel && pinned.node === node;
    state.update({ pinned: same ? null : { panel: this.panel, node } });
  }

  /** `[` and `]` move along the nodes, Enter and Space pin; returns the node to focus, or null when the key means nothing here. */
  key(event: KeyboardEvent, node: number, nodes: number): number | null {
    switch (event.key) {
      case '[':
        return (node + nodes - 1) % nodes;
      case ']':
        return (node + 1) % nodes;
      case 'Enter':
      case ' ':
        this.togglePin(node);
        return node;
      default:
        return null;
    }
  }
}
