import { afterEach, describe, expect, it } from 'vitest';
import { recordingUrlsOf } from '../../src/state/opening/addresses.ts';
import { createExplorer, type ExplorerOptions } from '../../src/state/createExplorer.ts';
import type { Explorer } from '../../src/state/explorer.ts';
import { storageFailure } from '../../src/state/opening/recentDatabase.ts';
import { createRecentFiles } from '../../src/state/opening/recentFiles.ts';
import { COMPONENTS } from '../../src/state/view/panelSpec.ts';
import { catalogEntry } from '../helpers/catalogEntry.ts';
import { createFakeClient, settle } from '../helpers/fakeClient.ts';
import { createFakeClock } from '../helpers/fakeClock.ts';
import { createFakeHistory } from '../helpers/fakeHistory.ts';
import { noOffline } from '../helpers/noOffline.ts';
import { syntheticInfo, syntheticResult } from '../helpers/syntheticAnalysis.ts';

const info = await syntheticInfo();
const { analysis } = await syntheticResult();
const catalog = {
  format: 'contextscope-catalog/1',
  default: 'ring8-a',
  recordings: [
    catalogEntry('ring4-a', { nodes: 4 }),
    catalogEntry('ring8-a', { nodes: 8 }),
    catalogEntry('ring8-b', { nodes: 8 }),
    catalogEntry('grid4x4-a', { kind: 'grid', nodes: 16, size: { rows: 4, cols: 4 } }),
    catalogEntry('ring8-qwen', { nodes: 8, model: 'qwen', modelLayers: 28, layers: [0, 14, 23, 28] }),
  ],
};

const explorers: Explorer[] = [];
afterEach(() => explorers.splice(0).forEach((explorer) => explorer.dispose()));

async function start({ hash = '', body = JSON.stringify(catalog), ...options }: { hash?: string; body?: string | null } & ExplorerOptions = {}) {
  const client = createFakeClient();
  const clock = createFakeClock();
  const history = createFakeHistory(hash);
  const explorer = createExplorer({
    client,
    clock,
    history,
    catalogUrl: 'http://page.example/app/samples/catalog.json',
    otherCatalogUrl: null,
    recordingUrls: [],
    fetch: () => Promise.resolve(body === null ? new Response('', { status: 404 }) : new Response(body)),
    reducedMotion: () => false,
    offline: noOffline,
    ...options,
  });
  explorers.push(explorer);
  await settle();
  const { view, commands } = explorer;
  return {
    ...explorer,
    client,
    clock,
    history,
    state: () => view.getState(),
    panels: () => view.getState().panels.map(({ recordingId }) => recordingId),
    notes: () => explorer.notices.getState().notices,
    slot: (index = 0) => explorer.analysis.getState().slots[index],
    commands,
    /** Answers whatever is open and analysed at the moment. */
    async answerAll() {
      for (const call of client.opens) await call.resolve(info);
      for (const call of client.analyses) await call.resolve(analysis);
    },
  };
}

describe('the first view', () => {
  it('is the default recording at its last context, not playing', async () => {
    const page = await start();
    expect(page.state()).toMatchObject({ panels: [{ recordingId: 'ring8-a', layer: null, axes: [0, 1, 2] }], cursor: null, playing: false });
    expect(page.client.opens[0]!.argument).toEqual({
      kind: 'url',
      url: 'http://page.example/app/samples/recordings/ring8-a.safetensors',
      name: 'recordings/ring8-a.safetensors',
      expectedBytes: 1000,
    });
    await page.answerAll();
    expect(page.slot()?.status).toBe('ready');
    expect(page.client.analyses[0]!.argument.components).toBe(COMPONENTS);
    expect(page.notes()).toEqual([]);
  });

  it('is what the hash describes', async () => {
    const page = await start({ hash: '#v=1&p=ring4-a:15:2.1.3,grid4x4-a&f=2&b=raw&c=40' });
    expect(page.state()).toMatchObject({ focus: 1, basis: 'raw', cursor: 40 });
    expect(page.panels()).toEqual(['ring4-a', 'grid4x4-a']);
    expect(page.history.entries).toHaveLength(1);
  });

  it('is the default with a notice where the hash names a recording that is not here', async () => {
    const page = await start({ hash: '#v=1&p=gone:15&b=raw' });
    expect(page.panels()).toEqual(['ring8-a']);
    expect(page.state().basis).toBe('raw');
    expect(page.notes().map(({ failure }) => failure.message)).toEqual([expect.stringContaining('"gone"')]);
    expect(page.notes()[0]!.failure.remedy).not.toBe('');
  });

  it('keeps the panels that are known beside one that is not', async () => {
    const page = await start({ hash: '#v=1&p=gone,ring4-a' });
    expect(page.panels()).toEqual(['ring4-a']);
    expect(page.notes()).toHaveLength(1);
  });

  it('keeps focus, context and pin with the panels they named when another is not here', async () => {
    const page = await start({ hash: '#v=1&p=ring4-a,gone,ring8-a,grid4x4-a&f=3&c=40&pin=4.9' });
    expect(page.panels()).toEqual(['ring4-a', 'ring8-a', 'grid4x4-a']);
    expect(page.state()).toMatchObject({ focus: 1, cursor: 40, pinned: { panel: 2, node: 9 } });
  });

  it('lets context and pin go with the panel they named', async () => {
    const page = await start({ hash: '#v=1&p=ring4-a,gone,ring8-a&f=2&c=40&pin=2.1' });
    expect(page.state()).toMatchObject({ focus: 1, cursor: null, pinned: null });
    expect(page.notes()).toHaveLength(1);
  });

  it.each(['13', '99'])('shows the default layer with a notice where the hash names one that was not recorded: %s', async (layer) => {
    const page = await start({ hash: `#v=1&p=grid4x4-a:${layer}:3.2.1,ring4-a:12` });
    expect(page.state().panels).toEqual([
      { recordingId: 'grid4x4-a', layer: null, axes: [2, 1, 0] },
      { recordingId: 'ring4-a', layer: 12, axes: [0, 1, 2] },
    ]);
    expect(page.notes()).toHaveLength(1);
    expect(page.notes()[0]!.failure.message).toContain(`no layer ${layer}; it holds layers 0, 12, 15`);
  });

  it.each(['1.99', '5.2', '1.16'])('drops a pin that names no node, with a notice: %s', async (pin) => {
    const page = await start({ hash: `#v=1&p=grid4x4-a&pin=${pin}` });
    expect(page.state().pinned).toBeNull();
    expect(page.notes().map(({ failure }) => failure.message)).toEqual([expect.stringContaining(`pin=${pin}`)]);
  });

  it('keeps a pin that names the last node', async () => {
    const page = await start({ hash: '#v=1&p=grid4x4-a&pin=1.15' });
    expect(page.state().pinned).toEqual({ panel: 0, node: 15 });
    expect(page.notes()).toEqual([]);
  });

  it('is put right once a recording that no catalog lists is open, without another history entry', async () => {
    const url = 'http://data.example/my.safetensors';
    const page = await start({ recordingUrls: [url], hash: `#v=1&p=${encodeURIComponent(`url:${url}`)}:3:1.2.3&pin=1.99` });
    expect(page.state().panels[0]!.layer).toBe(3);
    await page.client.opens[0]!.resolve(info);
    expect(page.state()).toMatchObject({ panels: [{ layer: null }], pinned: null });
    expect(page.client.analyses.filter((call) => !call.aborted()).map(({ argument }) => argument.layer)).toEqual([4]);
    expect(page.notes()).toHaveLength(2);
    page.clock.advance(5000);
    expect(page.history.entries).toHaveLength(1);
    expect(page.history.hash()).not.toMatch(/:3:|pin/);
  });

  it('says which parts of a damaged hash were left out', async () => {
    const page = await start({ hash: '#v=1&b=fancy&w=last0' });
    expect(page.notes()).toHaveLength(1);
    expect(page.notes()[0]!.failure.message).toMatch(/w=last0, b=fancy/);
    expect(page.panels()).toEqual(['ring8-a']);
  });

  it('is a recording from the address of the page before the default', async () => {
    const page = await start({ recordingUrls: ['http://data.example/my.safetensors?key=1'] });
    expect(page.client.opens[0]!.argument).toMatchObject({ name: 'my.safetensors', expectedBytes: null });
  });
});

describe('the catalog', () => {
  it.each([
    ['is missing', null, 'not-found'],
    ['is a web page', '<!doctype html>', 'wrong-format'],
    ['is not JSON', '{"format"', 'wrong-format'],
    ['is of another version', JSON.stringify({ ...catalog, format: 'contextscope-catalog/2' }), 'unknown-version'],
    ['has an entry at fault', JSON.stringify({ ...catalog, recordings: [{ ...catalog.recordings[0], bytes: -1 }] }), 'invalid'],
  ])('is in the catalog status alone and leaves the stage empty when it %s', async (_what, body, code) => {
    const page = await start({ body });
    expect(page.recordings.getState().catalog).toMatchObject({ status: 'error', failure: { code } });
    expect(page.notes()).toEqual([]);
    expect(page.panels()).toEqual([]);
  });

  it('names the field at fault', async () => {
    const page = await start({ body: JSON.stringify({ ...catalog, recordings: [{ ...catalog.recordings[0], bytes: -1 }] }) });
    expect(page.recordings.getState().catalog).toMatchObject({ failure: { field: 'recordings.0.bytes' } });
  });

  /** A catalog that is missing until `serve` is called. */
  async function startWithout(hash: string) {
    let served = false;
    const page = await start({ hash, fetch: () => Promise.resolve(served ? new Response(JSON.stringify(catalog)) : new Response('', { status: 503 })) });
    return { ...page, serve: () => void (served = true) };
  }

  it('can be asked for again, and then shows what the address asked for all along', async () => {
    const page = await startWithout('#v=1&p=ring4-a:15,grid4x4-a&f=2&b=raw');
    expect(page.panels()).toEqual([]);
    expect(page.notes()).toEqual([]);
    page.clock.advance(5000);
    page.serve();
    page.commands.retryCatalog();
    expect(page.recordings.getState().catalog.status).toBe('loading');
    await settle();
    expect(page.panels()).toEqual(['ring4-a', 'grid4x4-a']);
    expect(page.state()).toMatchObject({ focus: 1, basis: 'raw' });
    page.clock.advance(5000);
    expect(page.history.entries).toHaveLength(1);
    expect(page.notes()).toEqual([]);
  });

  it('says that it is missing still when it is asked for in vain', async () => {
    const page = await startWithout('#v=1&p=ring4-a');
    page.commands.retryCatalog();
    await settle();
    expect(page.recordings.getState().catalog).toMatchObject({ status: 'error', failure: { code: 'network' } });
    expect(page.history.hash()).toBe('#v=1&p=ring4-a');
  });

  it('does not push aside what the reader has opened meanwhile', async () => {
    const page = await startWithout('');
    page.commands.openFiles([new File(['x'], 'mine.safetensors')]);
    await settle();
    await page.client.opens[0]!.resolve(info);
    await page.client.analyses[0]!.resolve(analysis);
    page.serve();
    page.commands.retryCatalog();
    await settle();
    expect(page.panels()).toEqual(['file:mine.safetensors']);
    page.commands.chooseRecording('ring4-a');
    expect(page.panels()).toEqual(['ring4-a']);
  });

  it('is not asked for again while it is there', async () => {
    const page = await start();
    page.commands.retryCatalog();
    expect(page.recordings.getState().catalog.status).toBe('ready');
  });
});

describe('choosing', () => {
  it('shows one recording alone with its defaults, and back returns to the one before', async () => {
    const page = await start();
    page.commands.compareSizes();
    page.clock.advance(1000);
    page.commands.chooseRecording('grid4x4-a');
    page.clock.advance(1000);
    expect(page.panels()).toEqual(['grid4x4-a']);
    page.history.back();
    expect(page.panels()).toEqual(['ring4-a', 'ring8-a']);
    page.history.back();
    expect(page.panels()).toEqual(['ring8-a']);
    page.history.forward();
    expect(page.panels()).toEqual(['ring4-a', 'ring8-a']);
  });

  it('tells the reader when there is no such recording', async () => {
    const page = await start();
    page.commands.chooseRecording('nothing');
    expect(page.panels()).toEqual(['ring8-a']);
    expect(page.notes()).toHaveLength(1);
  });

  it('shows a failure of a panel\'s own request in its slot and nowhere else', async () => {
    const page = await start({ hash: '#v=1&p=ring4-a:0,ring4-a:15' });
    await page.client.opens[0]!.fail({ code: 'truncated' });
    expect([page.slot(0)?.failure?.code, page.slot(1)?.failure?.code]).toEqual(['truncated', 'truncated']);
    expect(page.notes()).toEqual([]);
  });

  it('keeps a notice until it is dismissed', async () => {
    const page = await start({ hash: '#v=1&b=fancy' });
    page.commands.dismissNotice(page.notes()[0]!.id);
    expect(page.notes()).toEqual([]);
  });
});

describe('opening files', () => {
  const file = (name: string) => new File(['x'], name);

  it('shows the first that can be shown and gives a notice for each that cannot', async () => {
    const page = await start();
    page.commands.openFiles([file('bad.safetensors'), file('good.safetensors'), file('more.safetensors'), file('cut.safetensors')]);
    await settle();
    await page.client.opens.at(-1)!.fail({ code: 'wrong-format' });
    await page.client.opens.at(-1)!.resolve(info);
    expect(page.panels()).toEqual(['ring8-a']);
    await page.client.analyses.at(-1)!.resolve(analysis);
    expect(page.panels()).toEqual(['file:good.safetensors']);
    expect(page.slot()?.status).toBe('ready');
    await page.client.opens.at(-1)!.resolve(info);
    await page.client.opens.at(-1)!.fail({ code: 'truncated' });
    expect(page.panels()).toEqual(['file:good.safetensors']);
    expect(page.notes().map(({ failure }) => failure.code)).toEqual(['wrong-format', 'truncated']);
    expect(page.recordings.getState().recordings['file:more.safetensors']?.status).toBe('ready');
  });

  it('leaves view and list as they are when none can be opened', async () => {
    const page = await start();
    page.commands.openFiles([file('bad.safetensors')]);
    await settle();
    await page.client.opens.at(-1)!.fail({});
    expect(page.panels()).toEqual(['ring8-a']);
    expect(page.recordings.getState().recordings['file:bad.safetensors']).toBeUndefined();
  });

  it('leaves the last good view as it was when a file opens but cannot be analysed, each time it is opened', async () => {
    const page = await start();
    await page.answerAll();
    const before = page.slot();
    for (const round of [1, 2]) {
      page.commands.openFiles([file('nan.safetensors')]);
      await settle();
      await page.client.opens.at(-1)!.resolve(info);
      await page.client.analyses.at(-1)!.fail({ code: 'non-finite', file: 'nan.safetensors' });
      expect(page.client.closed).toHaveLength(round);
      expect(page.panels()).toEqual(['ring8-a']);
      expect(page.slot()).toBe(before);
    }
    expect(page.notes().map(({ title, failure }) => [title, failure.code])).toEqual([['nan.safetensors could not be opened', 'non-finite']]);
  });

  it('keeps the recording on screen when a damaged file of the same name is opened', async () => {
    const page = await start();
    page.commands.openFiles([file('mine.safetensors')]);
    await settle();
    await page.client.opens.at(-1)!.resolve(info);
    await page.client.analyses.at(-1)!.resolve(analysis);
    const before = page.slot();
    page.commands.openFiles([file('mine.safetensors')]);
    await settle();
    await page.client.opens.at(-1)!.fail({ code: 'truncated' });
    expect(page.slot()).toBe(before);
    expect(page.client.closed).toEqual([]);
    page.view.getState().update({ basis: 'raw' });
    await settle();
    expect(page.client.analyses.at(-1)!.argument.handle).toBe('handle-2');
  });

  it('reads a file anew that is opened again under its name', async () => {
    const page = await start();
    for (const round of [1, 2]) {
      page.commands.openFiles([file('mine.safetensors')]);
      await settle();
      await page.client.opens.at(-1)!.resolve(info);
      expect(page.client.analyses.length).toBe(round);
      await page.client.analyses.at(-1)!.resolve(analysis);
    }
    expect(page.client.closed).toHaveLength(1);
    expect(page.slot()?.status).toBe('ready');
  });

  it('shows the file opened last, also when one of its name was still being read', async () => {
    const page = await start();
    page.commands.openFiles([file('mine.safetensors')]);
    page.commands.openFiles([file('mine.safetensors')]);
    await settle();
    const [first, second] = page.client.opens.slice(-2);
    expect(first!.aborted()).toBe(true);
    await second!.resolve(info);
    await page.client.analyses.at(-1)!.resolve(analysis);
    expect(page.panels()).toEqual(['file:mine.safetensors']);
    expect(page.slot()?.status).toBe('ready');
    expect(page.notes()).toEqual([]);
  });

  it('does not go back to an earlier choice of files that takes longer to read', async () => {
    const page = await start();
    page.commands.openFiles([file('slow.safetensors')]);
    page.commands.openFiles([file('quick.safetensors')]);
    await settle();
    const [slow, quick] = page.client.opens.slice(-2);
    for (const opening of [quick!, slow!]) {
      await opening.resolve(info);
      await page.client.analyses.at(-1)!.resolve(analysis);
    }
    expect(page.panels()).toEqual(['file:quick.safetensors']);
  });
});

describe('opening addresses', () => {
  const url = 'http://data.example/mine.safetensors';

  it('shows the first that can be shown, and its address then stands in the hash', async () => {
    const page = await start();
    page.commands.openAddresses(['http://data.example/gone.safetensors', url]);
    expect(page.openings.getState().openings.map(({ name, started }) => [name, started])).toEqual([['gone.safetensors', true], ['mine.safetensors', false]]);
    await page.client.opens.at(-1)!.fail({ code: 'not-found' });
    page.client.opens.at(-1)!.options.onProgress?.({ what: 'reading', done: 5, total: 9 });
    expect(page.openings.getState().openings).toMatchObject([{ name: 'mine.safetensors', progress: { done: 5 } }]);
    await page.client.opens.at(-1)!.resolve(info);
    await page.client.analyses.at(-1)!.resolve(analysis);
    expect(page.panels()).toEqual([`url:${url}`]);
    expect(page.openings.getState().openings).toEqual([]);
    expect(page.notes().map(({ title }) => title)).toEqual(['gone.safetensors could not be opened']);
    page.clock.advance(1000);
    expect(decodeURIComponent(page.history.hash())).toContain(url);
  });

  it('is what a shared hash does by itself', async () => {
    const page = await start({ hash: `#v=1&p=${encodeURIComponent(`url:${url}`)}` });
    expect(page.client.opens[0]!.argument).toMatchObject({ kind: 'url', url, name: 'mine.safetensors' });
    expect(page.notes()).toEqual([]);
  });

  it('can be cancelled, which changes nothing and is no failure', async () => {
    const page = await start();
    page.commands.openAddresses([url]);
    page.commands.cancelOpening(page.openings.getState().openings[0]!.id);
    await settle();
    expect(page.client.opens.at(-1)!.aborted()).toBe(true);
    expect(page.openings.getState().openings).toEqual([]);
    expect(page.notes()).toEqual([]);
    expect(page.panels()).toEqual(['ring8-a']);
  });

  /** Lets the last opening ask for leave to download. */
  const asks = (page: Awaited<ReturnType<typeof start>>) => page.client.opens.at(-1)!.fail({ code: 'confirm-download', message: 'This server sends the whole file: 312 MB.' });

  it('asks before a large download and goes on when the reader agrees', async () => {
    const page = await start();
    page.commands.openAddresses([url]);
    await asks(page);
    const [opening] = page.openings.getState().openings;
    expect(opening?.question).toMatchObject({ message: 'This server sends the whole file: 312 MB.', accept: 'Download' });
    page.commands.acceptOpening(opening!.id);
    await settle();
    expect(page.client.opens.at(-1)!.argument).toMatchObject({ url, allowWhole: true });
    await page.client.opens.at(-1)!.resolve(info);
    await page.client.analyses.at(-1)!.resolve(analysis);
    expect(page.panels()).toEqual([`url:${url}`]);
  });

  it('downloads nothing when the reader does not agree', async () => {
    const page = await start();
    page.commands.openAddresses([url]);
    const before = page.client.opens.length;
    await asks(page);
    page.commands.cancelOpening(page.openings.getState().openings[0]!.id);
    await settle();
    expect(page.client.opens.length).toBe(before);
    expect(page.notes()).toEqual([]);
  });

  it('asks on behalf of a panel as well, and does not ask again for the same recording', async () => {
    const page = await start({ recordingUrls: [url] });
    await asks(page);
    expect(page.slot()?.status).toBe('loading');
    page.commands.acceptOpening(page.openings.getState().openings[0]!.id);
    await settle();
    await page.client.opens.at(-1)!.fail({ code: 'truncated' });
    page.commands.retry(0);
    await settle();
    expect(page.client.opens.at(-1)!.argument).toMatchObject({ allowWhole: true });
    await page.client.opens.at(-1)!.resolve(info);
    await page.client.analyses.at(-1)!.resolve(analysis);
    expect(page.slot()?.status).toBe('ready');
  });

  it('leaves a panel cancelled when its reader says no', async () => {
    const page = await start({ recordingUrls: [url] });
    await asks(page);
    page.commands.cancelOpening(page.openings.getState().openings[0]!.id);
    await settle();
    expect(page.slot()).toMatchObject({ status: 'error', failure: { code: 'cancelled' } });
    expect(page.openings.getState().openings).toEqual([]);
  });
});

describe('another catalog', () => {
  const other = 'http://data.example/lists/catalog.json';
  const otherCatalog = { ...catalog, default: 'mine', recordings: [catalogEntry('mine', { nodes: 5 }), catalogEntry('ring4-a', { nodes: 4 })] };
  const answers = (input: RequestInfo | URL): Promise<Response> => Promise.resolve(new Response(JSON.stringify(input === other ? otherCatalog : catalog)));

  it('takes the place of the samples, its recordings found beside it', async () => {
    const page = await start({ otherCatalogUrl: other, fetch: answers });
    expect(page.panels()).toEqual(['mine']);
    expect(page.client.opens[0]!.argument).toMatchObject({ url: 'http://data.example/lists/recordings/mine.safetensors' });
    expect(page.recordings.getState().catalogUrl).toBe(other);
  });

  it('leads back to the samples, each opened from its own place', async () => {
    const page = await start({ otherCatalogUrl: other, fetch: answers });
    await page.answerAll();
    page.commands.chooseRecording('ring4-a');
    await page.client.opens.at(-1)!.resolve(info);
    page.commands.showSamples();
    await settle();
    const { catalog: listed, catalogUrl } = page.recordings.getState();
    expect(catalogUrl).toBeNull();
    expect(listed).toMatchObject({ status: 'ready', defaultId: 'ring8-a' });
    expect(page.panels()).toEqual(['ring4-a']);
    expect(page.client.opens.at(-1)!.argument).toMatchObject({ url: 'http://page.example/app/samples/recordings/ring4-a.safetensors' });
    page.commands.chooseRecording('mine');
    expect(page.panels()).toEqual(['mine']);
  });

  it('that cannot be read leaves the stage empty, says why, and the samples are one press away', async () => {
    const page = await start({ otherCatalogUrl: other, fetch: (input) => (input === other ? Promise.resolve(new Response('', { status: 404 })) : answers(input)) });
    expect(page.recordings.getState().catalog).toMatchObject({ status: 'error', failure: { code: 'not-found' } });
    expect(page.panels()).toEqual([]);
    page.commands.showSamples();
    await settle();
    expect(page.panels()).toEqual(['ring8-a']);
  });

  it('that cannot be read is a notice where something is shown', async () => {
    const page = await start({ otherCatalogUrl: other, fetch: () => Promise.reject(new TypeError('Failed to fetch')), recordingUrls: ['http://data.example/a.safetensors'] });
    expect(page.panels()).toEqual(['url:http://data.example/a.safetensors']);
    expect(page.notes().map(({ title, failure }) => [title, failure.code])).toEqual([['The list of recordings could not be read', 'network']]);
  });

  it.each(['javascript:alert(1)', 'not an address'])('is refused unread when its address is none: %s', async (url) => {
    const page = await start({ otherCatalogUrl: url, fetch: () => Promise.reject(new Error('must not be fetched')) });
    expect(page.recordings.getState().catalog).toMatchObject({ status: 'error', failure: { code: 'invalid' } });
  });

  it('may list a recording whose address has no meaning, which is then not there', async () => {
    const broken = { ...otherCatalog, recordings: [{ ...catalogEntry('mine', { nodes: 5 }), file: 'http://[' }, catalogEntry('ring4-a', { nodes: 4 })] };
    const page = await start({ otherCatalogUrl: other, body: JSON.stringify(broken) });
    page.commands.chooseRecording('ring4-a');
    expect(page.panels()).toEqual(['ring4-a']);
    page.commands.chooseRecording('mine');
    expect(page.panels()).toEqual(['ring4-a']);
  });
});

describe('files opened before', () => {
  const file = new File(['x'], 'mine.safetensors');
  function remembered() {
    const kept = { key: 'k', name: 'mine.safetensors', size: 1, opened: 1, kept: 'copy' as const };
    const recent = createRecentFiles({
      connect: () =>
        Promise.resolve({
          leave: () => Promise.resolve({ remember: true, keepCopies: true }),
          setLeave: () => Promise.resolve(),
          entries: () => Promise.resolve([{ ...kept, modified: 1, handle: null, copy: file }]),
          put: () => Promise.reject(storageFailure(Object.assign(new Error(), { name: 'QuotaExceededError' }))),
          remove: () => Promise.resolve(),
          clear: () => Promise.resolve(),
        }),
    });
    return recent;
  }

  it('are offered when the address names one, and the view is then as it was described', async () => {
    const page = await start({ hash: '#v=1&p=file%3Amine.safetensors:2:2.1.3&b=raw', recent: remembered() });
    expect(page.panels()).toEqual(['ring8-a']);
    expect(page.notes()).toEqual([]);
    const [offer] = page.openings.getState().openings;
    expect(offer).toMatchObject({ name: 'mine.safetensors', question: { accept: 'Open' } });
    page.commands.acceptOpening(offer!.id);
    await settle();
    await page.client.opens.at(-1)!.resolve(info);
    await page.client.analyses.at(-1)!.resolve(analysis);
    expect(page.state()).toMatchObject({ panels: [{ recordingId: 'file:mine.safetensors', layer: 2, axes: [1, 0, 2] }], basis: 'raw' });
  });

  it('stay closed when the reader does not want them', async () => {
    const page = await start({ hash: '#v=1&p=file%3Amine.safetensors', recent: remembered() });
    const opens = page.client.opens.length;
    page.commands.cancelOpening(page.openings.getState().openings[0]!.id);
    await settle();
    expect(page.client.opens.length).toBe(opens);
    expect(page.panels()).toEqual(['ring8-a']);
  });

  it('open from the list; a file that cannot be remembered is open all the same, and that is said', async () => {
    const page = await start({ recent: remembered() });
    await settle();
    expect(await page.commands.openRecent('k')).toBe(true);
    await settle();
    await page.client.opens.at(-1)!.resolve(info);
    await page.client.analyses.at(-1)!.resolve(analysis);
    await settle();
    expect(page.panels()).toEqual(['file:mine.safetensors']);
    expect(page.notes().map(({ title, failure }) => [title, failure.field])).toEqual([['mine.safetensors is open, but could not be remembered', 'quota']]);
    expect(await page.commands.openRecent('gone')).toBe(true);
    expect(page.notes()).toHaveLength(2);
  });
});

describe('comparing', () => {
  it('lays layers side by side, the first and the last among them, the present one in focus', async () => {
    const page = await start();
    page.commands.compareLayers();
    const layers = page.state().panels.map(({ layer }) => layer);
    expect(layers).toEqual([0, 12, 15, 16, 17, 18]);
    expect(layers[page.state().focus]).toBe(15);
  });

  it('shows other models at the same depth', async () => {
    const page = await start({ hash: '#v=1&p=ring8-a:15' });
    page.commands.compareModels();
    expect(page.state().panels.map(({ recordingId, layer }) => [recordingId, layer])).toEqual([
      ['ring8-a', 15],
      ['ring8-qwen', 23],
    ]);
  });

  it('shows replicates of a task that is no weekday walk', async () => {
    const page = await start();
    page.commands.compareTasks();
    expect(page.panels()).toEqual(['ring8-a', 'ring8-b']);
  });

  it('shows PC 1-2 and PC 3-4 of the same panel side by side from one analysis', async () => {
    const page = await start();
    page.commands.showPairs();
    await page.answerAll();
    expect(page.state().panels.map(({ axes }) => axes.slice(0, 2))).toEqual([[0, 1], [2, 3]]);
    expect(page.client.analyses).toHaveLength(1);
    expect([page.slot(0)?.status, page.slot(1)?.status]).toEqual(['ready', 'ready']);
  });

  it.each(['compareSizes', 'compareModels', 'compareTasks'] as const)('says so when there is nothing to compare: %s', async (command) => {
    const page = await start({ hash: '#v=1&p=grid4x4-a' });
    page.commands[command]();
    expect(page.panels()).toEqual(['grid4x4-a']);
    expect(page.notes().map(({ kind }) => kind)).toEqual(['info']);
  });

  it('adds, removes and keeps single panels, the focus staying where it was', async () => {
    const page = await start();
    page.commands.addPanel({ recordingId: 'ring4-a', layer: null, axes: [0, 1, 2] });
    page.commands.addPanel({ recordingId: 'grid4x4-a', layer: null, axes: [0, 1, 2] });
    page.view.getState().update({ focus: 2 });
    page.commands.removePanel(0);
    expect(page.panels()).toEqual(['ring4-a', 'grid4x4-a']);
    expect(page.state().focus).toBe(1);
    page.commands.singlePanel();
    page.commands.removePanel(0);
    expect(page.panels()).toEqual(['grid4x4-a']);
  });

  it('says so when there is no room for another panel', async () => {
    const page = await start();
    for (let i = 0; i < 9; i++) page.commands.addPanel({ recordingId: 'ring4-a', layer: null, axes: [0, 1, 2] });
    expect(page.panels()).toHaveLength(8);
    expect(page.notes()).toHaveLength(1);
  });
});

describe('the context', () => {
  it('moves through the frames of the focus recording', async () => {
    const page = await start();
    await page.answerAll();
    page.commands.step(-1);
    expect(page.state().cursor).toBe(30);
    page.commands.togglePlay();
    for (let i = 0; i < 20; i++) page.clock.advance(100);
    expect(page.state()).toMatchObject({ cursor: null, playing: false });
  });
});

describe('the addresses of the page', () => {
  it('are taken from every recording parameter, relative to the document', () => {
    const urls = recordingUrlsOf('?recording=data/a.safetensors&x=1&recording=https%3A%2F%2Fb.example%2Fb', 'http://page.example/app/');
    expect(urls).toEqual(['http://page.example/app/data/a.safetensors', 'https://b.example/b']);
    expect(recordingUrlsOf('', 'http://page.example/')).toEqual([]);
  });
});

describe('the evidence', () => {
  it('of the first view is drawn once the view is there, and stops with the page', async () => {
    const page = await start();
    expect(page.client.nullRuns).toHaveLength(0);
    await page.answerAll();
    await page.client.analyses.at(-1)!.resolve(analysis);
    expect(page.client.nullRuns).toHaveLength(1);
    expect(page.evidence.getState().nulls.status).toBe('loading');
    page.dispose();
    expect(page.client.nullRuns[0]!.aborted()).toBe(true);
  });

  it('of the tab that the address names is asked for, and the address follows the tab without a step of the history', async () => {
    const page = await start({ hash: '#v=1&p=ring8-a&tab=curves&null=1&overlay=ring' });
    expect(page.view.getState()).toMatchObject({ tab: 'curves', ghostPanel: true, overlayGraph: 'ring' });
    const entries = page.history.entries.length;
    page.commands.openTab('layers');
    page.clock.advance(2000);
    expect(page.view.getState().tab).toBe('layers');
    expect(page.history.hash()).toContain('tab=layers');
    expect(page.history.entries.length).toBe(entries);
  });

  it('of a tab is asked for by opening it', async () => {
    const page = await start();
    await page.answerAll();
    await page.client.analyses.at(-1)!.resolve(analysis);
    await page.client.baselineRuns[0]!.fail({});
    const before = page.client.analyses.length;
    expect(page.evidence.getState().sweep.status).toBe('idle');
    page.commands.openTab('layers');
    await settle();
    expect(page.evidence.getState().sweep.status).toBe('loading');
    page.commands.cancelEvidence('sweep');
    expect(page.evidence.getState().sweep).toMatchObject({ status: 'error', failure: { code: 'cancelled' } });
    page.commands.retryEvidence('sweep');
    await settle();
    expect(page.client.analyses.length).toBeGreaterThan(before + 1);
  });

  it('is drawn anew for a file that replaces another of its name', async () => {
    const page = await start();
    for (const round of [1, 2]) {
      page.commands.openFiles([new File([], 'mine.safetensors')]);
      await settle();
      await page.client.opens.at(-1)!.resolve(info);
      await page.client.analyses.at(-1)!.resolve(analysis);
      expect(page.client.nullRuns).toHaveLength(round);
      expect(page.client.nullRuns.at(-1)!.argument.handle).toBe(`handle-${page.client.opens.length}`);
      await page.client.nullRuns.at(-1)!.fail({});
    }
  });
});
