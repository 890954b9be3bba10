// How the page arrives: types, names, policy, and from wherever it is put.
import { expect, open, test } from './hopscope.mjs';

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
    await expect(page.locator('#app > .loading')).toHaveCount(0);
    expect({ words: await words(), box: await page.locator('.hero:visible h1').boundingBox() }).toEqual(before);
    await context.close();
  });
}
