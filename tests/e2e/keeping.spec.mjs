// Not losing anything: what is open is there again, whatever happens to the tab; two tabs do not overwrite each other;
// and the page works without a network.
import { expect, expectAccessible, open, test } from './hopscope.mjs';
import { examples } from './native.mjs';

test.use({ locale: 'en' });

async function openExample(page, index = 1) {
  await page.locator(`[data-example="${examples[index].file}"] button.cover`).click();
  await expect(page.locator('#verdict')).toBeVisible();
}

/** Asks a request, which makes the example one's own. */
async function ask(page, to) {
  const count = await page.locator('[data-request]').count();
  const field = page.locator('.ask input[name=line], .ask input').last();
  if (!(await field.isVisible())) await page.locator('.ask summary').click();
  await field.fill(to);
  await field.press('Enter');
  await expect(page.locator('[data-request]')).toHaveCount(count + 1);
}

/** Waits until what is open is kept. */
async function kept(page, requests) {
  await expect
    .poll(() =>
      page.evaluate(
        () =>
          new Promise((resolve) => {
            const request = indexedDB.open('hopscope');
            request.onsuccess = () => {
              const all = request.result.transaction('scenarios').objectStore('scenarios').getAll();
              all.onsuccess = () => {
                request.result.close();
                resolve(all.result.map((own) => own.requests));
              };
            };
          }),
      ),
    )
    .toContain(requests);
}

test('a tab that is gone comes back as it was', async ({ page, context }) => {
  await open(page);
  await openExample(page);
  await ask(page, 'https://www.example.com/');
  await page.keyboard.press('Escape');
  await kept(page, 3);
  await page.close();

  const next = await context.newPage();
  await open(next);
  await expect(next.locator('[data-request]')).toHaveCount(3);
  await expect(next.locator('[data-request="2"]')).toHaveAttribute('aria-current', 'true');
  await next.reload();
  await expect(next.locator('[data-request]')).toHaveCount(3);
});

test('one\'s scenarios are listed, with their versions, and what is deleted comes back', async ({ page }) => {
  await open(page);
  await openExample(page);
  await ask(page, 'https://one.example/');
  await kept(page, 3);
  await ask(page, 'https://two.example/');
  await kept(page, 4);
  await page.getByRole('button', { name: 'To the gallery' }).click();
  await openExample(page, 2);
  await page.getByRole('button', { name: 'To the gallery' }).click();

  const row = page.locator('[data-kept]');
  await expect(row).toHaveCount(1);
  await expect(row).toContainText('4 requests');
  await expectAccessible(page);
  await row.getByRole('button', { name: 'Earlier versions' }).click();
  await row.locator('.versions button').last().click();
  await expect(page.locator('.bar')).toContainText('As it was');
  await expect(page.locator('[data-request]')).toHaveCount(3);
  await page.getByRole('button', { name: 'Close preview' }).click();

  await row.getByRole('button', { name: /^Delete/ }).click();
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await row.locator('.name').click();
  await expect(page.locator('[data-request]')).toHaveCount(4);
});

test('two tabs do not overwrite each other', async ({ page, context }) => {
  await open(page);
  await openExample(page);
  await ask(page, 'https://one.example/');
  await kept(page, 3);

  const second = await context.newPage();
  await open(second);
  // What another tab has open is not opened by itself, and is told when it is.
  await expect(second.locator('[data-region=gallery]')).toBeVisible();
  await second.locator('[data-kept] .name').click();
  await expect(second.locator('.bar')).toContainText('open in another tab');
  // Looking at it makes no copy.
  await second.waitForTimeout(500);
  await expect(second.locator('.bar')).toContainText('open in another tab');
  await ask(second, 'https://two.example/');
  await expect(second.locator('.bar')).toHaveCount(0);
  await kept(second, 4);

  await ask(page, 'https://three.example/');
  await ask(page, 'https://four.example/');
  await kept(page, 5);
  await second.getByRole('button', { name: 'To the gallery' }).click();
  await expect(second.locator('[data-kept]')).toHaveCount(2);
  await second.close();
});

test('a browser that keeps nothing is told once, with the file as the way out', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', { value: { open: () => { throw new Error('refused'); } } });
  });
  await open(page);
  await openExample(page);
  await ask(page, 'https://one.example/');
  const bar = page.locator('.bar.bad');
  await expect(bar).toContainText('keeps nothing');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    bar.getByRole('button', { name: 'Save file' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.hopscope\.json$/);
  await bar.getByRole('button', { name: 'Close' }).click();
  await ask(page, 'https://two.example/');
  await expect(bar).toHaveCount(0);
});

test('a browser without room is told as that', async ({ page }) => {
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('no room', 'QuotaExceededError');
    };
  });
  await open(page);
  await openExample(page);
  await ask(page, 'https://one.example/');
  await expect(page.locator('.bar.bad')).toContainText('no room left');
});

test('the page works without a network, and can be installed', async ({ page, context }) => {
  await open(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await context.setOffline(true);
  await page.reload();
  await expect(page.locator('[data-example]')).toHaveCount(examples.length);
  await openExample(page);
  await context.setOffline(false);

  const manifest = await page.evaluate(async () => {
    const { href } = document.querySelector('link[rel=manifest]');
    return (await fetch(href)).json();
  });
  expect([manifest.display, manifest.icons.length]).toEqual(['standalone', 1]);
});

test('nothing leaves the page once it is there', async ({ page, context }) => {
  await open(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  // From here on: whatever anyone asks of any network, the worker included.
  const asked = [];
  context.on('request', (request) => {
    if (/^https?:/.test(request.url())) asked.push(request.url());
  });
  await openExample(page);
  await ask(page, 'https://one.example/');
  await kept(page, 3);
  await page.locator('header .pri').click();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.evaluate((link) => (location.hash = link), `#h1.p.39.da53fbf1.eyJob3BzY29wZSI6MiwicmVzb3VyY2VzIjpbXX0.z`);
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(asked).toEqual([]);
});

test('a proposal leaves the scenario as it is, and is there again after the tab was closed', async ({ page, context }) => {
  await open(page);
  await page.locator('[data-example="02-ingress-internal.hopscope.json"] button.cover').click();
  await page.getByRole('button', { name: 'Propose a change' }).click();
  await page.getByRole('treeitem', { name: 'server-node' }).click();
  await page.locator('select[data-path=ingress]').selectOption('INGRESS_TRAFFIC_ALL');
  const first = (on) => on.locator('[data-request="0"]');
  await expect(first(page)).toContainText('delivered');
  await expect(first(page)).toContainText('as it is: rejected 404');
  await page.getByRole('button', { name: 'As it is', exact: true }).click();
  await expect(first(page)).toContainText('rejected 404');
  await expectAccessible(page);
  await page.waitForTimeout(500);
  await page.close();

  const again = await context.newPage();
  await open(again);
  await expect(first(again)).toContainText('rejected 404');
  await again.getByRole('group', { name: 'Proposals' }).getByRole('button', { name: 'B', exact: true }).click();
  await expect(first(again)).toContainText('delivered');
});
