import { describe, expect, it } from 'vitest';
import { useBrowser } from './helpers/browser.ts';
import { context, nodePoints, openAdvanced, shown } from './helpers/explorerPage.ts';

const browser = useBrowser();

describe('the address', () => {
  it('brings back the same picture after a reload', async () => {
    const page = await browser.reopen({ at: '#v=1&p=gemma3-270m-ring12-a' });
    await shown(page);
    await page.getByTestId('window-last100').click();
    await openAdvanced(page);
    await page.getByTestId('basis-raw').click();
    await page.getByTestId('axis-y').selectOption('2');
    await page.getByTestId('step-back').click();
    await page.waitForURL(/c=400/);
    await shown(page);
    const before = await nodePoints(page);
    await page.reload();
    await shown(page);
    expect(await context(page)).toBe(400);
    expect(await nodePoints(page)).toEqual(before);
  });

  it('goes back and forward through choices', async () => {
    const page = await browser.reopen();
    await shown(page);
    const joint = await nodePoints(page);
    await openAdvanced(page);
    await page.getByTestId('basis-raw').click();
    await expect.poll(() => nodePoints(page)).not.toEqual(joint);
    const raw = await nodePoints(page);
    await page.waitForURL(/b=raw/);
    await page.goBack();
    await expect.poll(() => nodePoints(page)).toEqual(joint);
    await page.goForward();
    await expect.poll(() => nodePoints(page)).toEqual(raw);
  });

  it('falls back to the default layer, with a notice, when the address names one that was not recorded', async () => {
    const page = await browser.reopen({ at: '#v=1&p=gemma3-270m-grid4x4-a:13:1.2.3' });
    await page.getByTestId('notice').first().waitFor();
    await shown(page);
    expect(await page.getByTestId('panel-0').textContent()).toContain('layer 15');
  });

  it.each(['#v=1&b=nonsense&w=last9e99', '#v=99&p=x', '#%E0%A4%A', '#v=1&p=<img src=x onerror=alert(1)>:9:0.0.0'])('gives a notice and a working page for the damaged hash %s', async (at) => {
    const page = await browser.reopen({ at });
    await page.getByTestId('notice').first().waitFor();
    await shown(page);
    expect(await nodePoints(page)).toHaveLength(16);
    expect(await page.locator('img').count()).toBe(0);
  });
});
