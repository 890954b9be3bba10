// How long the page stands still while much is pasted into it: `node blocked.mjs [MEGABYTES]` beside a page served at
// HOPSCOPE_URL. The same paste into an empty page says what of that is the browser's own.
import { chromium } from '@playwright/test';

const url = process.env.HOPSCOPE_URL ?? 'http://127.0.0.1:8080/';
const megabytes = Number(process.argv[2] ?? 8.5);

/** A list of firewall rules, as gcloud prints them. */
function rules(bytes) {
  const list = [];
  for (let length = 0; length < bytes; length += list.at(-1).length + 2) {
    const name = `allow-${list.length}`;
    list.push(JSON.stringify({
      kind: 'compute#firewall', id: `${list.length}`, creationTimestamp: '2026-02-03T04:05:06.789-07:00', name,
      description: 'Lets the health checks of load balancers and the office in',
      network: 'https://www.googleapis.com/compute/v1/projects/acme/global/networks/vpc', priority: 1000,
      sourceRanges: ['130.211.0.0/22', '35.191.0.0/16'], allowed: [{ IPProtocol: 'tcp', ports: ['80', '443'] }],
      direction: 'INGRESS', selfLink: `https://www.googleapis.com/compute/v1/projects/acme/global/firewalls/${name}`,
    }, null, 2));
  }
  return `[\n${list.join(',\n')}\n]\n`;
}

/** Pastes into a page and waits for what comes of it: the tasks of more than 50 ms, when and how long, in milliseconds. */
async function paste(page, text, done) {
  await page.evaluate(async (text) => {
    await navigator.clipboard.writeText(text);
    window.tasks_ = [];
    new PerformanceObserver((list) => {
      for (const own of list.getEntries()) window.tasks_.push([Math.round(own.startTime - window.pasted_), Math.round(own.duration)]);
    }).observe({ entryTypes: ['longtask'] });
    window.pasted_ = performance.now();
  }, text);
  await page.keyboard.press('Control+V');
  await done();
  await page.waitForTimeout(500);
  return page.evaluate(() => window.tasks_.filter(([at]) => at > -50));
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const context = await browser.newContext({ locale: 'en-US', permissions: ['clipboard-read', 'clipboard-write'] });
const text = rules(megabytes * 1_000_000);
const report = (what, tasks) =>
  console.log(`${what}: ${tasks.map(([at, length]) => `${length} ms after ${at} ms`).join(', ') || 'none'}`);

const empty = await context.newPage();
await empty.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '<p>Nothing' }));
await empty.goto(url);
await empty.evaluate(() => {
  addEventListener('paste', (event) => {
    window.length_ = event.clipboardData.getData('text/plain').length;
    event.preventDefault();
  });
});
report('an empty page', await paste(empty, text, () => empty.waitForFunction(() => window.length_ > 0)));
await empty.close();

const page = await context.newPage();
await page.goto(url);
await page.mouse.move(1, 1);
await page.locator('#app > :not(.loading) main').waitFor();
await page.waitForTimeout(1_500);
report('this page', await paste(page, text, () => page.getByRole('dialog').locator('.dialog-foot .pri').waitFor({ timeout: 120_000 })));
await browser.close();
