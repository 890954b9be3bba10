// Links: made in one browser profile and opened in another, the same as the command line's; broken ones told apart;
// and what is taken along.
import { readFileSync } from 'node:fs';
import { crc32 } from './crc.mjs';
import { expect, expectAccessible, open, test } from './hopscope.mjs';
import { examples, hopscope } from './native.mjs';

test.use({ locale: 'en', permissions: ['clipboard-read', 'clipboard-write'] });

const LINK = hopscope(['link', '-', '--request', '2'], examples[1].text).trim();

async function openExample(page, index = 1) {
  await open(page);
  await page.locator(`[data-example="${examples[index].file}"] button.cover`).click();
  await expect(page.locator('#verdict')).toBeVisible();
}

async function share(page) {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  return page.getByRole('dialog');
}

/** What the clipboard holds of a type. */
function clipboard(page, type) {
  return page.evaluate(async (type) => {
    for (const item of await navigator.clipboard.read()) {
      if (item.types.includes(type)) return (await item.getType(type)).text();
    }
    return undefined;
  }, type);
}

test('a link is the one that the command line makes, and opens in another profile', async ({ page, browser, baseURL }) => {
  await openExample(page);
  await page.locator('[data-request="1"]').click();
  const dialog = await share(page);
  await expect(dialog).toContainText('characters: works everywhere');
  await dialog.getByRole('button', { name: 'Copy link', exact: true }).click();
  await expect(dialog.getByRole('status')).toHaveText('Copied');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(baseURL + LINK);

  const other = await browser.newContext({ locale: 'en' });
  const guest = await other.newPage();
  const asked = [];
  guest.on('request', (request) => asked.push(request.url()));
  await guest.goto(link);
  await expect(guest.locator('.bar')).toContainText('A shared link');
  await expect(guest.locator('[data-request="1"]')).toHaveAttribute('aria-current', 'true');
  await expect(guest.locator('[data-region=result]')).toContainText('RUN_INGRESS_DISALLOWED');
  expect(asked.filter((url) => url.includes('h1.'))).toEqual([]);
  // Both see by the content id that they look at the same thing.
  await expect(guest.locator('.bar code')).toHaveText(await dialog.locator('code').textContent());

  // It is read-only until it is duplicated; then it is one's own, and the address no longer says it is the link.
  await expect(guest.getByText('Ask a request')).toBeHidden();
  await guest.getByRole('button', { name: 'Duplicate to edit' }).click();
  await expect(guest.locator('.bar')).toHaveCount(0);
  expect(new URL(guest.url()).hash).toBe('');
  await expect(guest.locator('[data-request="1"]')).toHaveAttribute('aria-current', 'true');
  await other.close();
});

test('the title and the verdicts are copied as rich text', async ({ page }) => {
  await openExample(page);
  const dialog = await share(page);
  await dialog.getByRole('button', { name: 'Copy link with title' }).click();
  await expect(dialog.getByRole('status')).toHaveText('Copied');
  const html = await clipboard(page, 'text/html');
  expect(html).toMatch(/<a href="[^"]*#h1\.d0\.[^"]*\.z">/);
  expect(html).toContain(examples[1].titleEn);
  expect(html).toContain('rejected 404');
  const plain = await clipboard(page, 'text/plain');
  expect(plain.split('\n')[0]).toBe(examples[1].titleEn);
  expect(plain).toContain('⊘ rejected 404  client-node → ');
});

test('a link in the same tab replaces nothing', async ({ page }) => {
  await openExample(page, 3);
  await page.evaluate((link) => (location.hash = link), LINK);
  await expect(page.locator('.bar')).toContainText('A shared link');
  await page.getByRole('button', { name: 'Close preview' }).click();
  await expect(page.locator('header h1')).toHaveText(examples[3].titleEn);
  expect(new URL(page.url()).hash).toBe('');
});

/** A scenario of one host with so many addresses, which nothing compresses. */
function long(count) {
  let seed = 1;
  const four = () => ((seed = (seed * 48_271) % 2_147_483_647) & 0xffff).toString(16);
  const address = () => `2001:db8:${Array.from({ length: 6 }, four).join(':')}`;
  const host = { kind: 'hopscope#host', name: 'many', addresses: Array.from({ length: count }, address) };
  return JSON.stringify({ hopscope: 1, title: 'long', project: 'acme-dev', resources: [host] });
}

for (const [count, says] of [[600, 'too long for chat'], [6_000, 'There is no link for this scenario']]) {
  test(`a link for ${count} addresses is told as too long, and the file is the way out`, async ({ page }) => {
    await open(page);
    await page.evaluate((text) => navigator.clipboard.writeText(text), long(count));
    await page.keyboard.press('Control+V');
    await page.getByRole('dialog').locator('.dialog-foot .pri').click();
    const dialog = await share(page);
    await expect(dialog.locator('.gauge')).toContainText(says);
    await expect(dialog.locator('.pri')).toHaveText('Save file');
    const [download] = await Promise.all([page.waitForEvent('download'), dialog.locator('.pri').click()]);
    const { resources } = JSON.parse(readFileSync(await download.path(), 'utf8'));
    expect(resources[0].addresses.length).toBe(count);
  });
}

test('keys copy the link and save the file', async ({ page, baseURL }) => {
  await openExample(page);
  await page.locator('[data-request="1"]').click();
  await page.keyboard.press('Control+Shift+C');
  await expect(page.locator('.notice')).toContainText('Link copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(baseURL + LINK);
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Control+S')]);
  expect(JSON.parse(readFileSync(await download.path(), 'utf8')).hopscope).toBe(1);
});

test('a link that is pasted is opened as one', async ({ page }) => {
  await open(page);
  await page.evaluate((link) => navigator.clipboard.writeText(`<https://elsewhere.example/${link}>`), LINK);
  await page.keyboard.press('Control+V');
  await expect(page.locator('.bar')).toContainText('A shared link');
  await expect(page.locator('[data-request="1"]')).toHaveAttribute('aria-current', 'true');
});

for (const locale of ['en', 'ja']) {
  for (const colorScheme of ['light', 'dark']) {
    test.describe(`${locale}, ${colorScheme}`, () => {
      test.use({ locale, colorScheme });

      test('a preview, sharing and a broken link have no obstacles, on a phone too', async ({ page }) => {
        for (const width of [1440, 390]) {
          await page.setViewportSize({ width, height: 844 });
          await page.goto('about:blank');
          await open(page, `/${LINK}`);
          await expect(page.locator('.bar')).toBeVisible();
          await expectAccessible(page);
          await page.locator('header .pri').click();
          await expectAccessible(page);
          const sticksOut = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
          expect(sticksOut).toBe(false);
        }
        await page.goto('about:blank');
        await open(page, `/${LINK.slice(0, -20)}`);
        await expectAccessible(page);
      });
    });
  }
}

const altered = LINK.replace('.d0.', '.d1.');
const broken = [
  ['cut', LINK.slice(0, -20), 'The link is cut', 'characters are there'],
  ['altered', altered, 'The link was altered', 'checksum'],
  ['too new', '#h1.d1.4.174d7c7f.abcd.z', 'The link is too new', 'newer'],
  ['of a newer scenario', '#h1.p.39.da53fbf1.eyJob3BzY29wZSI6MiwicmVzb3VyY2VzIjpbXX0.z', 'The link is too new', 'newer'],
];
for (const [name, link, heading, detail] of broken) {
  test(`a link that is ${name} is told as that, and nothing else is opened`, async ({ page }) => {
    await open(page, `/${link}`);
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('heading')).toHaveText(heading);
    await expect(dialog).toContainText(detail);
    await expect(page.locator('#verdict')).toHaveCount(0);
    await expectAccessible(page);
    if (name === 'of a newer scenario') {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        dialog.getByRole('button', { name: 'Save what it holds' }).click(),
      ]);
      expect(readFileSync(await download.path(), 'utf8')).toBe('{"hopscope":2,"resources":[]}');
    }
    await dialog.getByRole('button', { name: 'Go on without it' }).click();
    await expect(page.locator('[data-region=gallery]')).toBeVisible();
    expect(new URL(page.url()).hash).toBe('');
  });
}

/** What a link in the clipboard holds. */
async function opened(page) {
  const link = await page.evaluate(() => navigator.clipboard.readText());
  return JSON.parse(hopscope(['open', link]));
}

test('what a link holds and whose names it tells is chosen, and checked by who opens it', async ({ page, browser }) => {
  await openExample(page);
  const dialog = await share(page);
  const id = dialog.locator('code');
  const before = await id.textContent();
  const copy = async () => {
    await dialog.getByRole('button', { name: 'Copy link', exact: true }).click();
    await expect(dialog.getByRole('status').last()).toHaveText('Copied');
  };
  await dialog.getByRole('checkbox', { name: 'Requests' }).uncheck();
  await copy();
  expect((await opened(page)).requests).toBeUndefined();
  await dialog.getByRole('checkbox', { name: 'Requests' }).check();
  // With the keyboard alone.
  await dialog.getByRole('radio', { name: 'None' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('radio', { name: 'Projects and mail' })).toBeChecked();
  await expect(id).not.toHaveText(before);
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('radio', { name: 'Names of resources' })).toBeChecked();
  await dialog.getByRole('button', { name: 'Copy link with title' }).click();
  await expect(dialog.getByRole('status').last()).toHaveText('Copied');
  const plain = await clipboard(page, 'text/plain');
  for (const text of [plain, await clipboard(page, 'text/html')]) {
    expect(text).not.toContain('client-node');
    expect(text).toContain('rejected 404');
  }
  await copy();
  const text = JSON.stringify(await opened(page));
  for (const name of ['acme-dev', 'client-node', 'server-node']) expect(text).not.toContain(name);

  const other = await browser.newContext({ locale: 'en' });
  const guest = await other.newPage();
  await guest.goto(await page.evaluate(() => navigator.clipboard.readText()));
  await expect(guest.locator('.bar code')).toHaveText(await id.textContent());
  await expect(guest.locator('[data-region=result]')).toContainText('RUN_INGRESS_DISALLOWED');
  await expect(guest.locator('.bar')).toContainText('Nothing here is kept');
  await other.close();
});

test('answers that were others when a link was made are named', async ({ page }) => {
  const scenario = { ...JSON.parse(examples[0].text) };
  scenario.shared = { rules: '2020-01-01', verdicts: [{ request: 1, outcome: 'dropped', cause: 'NO_ROUTE' }] };
  const payload = Buffer.from(JSON.stringify(scenario)).toString('base64url');
  const head = `h1.p.${payload.length}`;
  const sum = crc32(Buffer.from(`${head}.${payload}`)).toString(16).padStart(8, '0');
  await open(page, `/#${head}.${sum}.${payload}.z`);
  await expect(page.locator('.bar')).toContainText('1 answer is other than when it was shared (rules of 2020-01-01)');
  await expect(page.locator('.bar')).toContainText('Request 1: dropped when shared, delivered now.');
});

for (const colorScheme of ['light', 'dark']) {
  test.describe(`in a frame, ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('a link shows what it holds and leads to the page', async ({ page }) => {
      // What a worker answers is past what a test can.
      await page.addInitScript(() => delete Navigator.prototype.serviceWorker);
      for (const width of [960, 390]) {
        await page.setViewportSize({ width, height: 640 });
        await page.goto('about:blank');
        await open(page, `/?embed=1${LINK}`);
        await expect(page.locator('header h1')).toHaveText(JSON.parse(examples[1].text).title);
        await expect(page.locator('#verdict')).toContainText('rejected 404');
        await expect(page.locator('[data-region=picture] svg.canvas')).toBeVisible();
        await expect(page.getByRole('link', { name: 'Open in Hopscope' })).toHaveAttribute('href', `/${LINK}`);
        for (const gone of ['Share', 'Paste', 'Undo']) {
          await expect(page.getByRole('button', { name: gone })).toHaveCount(0);
        }
        const sticksOut = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        expect(sticksOut).toBe(false);
        await expectAccessible(page);
      }
      await page.locator('[data-request="0"]').click();
      await expect(page.locator('[data-request="0"]')).toHaveAttribute('aria-current', 'true');
      await expect(page.locator('.head .way')).toContainText('client-node');
      expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
      // In a real frame, on another page of the same host.
      const src = `/?embed=1${LINK}`;
      const body = `<!doctype html><html lang="en"><title>wiki</title><iframe title="a link" width="900" height="600" src="${src}"></iframe>`;
      await page.route('**/wiki', (route) => route.fulfill({ contentType: 'text/html', body }));
      await page.goto('/wiki');
      await expect(page.frameLocator('iframe').locator('#verdict')).toContainText('rejected 404');
    });
  });
}

test('a frame without a link, or with half of one, says so and shows nothing instead', async ({ page }) => {
  await open(page, '/?embed=1');
  await expect(page.getByRole('alert')).toContainText('its address has none');
  await page.goto('about:blank');
  await open(page, `/?embed=1${LINK.slice(0, -20)}`);
  await expect(page.getByRole('alert')).toContainText('The link is cut');
  await expect(page.locator('#verdict')).toHaveCount(0);
  await expectAccessible(page);
});

test('every link that was given out opens', async ({ page }) => {
  const lines = readFileSync(new URL('../share/links.txt', import.meta.url), 'utf8').split('\n');
  const links = lines.filter((line) => line && !line.startsWith('#')).map((line) => line.split(' '));
  expect(links.length).toBeGreaterThan(30);
  await open(page);
  for (const [id, link] of links) {
    await page.evaluate((link) => (location.hash = link), link);
    await expect(page.locator('.bar code'), link).toHaveText(id);
    await expect(page.locator('#verdict')).toBeVisible();
    // The last button closes the preview; which words it has is up to the link.
    await page.locator('.bar button').last().click();
    await expect(page.locator('.bar')).toHaveCount(0);
  }
});

test('Japanese too', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ locale: 'ja' });
  const page = await context.newPage();
  await page.goto(`${baseURL}${LINK.slice(0, -20)}`);
  await expect(page.getByRole('dialog').getByRole('heading')).toHaveText('リンクが途中で切れています');
  await page.goto('about:blank');
  await page.goto(`${baseURL}${LINK}`);
  await expect(page.locator('.bar')).toContainText('共有リンクのプレビュー');
  await context.close();
});

/** What a button of the dialog saves: its name and its bytes. */
async function saved(page, dialog, button, nth = 0) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: button, exact: true }).nth(nth).click(),
  ]);
  return [download.suggestedFilename(), readFileSync(await download.path())];
}

for (const locale of ['en', 'ja']) {
  test.describe(locale, () => {
    test.use({ locale });

    test('everything can be taken along', async ({ page }) => {
      await openExample(page);
      await page.locator('header .pri').click();
      const dialog = page.getByRole('dialog');
      await expectAccessible(page);

      const [svgName, svg] = await saved(page, dialog, 'SVG');
      expect(svgName).toMatch(/\.svg$/);
      expect(svg.toString()).toContain('server-node');
      expect(svg.toString()).toContain(locale === 'ja' ? 'サービス' : 'service');
      const [, width, height] = svg.toString().match(/ width="(\d+)" height="(\d+)"/);

      const [pngName, png] = await saved(page, dialog, 'PNG');
      expect(pngName).toMatch(/\.png$/);
      expect(png.subarray(1, 4).toString()).toBe('PNG');
      // Twice the size of what is drawn, and no larger: cropped.
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * width, 2 * height]);

      const file = locale === 'ja' ? 'ファイルに保存' : 'Save file';
      const [name, scenario] = await saved(page, dialog, file);
      expect(name).toMatch(/\.hopscope\.json$/);
      const outcome = (text) => JSON.parse(hopscope(['check', '-', '--format', 'json'], text)).scenario;
      expect(outcome(scenario.toString())).toBe(await dialog.locator('code').textContent());

      const report = locale === 'ja' ? 'レポートをコピー (Markdown)' : 'Copy report (Markdown)';
      await dialog.getByRole('button', { name: report }).click();
      await expect(dialog.getByRole('status')).not.toBeEmpty();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('`RUN_INGRESS_DISALLOWED`');

      const mermaid = locale === 'ja' ? 'Mermaid をコピー' : 'Copy Mermaid';
      await dialog.getByRole('button', { name: mermaid }).click();
      await expect
        .poll(() => page.evaluate(() => navigator.clipboard.readText()))
        .toContain('flowchart LR');
    });
  });
}

test('on paper there is what was asked, the picture and why', async ({ page }) => {
  await openExample(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('header h1')).toBeVisible();
  await expect(page.locator('#verdict')).toBeVisible();
  await expect(page.locator('svg.canvas')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Share' })).toBeHidden();
  await expect(page.locator('.steps li').last()).toBeVisible();
});

test('a narrow window prints all of it too', async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 700 });
  await open(page);
  await page.locator(`[data-example="${examples[1].file}"] button.cover`).click();
  const regions = page.locator('.work > .region');
  await expect(regions).toHaveCount(1);
  // As the browser does when it prints.
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  for (const region of ['requests', 'picture', 'result']) await expect(page.locator(`[data-region=${region}]`)).toBeVisible();
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: 'screen' });
  await expect(regions).toHaveCount(1);
});
