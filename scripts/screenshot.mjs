/**
 * `npm run screenshot`: builds the explorer, opens the README's view and writes docs/images/.
 * `npm run screenshot -- --review FOLDER` instead writes the page at three sizes, light and dark, in several views.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';
import { chromiumFlags, findChromium } from './find-chromium.mjs';
import { root } from './root.mjs';

const { values } = parseArgs({ options: { review: { type: 'string' }, 'no-build': { type: 'boolean', default: false } } });

const views = {
  default: { hash: '' },
  sizes: { hash: '', click: 'compare-sizes' },
  space: { hash: '', click: 'mode-space' },
  weekdays: { hash: '#v=1&p=gemma3-270m-weekdays-step3-a&advanced=1', click: 'pairs' },
};

if (!values['no-build']) await build({ root, logLevel: 'warn' });
const server = await preview({ root, logLevel: 'warn', preview: { port: 0, host: '127.0.0.1' } });
const browser = await chromium.launch({ executablePath: findChromium(), args: [...chromiumFlags] });

async function shoot(file, { hash, click }, size, scheme, scale) {
  const context = await browser.newContext({ viewport: size, colorScheme: scheme, deviceScaleFactor: scale });
  const page = await context.newPage();
  await page.goto(server.resolvedUrls.local[0] + hash);
  await page.getByTestId('plane-0').waitFor();
  if (click !== undefined) {
    const control = page.getByTestId(click);
    if (await control.isVisible()) await control.click();
    else console.warn(`${path.basename(file)}: control ${click} is not visible at this size; plain view taken`);
  }
  await page.locator('[data-testid="finding"][data-complete]').waitFor({ state: 'attached', timeout: 30_000 });
  await page.waitForTimeout(1000);
  await page.screenshot({ path: file });
  await context.close();
  console.log(path.relative(root, file));
}

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
];
try {
  if (values.review === undefined) {
    const folder = path.join(root, 'docs', 'images');
    mkdirSync(folder, { recursive: true });
    await shoot(path.join(folder, 'explorer.png'), views.default, sizes[0], 'light', 1.5);
  } else {
    mkdirSync(values.review, { recursive: true });
    for (const [name, view] of Object.entries(views)) {
      for (const size of sizes) {
        for (const scheme of ['light', 'dark']) await shoot(path.join(values.review, `${name}-${size.width}-${scheme}.png`), view, size, scheme, 1);
      }
    }
  }
} finally {
  await browser.close();
  await server.close();
}
