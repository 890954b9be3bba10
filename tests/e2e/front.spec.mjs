// The first page, which is there before its module: it is the page's own, and what is done on it is done.
//
// `HOPSCOPE_FRONT=write npx playwright test front` writes it down as the page draws it today.
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, expectAccessible, open, stir, test } from './hopscope.mjs';
import { examples } from './native.mjs';

const NETWORK = JSON.stringify({
  kind: 'compute#network',
  name: 'shop',
  selfLink: 'https://www.googleapis.com/compute/v1/projects/shop-dev/global/networks/shop',
});

/** Holds the module back until it is let go. */
async function withoutModule(page) {
  let letGo;
  const held = new Promise((resolve) => (letGo = resolve));
  await page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/');
  await expect(page.locator('#app > .loading')).toBeVisible();
  return letGo;
}

/** Where everything is, in its colour. */
const boxes = (page) =>
  page.locator('#app *').evaluateAll((all) =>
    all.map((own) => {
      // Text is laid out to a sixty-fourth of a pixel, and not the same each time.
      const { x, y, width, height } = own.getBoundingClientRect();
      const { color, fontSize } = getComputedStyle(own);
      return [own.localName, ...[x, y, width, height].map(Math.round), color, fontSize].join(' ');
    }),
  );

for (const locale of ['en', 'ja']) {
  test.describe(locale, () => {
    test.use({ locale });

    test('it is what the page draws', async ({ page }) => {
      await open(page);
      await expect(page.locator('.thumb .end')).toHaveCount(examples.length);
      const drawn = await page.locator('#app > .app').evaluate((app) => {
        app.className = 'app';
        return `${app.outerHTML}\n`;
      });
      const file = new URL(`../../web/front/${locale}.html`, import.meta.url);
      if (process.env.HOPSCOPE_FRONT === 'write') writeFileSync(file, drawn);
      expect(readFileSync(file, 'utf8') === drawn, `web/front/${locale}.html is what the page draws today (HOPSCOPE_FRONT=write npx playwright test front)`).toBe(true);
    });

    for (const colorScheme of ['light', 'dark']) {
      test.describe(colorScheme, () => {
        test.use({ colorScheme });

        test('it has no obstacles, and stays where it is when the page takes its place', async ({ page }) => {
          const letGo = await withoutModule(page);
          await expectAccessible(page);
          const before = await boxes(page);
          letGo();
          await stir(page);
          await expect(page.locator('#app > .loading')).toHaveCount(0);
          expect(await boxes(page)).toEqual(before);
        });
      });
    }
  });
}

test('nobody who only reads is kept busy, and the module is there when they stir', async ({ page }) => {
  const module = page.waitForResponse('**/*.wasm');
  await page.goto('/');
  await module;
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect(page.locator('#app > .loading')).toHaveCount(1);
  await stir(page);
  await expect(page.locator('#app > .loading')).toHaveCount(0);
});

test('an example that is asked for before is opened', async ({ page }) => {
  const letGo = await withoutModule(page);
  await page.getByRole('button', { name: examples[1].titleEn, exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Starting' })).toBeVisible();
  letGo();
  await expect(page.locator('[data-region=result]')).toContainText('RUN_INGRESS_DISALLOWED');
  await expect(page.getByText('Starting')).toBeHidden();
});

test('with the keyboard too, and the focus stays', async ({ page }) => {
  const letGo = await withoutModule(page);
  const card = () => page.locator(`[data-example="${examples[1].file}"] button.cover`);
  for (let presses = 0; presses < 60; presses += 1) {
    if (await card().evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(card()).toBeFocused();
  letGo();
  await expect(page.locator('#app > .loading')).toHaveCount(0);
  await expect(card()).toBeFocused();
});

test('what is pasted before is read', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const letGo = await withoutModule(page);
  await page.evaluate((text) => navigator.clipboard.writeText(text), NETWORK);
  await page.keyboard.press('Control+V');
  letGo();
  await expect(page.getByRole('dialog')).toContainText('shop');
});

test('a file that is dropped before is read', async ({ page }) => {
  const letGo = await withoutModule(page);
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'network.json', { type: 'application/json' }));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, NETWORK);
  letGo();
  await expect(page.getByRole('dialog')).toContainText('shop');
});

test('a key, the language and what was unfolded are not lost', async ({ page }) => {
  const letGo = await withoutModule(page);
  await page.getByText('Which commands?').click();
  await page.keyboard.press('?');
  letGo();
  await expect(page.getByRole('dialog')).toContainText('Keys');
  await page.keyboard.press('Escape');
  await expect(page.locator('.paste-zone details')).toHaveAttribute('open', '');

  const other = await page.context().newPage();
  const again = await withoutModule(other);
  await other.getByRole('button', { name: '日本語' }).click();
  again();
  await expect(other.locator('html')).toHaveAttribute('lang', 'ja');
  await expect(other.locator('#app > .loading')).toHaveCount(0);
});

test('a module that does not come is told', async ({ browser, baseURL }) => {
  // A page of its own: the browser complains of what is missing.
  const context = await browser.newContext({ locale: 'en', baseURL });
  const page = await context.newPage();
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto('/');
  await stir(page);
  await expect(page.getByRole('alert')).toContainText('could not be loaded');
  await expect(page.locator('[data-example]')).toHaveCount(examples.length);
  await context.close();
});
