/** The permutation nulls of a layer: of the shown one, of the embedding layer, and of the order-shuffled recording. */
import type { LayerNulls } from '../../core/nulls/types.ts';
import type { RecordingGraph } from '../../core/recording/types.ts';
import { requestSettings } from '../panels/analysisRequest.ts';
import type { SlotTask } from '../panels/slots.ts';
import { replicates, shuffledControl } from '../recordings/families.ts';
import { absent, ALWAYS, ownView, run, type LayerPanel, type Piece, type PieceInput } from './piece.ts';

/** Nulls of one layer of one recording, with what they were computed for. */
export interface NullsResult {
  readonly recordingId: string;
  readonly title: string;
  readonly layer: number;
  /** Of that recording, in the order of the nulls' graphs. */
  readonly graphs: readonly RecordingGraph[];
  readonly nulls: LayerNulls;
}

/** Relabellings of every frame in its own PCA. */
function nullsTask(panel: LayerPanel, { view: shown, tools: { client, keyOf, panelKey, ask } }: PieceInput): SlotTask<NullsResult> {
  const view = ownView(shown);
  const { permutations, seed } = view;
  return {
    key: keyOf('nulls', ...panelKey(panel, view), permutations, seed),
    async run(tools) {
      const { recordingId, layer } = panel;
      const [value, { info }] = await ask(recordingId, 'relabellings', tools, ({ handle, info: { metadata } }, options) => {
        const settings = requestSettings(panel, view, metadata);
        return client.run('nulls', { handle, settings, options: { permutations, seed } }, { ...options, aside: 'layer' });
      });
      return { recordingId, title: info.metadata.title, layer, graphs: info.metadata.graphs, nulls: value };
    },
  };
}

export const nulls: Piece<NullsResult> = {
  name: 'nulls',
  lane: 'nulls',
  shown: ALWAYS,
  wish: (input) => run(nullsTask(input.panel, input)),
};

export const embedding: Piece<NullsResult> = {
  name: 'embedding',
  lane: 'nulls',
  shown: ALWAYS,
  wish(input) {
    const { panel, metadata } = input;
    if (metadata.model.layers === 0) return absent(metadata.layers.length === 1 ? null : 'The file does not say which of its layers is the embedding.');
    if (panel.layer === 0) return absent('The shown layer is the embedding layer itself.');
    if (!metadata.layers.includes(0)) return absent('The embedding layer was not recorded.');
    return run(nullsTask({ ...panel, layer: 0 }, input));
  },
};

export const shuffled: Piece<NullsResult> = {
  name: 'shuffled',
  lane: 'nulls',
  shown: ALWAYS,
  wish(input) {
    const { panel, metadata, members, member } = input;
    if (metadata.task.sampler === 'shuffled') return absent('This recording is the order-shuffled control itself.');
    const other = member === undefined ? null : shuffledControl(members, member);
    if (other === null) return absent('There is no order-shuffled recording of this task and model.');
    if (!other.layers.includes(panel.layer)) return absent(`The order-shuffled recording has no layer ${panel.layer}.`);
    return run(nullsTask({ ...panel, recordingId: other.id }, input));
  },
};

/** The same task recorded with other assignments of words, each against relabelling. */
export interface AssignmentsResult {
  readonly recordingId: string;
  readonly others: readonly NullsResult[];
}

export const assignments: Piece<AssignmentsResult> = {
  name: 'assignments',
  lane: 'nulls',
  shown: ALWAYS,
  wish(input) {
    const { panel, metadata, members, member, tools: { library, keyOf } } = input;
    const others = (member === undefined ? [] : replicates(members, member)).filter(({ id, layers }) => id !== member?.id && layers.includes(panel.layer));
    if (others.length === 0) return absent('There is no recording of this task with other words, so it rests on one assignment of words.');
    const tasks = others.map(({ id }) => ({ id, task: nullsTask({ ...panel, recordingId: id }, input) }));
    return run({
      key: keyOf('assignments', panel.recordingId, tasks.map(({ task }) => task.key)),
      async run(tools) {
        const found: NullsResult[] = [];
        for (const { id, task } of tasks) {
          const { info } = await library.open(id, { signal: tools.signal });
          // Other walks with the same words are no other assignment.
          if (info.metadata.nodes.every(({ label }, node) => label === metadata.nodes[node]?.label)) continue;
          found.push(await task.run({ ...tools, partial: () => undefined }));
        }
        return { recordingId: panel.recordingId, others: found };
      },
    });
  },
};
