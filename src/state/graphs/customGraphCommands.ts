/** Taking a drawn graph in as a reference graph, and taking it away. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { MAX_CUSTOM_GRAPHS, type CustomGraph } from './customGraphs.ts';
import type { Notices } from '../base/notices.ts';
import type { ViewStore } from '../view/viewStore.ts';

export interface CustomGraphCommands {
  /** In place of one of its id; its edges are drawn at once. Gives false, and says why, where there are too many. */
  useCustomGraph(graph: CustomGraph): boolean;
  removeCustomGraph(id: string): void;
  showGraphEditor(open: boolean): void;
}

export type GraphEditorStore = StoreApi<{ readonly open: boolean }>;

/** Whether the graph editor is on screen. */
export function createGraphEditorStore(): GraphEditorStore {
  return createStore<{ readonly open: boolean }>()(() => ({ open: false }));
}

export function createCustomGraphCommands(view: ViewStore, notices: Notices, editor: GraphEditorStore): CustomGraphCommands {
  return {
    useCustomGraph(graph) {
      const { customGraphs, references, update } = view.getState();
      const others = customGraphs.filter(({ id }) => id !== graph.id);
      if (others.length >= MAX_CUSTOM_GRAPHS) {
        notices.info('Too many drawn graphs', `There are ${MAX_CUSTOM_GRAPHS} drawn graphs already.`, 'Take one away first, in the graph editor.');
        return false;
      }
      const shown = references.includes(graph.id) ? references : [...references, graph.id];
      update({ customGraphs: [...others, graph], references: shown });
      return true;
    },
    removeCustomGraph(id) {
      const { customGraphs, references, overlayGraph, update } = view.getState();
      update({
        customGraphs: customGraphs.filter((graph) => graph.id !== id),
        references: references.filter((reference) => reference !== id),
        overlayGraph: overlayGraph === id ? null : overlayGraph,
      });
    },
    showGraphEditor: (open) => editor.setState({ open }),
  };
}
