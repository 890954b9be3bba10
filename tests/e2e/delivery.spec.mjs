// How the page arrives: types, names, policy, and from wherever it is put.
import { createServer } from 'node:http';
import { expect, open, stir, test } from './hopscope.mjs';
import { examples, hopscope } from './native.mjs';

const TYPES = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  wasm: 'application/wasm',
  css: 'text/css; charset=utf-8',
};

test('each file has its type, and its hash in its name', async ({ page, baseURL }) => {
  const answers = [];
  page.on('response', (response) => answers.push(response));
  await open(page);

  const kinds = new Set();
  for (const answer of answers) {
    const name = answer.url().slice(baseURL.length) || 'index.html';
    const kind = name.split('.').at(-1);
    kinds.add(kind);
    expect(answer.status(), name).toBe(200);
    expect(answer.headers()['content-type'], name).toBe(TYPES[kind]);
    expect(answer.headers()['content-security-policy'], name).toContain("default-src 'none'");
    if (name !== 'index.html' && !name.startsWith('snippets/')) expect(name).toMatch(/^\w+-[0-9a-f]{12}\.\w+$/);
  }
  expect([...kinds].sort()).toEqual(['css', 'html', 'js', 'wasm']);
});

test('nothing is fetched twice', async ({ page }) => {
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await open(page);
  expect(asked).toEqual([...new Set(asked)]);
});

test('the page works in a folder of a web site', async ({ page, baseURL }) => {
  // The browser asks for a worker past what a test can answer.
  await page.addInitScript(() => delete Navigator.prototype.serviceWorker);
  await page.route('**/some/folder/**', async (route) => {
    const file = route.request().url().split('/some/folder/')[1];
    await route.fulfill({ response: await route.fetch({ url: baseURL + file }) });
  });
  await open(page, '/some/folder/');
});

test.describe('under a path of a web site', () => {
  const PATH = '/a/wiki/page/hopscope/';
  let server;
  let site;

  test.beforeAll(async ({ baseURL }) => {
    // A host that serves the folder there and nothing else anywhere.
    server = createServer(async (request, response) => {
      const { pathname } = new URL(request.url, 'http://host/');
      const inside = pathname.startsWith(PATH);
      const answer = inside ? await fetch(baseURL + pathname.slice(PATH.length)) : new Response('', { status: 404 });
      const type = answer.headers.get('content-type');
      response.writeHead(answer.status, type ? { 'content-type': type } : {});
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    site = `http://127.0.0.1:${server.address().port}${PATH}`;
  });
  test.afterAll(() => server.close());

  test('it starts, opens links and makes them, and stays without a network', async ({ browser }) => {
    const context = await browser.newContext({ locale: 'en', permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await context.newPage();
    const missing = [];
    page.on('response', (answer) => answer.status() === 200 || missing.push(answer.url()));
    const link = hopscope(['link', '-', '--page', site], examples[1].text).trim();
    await page.goto(link);
    await expect(page.locator('.bar')).toContainText('A shared link');
    await page.getByRole('button', { name: 'Duplicate to edit' }).click();
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Copy link', exact: true }).click();
    await expect(page.getByRole('dialog').getByRole('status')).toHaveText('Copied');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`${site}#h1.d0.`);
    const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
    expect(scope).toBe(site);
    expect(missing).toEqual([]);
    await context.setOffline(true);
    await page.goto(site);
    await stir(page);
    await expect(page.locator('#app > .loading')).toHaveCount(0);
    await expect(page.locator('header')).toBeVisible();
    await context.close();
  });
});

test('the browser refuses to send anything anywhere else', async ({ page, context }) => {
  await open(page);
  // In a page of its own: the refusal is a complaint, and those the other page may not have.
  const other = await context.newPage();
  await other.goto('/');
  const refusedBy = await other.evaluate(
    () =>
      new Promise((resolve) => {
        addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true });
        fetch('http://127.0.0.2:9/').catch(() => {});
      }),
  );
  expect(refusedBy).toBe('connect-src');
});

for (const [locale, theme] of [['en-US', 'light'], ['ja-JP', 'dark']]) {
  test(`the first words are those of the page, ${locale}`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ locale, baseURL });
    const page = await context.newPage();
    await page.addInitScript((own) => localStorage.setItem('hopscope.theme', JSON.stringify(own)), theme);
    // The module keeps us waiting.
    let arrive;
    const arrived = new Promise((resolve) => (arrive = resolve));
    await page.route('**/*.wasm', async (route) => {
      await arrived;
      await route.continue();
    });
    await page.goto('/', { waitUntil: 'commit' });
    const words = () => page.locator('.hero:visible').innerText();
    await expect(page.locator('.loading .hero:visible')).toHaveCount(1);
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    const before = { words: await words(), box: await page.locator('.hero:visible h1').boundingBox() };
    arrive();
    await stir(page);
    await expect(page.locator('#app > .loading')).toHaveCount(0);
    expect({ words: await words(), box: await page.locator('.hero:visible h1').boundingBox() }).toEqual(before);
    await context.close();
  });
}
