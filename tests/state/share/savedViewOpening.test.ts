import { afterEach, describe, expect, it } from 'vitest';
import { createExplorer, type ExplorerOptions } from '../../../src/state/createExplorer.ts';
import type { Explorer } from '../../../src/state/explorer.ts';
import { createRecentFiles } from '../../../src/state/opening/recentFiles.ts';
// In the page its code comes on demand; here it is there, so that a saving begins at once.
import '../../../src/state/share/saveView.ts';
import { writeSavedView, type SavedRecording } from '../../../src/state/share/savedView.ts';
import { defaultView, type ViewState } from '../../../src/state/view/viewFields.ts';
import { plainPanel } from '../../../src/state/view/panelSpec.ts';
import { catalogEntry } from '../../helpers/catalogEntry.ts';
import { createFakeClient, settle } from '../../helpers/fakeClient.ts';
import { createFakeClock } from '../../helpers/fakeClock.ts';
import { createFakeHistory } from '../../helpers/fakeHistory.ts';
import { noOffline } from '../../helpers/noOffline.ts';
import { syntheticInfo, syntheticResult } from '../../helpers/syntheticAnalysis.ts';

const info = await syntheticInfo();
const { analysis } = await syntheticResult();
const listed = catalogEntry('ring8-a', { nodes: 8 });
const catalog = { format: 'contextscope-catalog/1', default: 'ring8-a', recordings: [listed] };

const explorers: Explorer[] = [];
afterEach(() => explorers.splice(0).forEach((explorer) => explorer.dispose()));

async function start(options: ExplorerOptions = {}) {
  const client = createFakeClient();
  const explorer = createExplorer({
    client,
    clock: createFakeClock(),
    history: createFakeHistory(''),
    catalogUrl: 'http://page.example/samples/catalog.json',
    otherCatalogUrl: null,
    offline: noOffline,
    recordingUrls: [],
    fetch: () => Promise.resolve(new Response(JSON.stringify(catalog))),
    reducedMotion: () => false,
    pageUrl: () => 'http://page.example/',
    ...options,
  });
  explorers.push(explorer);
  await settle();
  const answered = new Set<unknown>();
  return {
    ...explorer,
    client,
    pending: () => explorer.savedViews.store.getState().pending,
    matches: () => explorer.savedViews.store.getState().pending?.rows.map(({ match }) => match.kind) ?? null,
    panels: () => explorer.view.getState().panels.map(({ recordingId }) => recordingId),
    notes: () => explorer.notices.getState().notices.map(({ failure }) => failure.message),
    /** Answers what is asked until nothing is, hashing every file to `sha256`. */
    async answer(sha256: string) {
      for (let round = 0; round < 8; round++) {
        await settle();
        const once = <T>(calls: readonly T[], give: (call: T) => Promise<void>) =>
          Promise.all(calls.filter((call) => !answered.has(call)).map((call) => (answered.add(call), give(call))));
        await once(client.opens, (call) => call.resolve(info));
        await once(client.analyses, (call) => call.resolve(analysis));
        await once(client.hashes, (call) => call.resolve(sha256));
      }
    },
  };
}

const mine: SavedRecording = { id: 'file:mine.safetensors', name: 'mine.safetensors', bytes: info.byteLength, sha256: 'aa'.repeat(32), title: 'Mine', model: 'gemma' };
const raw: ViewState = { ...defaultView, panels: [plainPanel(mine.id)], basis: 'raw', cursor: 20 };
const json = (name: string, text: string) => new File([text], name, { type: 'application/json' });
const savedFile = (view = raw, recordings: readonly SavedRecording[] = [mine]) => json('mine.contextscope.json', writeSavedView({ view, recordings }, new Date(0)));
const recordingFile = (name = 'mine.safetensors') => new File(['x'], name);

describe('opening a saved view', () => {
  it('shows it at once when the catalog lists its bytes, whatever their id there', async () => {
    const page = await start();
    await page.answer('');
    const sample = { ...mine, id: 'renamed', sha256: listed.sha256 };
    page.commands.openFiles([savedFile({ ...raw, panels: [plainPanel('renamed')] }, [sample])]);
    await page.answer('');
    expect(page.pending()).toBeNull();
    expect(page.panels()).toEqual(['ring8-a']);
    expect(page.view.getState()).toMatchObject({ basis: 'raw', cursor: 20 });
    expect(page.client.hashes).toEqual([]);
  });

  it('shows it when the file is open, and undo takes it back in one step', async () => {
    const page = await start();
    page.commands.openFiles([recordingFile()]);
    await page.answer(mine.sha256);
    expect(page.panels()).toEqual([mine.id]);
    page.commands.openFiles([savedFile()]);
    await page.answer(mine.sha256);
    expect(page.pending()).toBeNull();
    expect(page.view.getState()).toMatchObject({ basis: 'raw', cursor: 20 });
    expect(page.steps.store.getState().undo).toBe('saved view');
    page.steps.undo();
    expect(page.view.getState()).toMatchObject({ basis: 'joint', cursor: null });
  });

  it('finds the same bytes under another name', async () => {
    const page = await start();
    page.commands.openFiles([recordingFile('renamed.safetensors')]);
    await page.answer(mine.sha256);
    page.commands.openFiles([savedFile()]);
    await page.answer(mine.sha256);
    expect(page.panels()).toEqual(['file:renamed.safetensors']);
    expect(page.view.getState().basis).toBe('raw');
  });

  it('asks for a file that is not here, and goes on once it is opened', async () => {
    const page = await start();
    await page.answer('');
    page.commands.openFiles([savedFile()]);
    await page.answer('');
    expect(page.matches()).toEqual(['missing']);
    expect(page.panels()).toEqual(['ring8-a']);
    page.commands.openFiles([recordingFile()]);
    await page.answer(mine.sha256);
    expect(page.pending()).toBeNull();
    expect(page.panels()).toEqual([mine.id]);
    expect(page.view.getState().basis).toBe('raw');
  });

  it('opens a remembered file by itself', async () => {
    const file = { key: 'k', name: mine.name, size: 1, opened: 1, kept: 'copy' as const };
    const none = createRecentFiles({ connect: () => Promise.reject(new Error('none')) });
    const recent = {
      ...none,
      named: (name: string) => (name === mine.name ? file : null),
      open: (key: string) => (key === 'k' ? Promise.resolve({ file: recordingFile(), handle: null }) : Promise.resolve(null)),
    };
    const page = await start({ recent });
    await page.answer('');
    page.commands.openFiles([savedFile()]);
    await page.answer(mine.sha256);
    await page.answer(mine.sha256);
    expect(page.pending()).toBeNull();
    expect(page.panels()).toEqual([mine.id]);
    expect(page.view.getState().basis).toBe('raw');
  });

  it('opens both when they are dropped together', async () => {
    const page = await start();
    page.commands.openFiles([savedFile(), recordingFile()]);
    await page.answer(mine.sha256);
    expect(page.pending()).toBeNull();
    expect(page.panels()).toEqual([mine.id]);
    expect(page.view.getState().basis).toBe('raw');
  });

  it('says that the bytes differ, and shows the view with them when the reader wants', async () => {
    const page = await start();
    await page.answer('');
    page.commands.openFiles([savedFile()]);
    await page.answer('');
    page.commands.openFiles([recordingFile()]);
    await page.answer('bb'.repeat(32));
    expect(page.matches()).toEqual(['other']);
    expect(page.view.getState().basis).toBe('joint');
    page.savedViews.show();
    expect(page.pending()).toBeNull();
    expect(page.view.getState()).toMatchObject({ basis: 'raw', cursor: 20 });
    expect(page.panels()).toEqual([mine.id]);
  });

  it('leaves out the panels of what is missing', async () => {
    const page = await start();
    await page.answer('');
    const sample = { ...mine, id: 'ring8-a', sha256: listed.sha256 };
    page.commands.openFiles([savedFile({ ...raw, panels: [plainPanel('ring8-a'), plainPanel(mine.id)] }, [sample, mine])]);
    await page.answer('');
    expect(page.matches()).toEqual(['same', 'missing']);
    page.savedViews.show();
    expect(page.panels()).toEqual(['ring8-a']);
    expect(page.view.getState().basis).toBe('raw');
  });

  it('can be let go, and leaves the view as it was', async () => {
    const page = await start();
    await page.answer('');
    page.commands.openFiles([savedFile()]);
    await page.answer('');
    page.savedViews.close();
    expect(page.pending()).toBeNull();
    expect(page.view.getState().basis).toBe('joint');
  });

  it('keeps the reader\'s theme and brings the drawn graphs', async () => {
    const page = await start();
    await page.answer('');
    page.view.getState().update({ theme: 'dark' });
    const star = { id: 'custom:star', title: 'Star', directed: false, nodes: 5, words: '00000000', edges: [[0, 1]] as const, layout: null };
    const sample = { ...mine, id: 'ring8-a', sha256: listed.sha256 };
    page.commands.openFiles([savedFile({ ...raw, panels: [plainPanel('ring8-a')], customGraphs: [star] }, [sample])]);
    await page.answer('');
    expect(page.view.getState()).toMatchObject({ theme: 'dark', customGraphs: [star], basis: 'raw' });
  });

  it('becomes one notice when the file is damaged', async () => {
    const page = await start();
    await page.answer('');
    page.commands.openFiles([json('x.contextscope.json', '{"format": "contextscope-view/1", ')]);
    await page.answer('');
    expect(page.notes()).toEqual(['The file is not sound JSON: it seems to have been cut off or changed.']);
    expect(page.panels()).toEqual(['ring8-a']);
  });
});

describe('saving a view', () => {
  it('hashes the reader\'s files and takes the catalog\'s word for a sample of its size', async () => {
    const page = await start();
    page.commands.openFiles([recordingFile()]);
    await page.answer(mine.sha256);
    page.view.getState().update({ basis: 'raw' });
    const saving = page.commands.saveView({});
    await page.answer(mine.sha256);
    const { name, text } = await saving;
    expect(name).toMatch(/^[a-z0-9-]+\.contextscope\.json$/);
    expect(JSON.parse(text)).toMatchObject({ recordings: [{ ...mine, title: info.metadata.title, model: info.metadata.model.id }] });

    const other = await start();
    await other.answer('');
    other.commands.openFiles([recordingFile(), json(name, text)]);
    await other.answer(mine.sha256);
    expect(other.view.getState()).toMatchObject({ basis: 'raw', panels: [{ recordingId: mine.id }] });
  });

  it('rejects with the reason when the file cannot be read any more', async () => {
    const page = await start();
    page.commands.openFiles([recordingFile()]);
    await page.answer(mine.sha256);
    const saving = expect(page.commands.saveView({})).rejects.toMatchObject({ failure: { message: 'It is gone.' } });
    await settle();
    await page.client.hashes.at(-1)!.fail({ code: 'not-found', message: 'It is gone.' });
    await saving;
  });
});
