import { beforeEach, describe, expect, it } from 'vitest';
import type { RecordingInfo } from '../../../src/core/recording/types.ts';
import { createCustomGraphClient, type CustomGraphClient } from '../../../src/state/graphs/customGraphClient.ts';
import { createCustomGraphCommands, createGraphEditorStore, type CustomGraphCommands } from '../../../src/state/graphs/customGraphCommands.ts';
import { labelsOf, MAX_CUSTOM_GRAPHS, wordsPrint, type CustomGraph } from '../../../src/state/graphs/customGraphs.ts';
import { createNotices, type Notices } from '../../../src/state/base/notices.ts';
import { createViewStore, type ViewStore } from '../../../src/state/view/viewStore.ts';
import { createFakeClient, settle, type FakeClient } from '../../helpers/fakeClient.ts';
import { syntheticInfo } from '../../helpers/syntheticAnalysis.ts';

const info = await syntheticInfo();
const { metadata } = info;
const source = { kind: 'file', file: new Blob(), name: 'ring' } as const;
const star: CustomGraph = {
  id: 'custom:star',
  title: 'Star',
  directed: false,
  nodes: metadata.nodes.length,
  words: wordsPrint(labelsOf(metadata)),
  edges: metadata.nodes.slice(1).map((_, i) => [0, i + 1]),
  layout: null,
};
const elsewhere: CustomGraph = { ...star, id: 'custom:elsewhere', words: '00000000' };

let view: ViewStore;
let inner: FakeClient;
let client: CustomGraphClient;
let commands: CustomGraphCommands;
let notices: Notices;
let changes: RecordingInfo[];
let failures: string[];

beforeEach(() => {
  view = createViewStore();
  inner = createFakeClient();
  notices = createNotices();
  changes = [];
  failures = [];
  client = createCustomGraphClient({ client: inner, view, onChange: (_, changed) => changes.push(changed), onFailure: ({ message }) => failures.push(message) });
  commands = createCustomGraphCommands(view, notices, createGraphEditorStore());
});

async function open() {
  const opening = client.open(source);
  await inner.opens[0]!.resolve(info);
  await settle();
  return opening;
}
const answer = async (index: number) => inner.graphSets[index]!.resolve([...metadata.graphs, ...inner.graphSets[index]!.argument.graphs]);

describe('the reader\'s graphs', () => {
  it('are there when a recording with their words opens', async () => {
    commands.useCustomGraph(star);
    commands.useCustomGraph(elsewhere);
    const opening = client.open(source);
    await inner.opens[0]!.resolve(info);
    await answer(0);
    const opened = await opening;
    expect(inner.graphSets[0]!.argument).toMatchObject({ handle: 'handle-1', graphs: [{ id: 'custom:star', role: 'reference' }] });
    expect(opened.info.metadata.graphs.map(({ id }) => id)).toEqual([...metadata.graphs.map(({ id }) => id), 'custom:star']);
    expect(changes).toEqual([]);
  });

  it('ask nothing of the worker where none belongs to the recording', async () => {
    commands.useCustomGraph(elsewhere);
    expect((await open()).info).toBe(info);
    expect(inner.graphSets).toEqual([]);
  });

  it('reach a recording that is open, and leave it again', async () => {
    await open();
    commands.useCustomGraph(star);
    await answer(0);
    expect(changes.at(-1)!.metadata.graphs).toHaveLength(metadata.graphs.length + 1);
    commands.removeCustomGraph('custom:star');
    await answer(1);
    expect(changes.at(-1)!.metadata.graphs).toEqual(metadata.graphs);
  });

  it('are the newest, however late the worker answers for older ones', async () => {
    await open();
    commands.useCustomGraph(star);
    commands.useCustomGraph({ ...star, edges: [[0, 1]] });
    await answer(1);
    await answer(0);
    expect(changes).toHaveLength(1);
    expect(changes[0]!.metadata.graphs.at(-1)!.edges).toEqual([[0, 1]]);
  });

  it('do not come after a recording that was closed', async () => {
    const { handle } = await open();
    commands.useCustomGraph(star);
    client.close(handle);
    await answer(0);
    expect(changes).toEqual([]);
    commands.removeCustomGraph('custom:star');
    expect(inner.graphSets).toHaveLength(1);
  });

  it('say why the worker refuses them, and leave the recording as it was', async () => {
    commands.useCustomGraph(star);
    const opening = client.open(source);
    await inner.opens[0]!.resolve(info);
    await inner.graphSets[0]!.fail({ message: 'Too large.' });
    expect((await opening).info).toBe(info);
    expect(failures).toEqual(['Too large.']);
  });
});

describe('using a graph', () => {
  it('draws its edges, in place of an earlier one of its id', () => {
    commands.useCustomGraph(star);
    commands.useCustomGraph({ ...star, title: 'Other' });
    expect(view.getState().customGraphs.map(({ title }) => title)).toEqual(['Other']);
    expect(view.getState().references).toEqual(['calendar', 'custom:star']);
  });

  it('takes the overlay and the edges with it when it goes', () => {
    commands.useCustomGraph(star);
    view.getState().update({ overlayGraph: 'custom:star' });
    commands.removeCustomGraph('custom:star');
    expect(view.getState()).toMatchObject({ customGraphs: [], references: ['calendar'], overlayGraph: null });
  });

  it('says that there are too many', () => {
    for (let i = 0; i < MAX_CUSTOM_GRAPHS; i++) expect(commands.useCustomGraph({ ...star, id: `custom:g${i}` })).toBe(true);
    expect(commands.useCustomGraph(star)).toBe(false);
    expect(notices.store.getState().notices).toHaveLength(1);
    expect(commands.useCustomGraph({ ...star, id: 'custom:g0', title: 'Again' })).toBe(true);
  });
});
