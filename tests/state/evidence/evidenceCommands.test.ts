import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createEvidenceCommands, type EvidenceCommands } from '../../../src/state/evidence/evidenceCommands.ts';
import { createNotices, type Notices } from '../../../src/state/base/notices.ts';
import { createViewStore, type ViewStore } from '../../../src/state/view/viewStore.ts';
import { defaultView } from '../../../src/state/view/viewFields.ts';

let view: ViewStore;
let notices: Notices;
let commands: EvidenceCommands;
const scheduler = { retry: vi.fn(), cancel: vi.fn() };

beforeEach(() => {
  view = createViewStore({ ...defaultView, panels: [{ recordingId: 'ring', layer: 12, axes: [2, 3, 4] }], playing: true, referenceContext: 100 });
  notices = createNotices();
  commands = createEvidenceCommands({ view, scheduler, has: (id) => id !== 'gone', contextsOf: (id) => (id === 'ring8' ? [50, 80, 100] : []), notices });
});

describe('the evidence commands', () => {
  it('a cell of the heatmap shows its layer at its context and stops playback', () => {
    commands.showLayerAt(15, 250);
    expect(view.getState()).toMatchObject({ cursor: 250, playing: false, panels: [{ recordingId: 'ring', layer: 15, axes: [2, 3, 4] }] });
  });

  it('a point of the scaling plot shows its recording in the same layer at the nearest recorded context', () => {
    commands.openRecordingAt('ring8', 87.31729);
    expect(view.getState()).toMatchObject({ cursor: 80, playing: false, referenceContext: null, panels: [{ recordingId: 'ring8', layer: 12 }] });
  });

  it('rounds to whole tokens where the recorded contexts are not known', () => {
    commands.openRecordingAt('ring12', 87.61729);
    expect(view.getState().cursor).toBe(88);
  });

  it('a recording that is not here gives a notice and leaves the view', () => {
    commands.openRecordingAt('gone', 88);
    expect(view.getState().panels[0]!.recordingId).toBe('ring');
    expect(notices.store.getState().notices).toHaveLength(1);
  });

  it('layers of the curves are kept once each, ascending', () => {
    commands.setCurveLayers([15, 0, 15]);
    expect(view.getState().curveLayers).toEqual([0, 15]);
  });

  it('a change of one scaling choice leaves the others', () => {
    commands.setScaling({ dropped: [4] });
    commands.setScaling({ kind: 'knee' });
    expect(view.getState().scalingChoices).toMatchObject({ kind: 'knee', dropped: [4], level: 0.5 });
  });

  it('keeps what the address can say: levels in hundredths, sizes once each', () => {
    commands.setScaling({ level: 0.15000000000000002, dropped: [8, 4, 8] });
    expect(view.getState().scalingChoices).toMatchObject({ level: 0.15, dropped: [4, 8] });
  });

  it('seeds are kept as 32-bit whole numbers, as the draws need them', () => {
    commands.setEvidenceSeed(-1);
    expect(view.getState().seed).toBe(4294967295);
  });
});
