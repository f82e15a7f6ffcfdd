import { afterEach, describe, expect, it } from 'vitest';
import { proposeImport, type ImportProposal } from '../../../src/core/import/importProposal.ts';
import { openArrayFile } from '../../../src/core/import/openArrayFile.ts';
import { memoryByteSource } from '../../../src/core/recording/byteSource.ts';
import { createExplorer } from '../../../src/state/createExplorer.ts';
import type { Explorer } from '../../../src/state/explorer.ts';
import { createMappingStorage } from '../../../src/state/opening/mappingStorage.ts';
import { bareMeans } from '../../helpers/arrayFiles.ts';
import { createFakeClient, settle } from '../../helpers/fakeClient.ts';
import { createFakeClock } from '../../helpers/fakeClock.ts';
import { noOffline } from '../../helpers/noOffline.ts';
import { createFakeHistory } from '../../helpers/fakeHistory.ts';
import { syntheticInfo, syntheticResult } from '../../helpers/syntheticAnalysis.ts';

const info = await syntheticInfo();
const { analysis } = await syntheticResult();
const file = await openArrayFile(memoryByteSource('bare.safetensors', bareMeans()));
const { proposal } = await proposeImport(file, undefined, []);
const bare = new File([bareMeans()], 'bare.safetensors');

const explorers: Explorer[] = [];
afterEach(() => explorers.splice(0).forEach((explorer) => explorer.dispose()));

function memoryStorage() {
  const items = new Map<string, string>();
  return { getItem: (key: string) => items.get(key) ?? null, setItem: (key: string, value: string) => void items.set(key, value) };
}

async function start(recordingUrls: readonly string[] = []) {
  const client = createFakeClient();
  const store = memoryStorage();
  const mappings = createMappingStorage(() => store);
  const explorer = createExplorer({
    client, mappings, clock: createFakeClock(), history: createFakeHistory(''), catalogUrl: 'http://page.example/catalog.json', otherCatalogUrl: null, recordingUrls,
    fetch: () => Promise.resolve(new Response('', { status: 404 })), reducedMotion: () => false, offline: noOffline,
  });
  explorers.push(explorer);
  await settle();
  return { ...explorer, client, mappings, store, draft: () => explorer.importing.getState().draft, notices: () => explorer.notices.getState().notices };
}

const needs = (about: ImportProposal = proposal) => ({ code: 'needs-mapping', file: 'bare.safetensors', message: 'Which?', proposal: about }) as const;

/** A file that needs its mapping, with the mapping given. */
async function answered() {
  const page = await start();
  page.commands.openFiles([bare]);
  await settle();
  await page.client.opens.at(-1)!.fail(needs());
  page.commands.changeMapping({ ...page.draft()!.mapping, contexts: [100, 200, 400], layers: [7], builtGraph: { kind: 'ring' } });
  return page;
}

describe('a file that needs a mapping', () => {
  it('shows its mapping in place of an error', async () => {
    const { draft, notices } = await answered();
    expect(draft()).toMatchObject({ recordingId: 'file:bare.safetensors', failure: null, busy: null, remembered: false });
    expect(notices()).toEqual([]);
    expect(draft()!.check.plan).not.toBeNull();
  });

  it('says at every change what is still missing', async () => {
    const { commands, draft } = await answered();
    commands.changeMapping({ ...draft()!.mapping, builtGraph: null });
    expect(draft()!.check).toMatchObject({ plan: null, issues: [{ message: expect.stringContaining('No graph') as string }] });
    commands.resetMapping();
    expect(draft()!.mapping).toEqual(proposal.guess.mapping);
  });

  it('opens with it, is shown, and its mapping is kept for the next such file', async () => {
    const { commands, client, draft, view, mappings, store } = await answered();
    const { mapping } = draft()!;
    commands.applyMapping();
    await settle();
    expect(client.opens.at(-1)!.argument).toMatchObject({ kind: 'file', name: 'bare.safetensors', mapping });
    expect(draft()!.busy).toBe('opening');
    await client.opens.at(-1)!.resolve(info);
    await client.analyses.at(-1)!.resolve(analysis);
    expect(draft()).toBeNull();
    expect(view.getState().panels[0]!.recordingId).toBe('file:bare.safetensors');
    expect(await mappings.list()).toHaveLength(1);
    expect((await createMappingStorage(() => store).list())[0]!.mapping).toMatchObject({ contexts: [100, 200, 400], title: '' });
  });

  it('stays open with what went wrong when it cannot be opened so, until the next change', async () => {
    const { commands, client, draft, notices, mappings } = await answered();
    commands.applyMapping();
    await settle();
    await client.opens.at(-1)!.fail({ code: 'non-finite', message: 'NaN.', proposal });
    expect(draft()).toMatchObject({ busy: null, failure: { message: 'NaN.' } });
    expect(notices()).toEqual([]);
    expect(await mappings.list()).toEqual([]);
    commands.changeMapping({ ...draft()!.mapping, title: 'x' });
    expect(draft()!.failure).toBeNull();
  });

  it('is not opened while something is missing', async () => {
    const { commands, client } = await answered();
    commands.resetMapping();
    const before = client.opens.length;
    commands.applyMapping();
    await settle();
    expect(client.opens).toHaveLength(before);
  });

  it('a second such file is told of while the first is on screen', async () => {
    const { commands, client, draft, notices } = await answered();
    commands.openFiles([new File([bareMeans()], 'second.safetensors')]);
    await settle();
    await client.opens.at(-1)!.fail({ ...needs(), file: 'second.safetensors' });
    expect(draft()!.recordingId).toBe('file:bare.safetensors');
    expect(notices()).toHaveLength(1);
  });

  it('behind an address asks for it too', async () => {
    const { client, draft, commands, recordings } = await start(['http://page.example/bare.npz']);
    await client.opens.at(-1)!.fail(needs());
    expect(draft()!.recordingId).toBe('url:http://page.example/bare.npz');
    commands.closeMapping();
    expect(draft()).toBeNull();
    expect(recordings.getState().recordings['url:http://page.example/bare.npz']).toMatchObject({ status: 'error' });
    commands.editMapping('url:http://page.example/bare.npz');
    await settle();
    expect(draft()).not.toBeNull();
  });
});

describe('saving', () => {
  it('gives the file under a name of its own', async () => {
    const { commands, client, draft } = await answered();
    const saving = commands.saveMapping();
    await settle();
    expect(draft()!.busy).toBe('saving');
    expect(client.saves[0]!.argument).toMatchObject({ mapping: draft()!.mapping });
    await client.saves[0]!.resolve(new Blob(['x']));
    expect(await saving).toMatchObject({ name: 'bare.contextscope.safetensors' });
    expect(draft()!.busy).toBeNull();
  });

  it('says why it failed, and not when it was the reader who closed the mapping', async () => {
    const { commands, client, draft } = await answered();
    const failed = commands.saveMapping();
    await settle();
    await client.saves[0]!.fail({ message: 'Full.' });
    expect(await failed).toBeNull();
    expect(draft()!.failure!.message).toBe('Full.');
    const stopped = commands.saveMapping();
    await settle();
    commands.closeMapping();
    expect(await stopped).toBeNull();
    expect(client.saves[1]!.aborted()).toBe(true);
  });
});

describe('what is kept on the device', () => {
  it('is forgotten on request, and not kept where it is the guess itself', async () => {
    const { commands, client, draft, mappings } = await answered();
    commands.applyMapping();
    await settle();
    await client.opens.at(-1)!.resolve(info);
    await client.analyses.at(-1)!.resolve(analysis);
    commands.openFiles([bare]);
    await settle();
    await client.opens.at(-1)!.fail(needs());
    expect(draft()!.remembered).toBe(true);
    commands.forgetMapping();
    expect(draft()!.remembered).toBe(false);
    expect(await mappings.list()).toEqual([]);
  });

  it('lasts as long as the page where the device keeps nothing', async () => {
    const broken = createMappingStorage(() => {
      throw new Error('forbidden');
    });
    await broken.set('s', proposal.mapping, null);
    expect(await broken.find('s')).toMatchObject({ title: '' });
    const full = createMappingStorage(() => ({ getItem: () => 'not JSON', setItem: () => { throw new Error('full'); } }));
    await full.set('s', proposal.mapping, null);
    expect(await full.list()).toHaveLength(1);
  });
});
