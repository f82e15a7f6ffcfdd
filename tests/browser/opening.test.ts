import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { largeRecording } from '../helpers/largeRecording.ts';
import { serveRecording, type Behaviour, type RecordingServer } from '../helpers/recordingServer.ts';
import { useBrowser } from './helpers/browser.ts';
import { nodePoints, shown } from './helpers/explorerPage.ts';

const browser = useBrowser();
const ring8 = path.resolve('fixtures/synthetic/ring8-tiny.safetensors');
/** 21 MB in 16 layers: more than a server without ranges may send unasked. */
const file = largeRecording({ nodes: 16, hiddenSize: 2048, segments: 20, modelLayers: 15 });

let server: RecordingServer;
beforeAll(async () => {
  server = await serveRecording(file);
});
afterAll(() => server.close());

const words = async (page: Page, count: number) => expect.poll(async () => (await nodePoints(page)).length, { timeout: 30_000 }).toBe(count);

/** What a paste brings, where the page has the focus. */
function paste(page: Page, text: string): Promise<void> {
  return page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

describe('opening', () => {
  it('takes several files from the dialog, reached by key, and shows the first', async () => {
    const page = await browser.reopen();
    await shown(page);
    await page.keyboard.press('f');
    await page.getByTestId('open-dialog').waitFor();
    await page.getByTestId('file-input').setInputFiles([ring8, path.resolve('fixtures/malformed/truncated-data.safetensors')]);
    await page.getByTestId('open-dialog').waitFor({ state: 'detached' });
    await words(page, 8);
    await expect.poll(async () => page.getByTestId('notice').count()).toBe(1);
    expect(new URL(page.url()).hash).toContain('file%3Aring8-tiny.safetensors');
  });

  it('takes an address from the dialog, and the page’s own address then leads there again', async () => {
    const page = await browser.open();
    await shown(page);
    await page.getByTestId('open').click();
    await page.getByTestId('open-address').fill('recording.safetensors');
    await page.getByTestId('open-address').press('Enter');
    expect(await page.getByTestId('open-dialog').textContent()).toContain('is not an http or https address');
    await page.getByTestId('open-address').fill(server.url('ranges'));
    await page.getByTestId('open-address').press('Enter');
    await words(page, 16);
    await expect.poll(() => decodeURIComponent(page.url())).toContain(server.url('ranges'));
    const again = await browser.open({ at: new URL(page.url()).hash });
    await words(again, 16);
  });

  it('takes a pasted address while no field has the focus', async () => {
    const page = await browser.reopen();
    await shown(page);
    await paste(page, 'just words');
    await paste(page, server.url('ranges'));
    await words(page, 16);
    expect(await page.getByTestId('notice').count()).toBe(0);
  });

  it('takes dropped files', async () => {
    const page = await browser.reopen();
    await shown(page);
    const bytes = [...readFileSync(ring8)];
    const transfer = await page.evaluateHandle((values) => {
      const dropped = new DataTransfer();
      dropped.items.add(new File([new Uint8Array(values)], 'dropped.safetensors'));
      return dropped;
    }, bytes);
    await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
    await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
    await words(page, 8);
  });

  it('reads only the layers looked at, and those beside them', async () => {
    const before = server.sent();
    const page = await browser.open({ at: `?recording=${encodeURIComponent(server.url('ranges'))}` });
    await words(page, 16);
    await page.waitForTimeout(1500);
    // The layer, the two beside it, and the embedding layer, whose vectors a null is drawn with; the rest is the header.
    expect(server.sent() - before).toBeLessThan(5 * file.layerBytes);
  });
});

describe('an address that cannot be opened', () => {
  it.each([
    ['missing', /no recording at/, /Check the address/],
    ['closed', /does not let other sites read/, /Access-Control-Allow-Origin/],
    ['html', /web page/, /address of the file itself/],
    ['failing', /status 503/, /Try again/],
    ['cut-off', /arrived/, /damaged/],
  ] as const)('says why and what to do, and what was open stays: %s', async (behaviour, message, remedy) => {
    const page = await browser.reopen({ expectedErrors: /Failed to load resource|CORS policy/ });
    await shown(page);
    const before = await nodePoints(page);
    // A small file, so that none of these asks before it fails.
    const small = await serveRecording(file.bytes(0, 200_000));
    try {
      await paste(page, small.url(behaviour));
      await page.getByTestId('notice').first().waitFor();
      const text = await page.getByTestId('notice').first().textContent();
      expect(text).toMatch(message);
      expect(text).toMatch(remedy);
      expect(await nodePoints(page)).toEqual(before);
      expect(await page.getByTestId('opening').count()).toBe(0);
    } finally {
      await small.close();
    }
  });
});

describe('a server without byte ranges', () => {
  const open = async (behaviour: Behaviour) => {
    const page = await browser.reopen();
    await shown(page);
    await paste(page, server.url(behaviour));
    const card = page.getByTestId('opening');
    await card.getByRole('button', { name: 'Download' }).waitFor();
    return { page, card };
  };

  it('is asked for nothing large before the reader has agreed', async () => {
    const before = server.sent();
    const { page, card } = await open('whole');
    expect(await card.textContent()).toContain('sends the whole file: 21 MB');
    expect(server.sent() - before, 'what lay in the connection’s buffers').toBeLessThan(8_000_000);
    await card.getByRole('button', { name: 'Cancel' }).click();
    await card.waitFor({ state: 'detached' });
    expect(await page.getByTestId('notice').count()).toBe(0);
  });

  it('sends the file once the reader agrees', async () => {
    const { page, card } = await open('whole');
    await card.getByRole('button', { name: 'Download' }).click();
    await words(page, 16);
  });

  it('that hides its ranges from other sites is told apart', async () => {
    const { card } = await open('hidden-range');
    expect(await card.textContent()).toContain('parts of the file');
  });

  it('that does not say how large the file is is said to', async () => {
    const { card } = await open('chunked');
    expect(await card.textContent()).toContain('does not say how large it is');
  });
});

describe('a connection that breaks off', () => {
  it('is resumed where it stopped, and the picture is that of the whole file', async () => {
    const page = await browser.open({ at: `?recording=${encodeURIComponent(server.url('ranges'))}` });
    await words(page, 16);
    const points = await nodePoints(page);
    const other = await browser.open({ at: `?recording=${encodeURIComponent(server.url('dropping'))}`, expectedErrors: /ERR_/ });
    await words(other, 16);
    expect(await nodePoints(other)).toEqual(points);
  });
});

describe('an opening under way', () => {
  it('shows its name and can be cancelled, and the view stays', async () => {
    const page = await browser.reopen();
    await shown(page);
    const before = await nodePoints(page);
    await paste(page, `${server.url('mute')} ${server.url('ranges')}`);
    const cards = page.getByTestId('opening');
    await expect.poll(async () => cards.count()).toBe(2);
    await expect.poll(async () => cards.first().isVisible()).toBe(true);
    expect(await cards.nth(1).textContent()).toContain('Waiting');
    await cards.nth(1).getByRole('button', { name: /Cancel/ }).click();
    await cards.first().getByRole('button', { name: /Cancel/ }).click();
    await expect.poll(async () => cards.count()).toBe(0);
    expect(await nodePoints(page)).toEqual(before);
    expect(await page.getByTestId('notice').count()).toBe(0);
  });
});

describe('a catalog named by the address', () => {
  it('that is missing says so and leads back to the samples', async () => {
    const page = await browser.open({ at: '?catalog=lists/gone.json', expectedErrors: /404|Failed to load resource/ });
    await page.getByRole('button', { name: 'Show the samples' }).waitFor();
    expect(await page.getByTestId('stage-empty').textContent()).toContain('lists/gone.json');
    await page.getByRole('button', { name: 'Show the samples' }).click();
    await shown(page);
    expect(new URL(page.url()).search).toBe('');
  });

  it('takes the place of the samples', async () => {
    const page = await browser.open({
      at: '?catalog=other/catalog.json',
      prepare: (opening) =>
        opening.route('**/other/**', async (route) => {
          const url = route.request().url();
          if (!url.endsWith('catalog.json')) return route.fulfill({ body: readFileSync(path.resolve('fixtures', url.split('/other/')[1]!)) });
          const catalog = JSON.parse(readFileSync('fixtures/catalog.json', 'utf8')) as { default: string; recordings: { id: string }[] };
          const recordings = catalog.recordings.filter(({ id }) => id === 'gemma3-270m-ring4-a');
          return route.fulfill({ json: { ...catalog, default: 'gemma3-270m-ring4-a', recordings } });
        }),
    });
    await words(page, 4);
    await page.getByTestId('open').click();
    expect(await page.getByTestId('open-dialog').textContent()).toContain('other/catalog.json');
    await page.getByRole('button', { name: 'List the samples instead' }).click();
    await expect.poll(() => new URL(page.url()).search).toBe('');
  });
});

describe('files opened before', () => {
  it('are remembered only with leave, offered when the address names one, and forgotten when asked', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'contextscope-recent-'));
    const mine = path.join(folder, 'mine.safetensors');
    copyFileSync(ring8, mine);
    try {
      const page = await browser.open();
      await shown(page);
      await page.getByTestId('file-input').setInputFiles(mine);
      await words(page, 8);
      await page.getByTestId('open').click();
      expect(await page.getByTestId('recent-list').count()).toBe(0);
      await page.getByTestId('remember-files').check();
      await page.getByTestId('keep-copies').check();
      await page.getByTestId('file-input').setInputFiles(mine);
      await expect.poll(async () => page.getByTestId('recent-list').count(), { timeout: 1000 }).toBe(0);
      await page.getByTestId('open').click();
      await expect.poll(async () => page.getByTestId('recent-list').textContent()).toContain('copy kept');
      await page.keyboard.press('Escape');
      await expect.poll(() => page.url()).toContain('mine.safetensors');

      await page.reload();
      const offer = page.getByTestId('opening');
      await offer.getByRole('button', { name: 'Open' }).click();
      await words(page, 8);

      await page.getByTestId('open').click();
      await page.getByRole('button', { name: 'Forget all' }).click();
      await expect.poll(async () => page.getByTestId('recent-list').count()).toBe(0);
      await page.reload();
      await shown(page);
      expect(await offer.count()).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('chosen through the browser’s own picker are read again by their handle', async () => {
    const page = await browser.open();
    await shown(page);
    await page.evaluate(async (values) => {
      const root = await navigator.storage.getDirectory();
      const handle = await root.getFileHandle('handled.safetensors', { create: true });
      const writable = await handle.createWritable();
      await writable.write(new Uint8Array(values));
      await writable.close();
      Object.assign(window, { showOpenFilePicker: () => Promise.resolve([handle]) });
    }, [...readFileSync(ring8)]);
    await page.getByTestId('open').click();
    await page.getByTestId('remember-files').check();
    await page.getByRole('button', { name: 'Choose files…' }).click();
    await words(page, 8);
    // The address and the list of files are written behind the picture.
    await page.waitForURL(/handled/);
    await page.getByTestId('open').click();
    await page.getByTestId('recent-list').getByText('handled.safetensors').waitFor();
    await page.reload();
    await page.getByTestId('opening').getByRole('button', { name: 'Open' }).click();
    await words(page, 8);
  });

  it('cannot be remembered where the browser has no storage, which is said in the dialog and nowhere else', async () => {
    const page = await browser.open({ prepare: (opening) => opening.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined })) });
    await shown(page);
    await page.getByTestId('file-input').setInputFiles(ring8);
    await words(page, 8);
    expect(await page.getByTestId('notice').count()).toBe(0);
    await page.getByTestId('open').click();
    await expect.poll(async () => page.getByTestId('open-dialog').textContent()).toContain('cannot be used');
  });
});
