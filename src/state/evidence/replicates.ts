/** The focus panel's own analysis repeated on recordings of the same group: other seeds or words. */
import { sideBySide } from '../base/sideBySide.ts';
import type { PanelResult } from '../panels/analysisStore.ts';
import { replicates as replicatesOf } from '../recordings/families.ts';
import { absent, onTabs, run, type Piece } from './piece.ts';

/** The focus is first. */
export interface ReplicateSet {
  readonly members: readonly PanelResult[];
}

export const replicates: Piece<ReplicateSet> = {
  name: 'replicates',
  lane: 'quick',
  shown: onTabs('curves'),
  wish({ panel, view, focus, members, member, tools: { client, keyOf, panelKey, analysed } }) {
    const others = (member === undefined ? [] : replicatesOf(members, member)).filter(({ id, layers }) => id !== member?.id && layers.includes(panel.layer)).map(({ id }) => id);
    if (others.length === 0) return absent('There is no replicate with other seeds or words that has this layer.');
    return run({
      key: keyOf('replicates', ...panelKey(panel, view), others),
      async run({ signal, report }) {
        const results = new Map<string, PanelResult>();
        const tell = () => report({ what: 'replicates', done: results.size, total: others.length });
        tell();
        await sideBySide(others, client.aside, signal, async (recordingId, _, running) => {
          results.set(recordingId, await analysed({ ...panel, recordingId }, view, { signal: running }));
          tell();
        });
        return { members: [focus, ...others.map((recordingId) => results.get(recordingId)!)] };
      },
    });
  },
};
