// How long the page stands still while much is brought to it: `node blocked.mjs [MEGABYTES [zip]]` beside a page served
// at HOPSCOPE_URL; with `zip` as an archive of so many megabytes that is dropped, else as text that is pasted. The same
// into an empty page says what of that is the browser's own.
import { chromium } from '@playwright/test';
import { crc32 } from './crc.mjs';

const url = process.env.HOPSCOPE_URL ?? 'http://127.0.0.1:8080/';
const megabytes = Number(process.argv[2] ?? 8.5);

/** A list of firewall rules, as gcloud prints them. */
function rules(bytes, first = 0) {
  const list = [];
  for (let length = 0; length < bytes; length += list.at(-1).length + 2) {
    const name = `allow-${first + list.length}`;
    list.push(JSON.stringify({
      kind: 'compute#firewall', id: `${list.length}`, creationTimestamp: '2026-02-03T04:05:06.789-07:00', name,
      description: 'Lets the health checks of load balancers and the office in',
      network: 'https://www.googleapis.com/compute/v1/projects/acme/global/networks/vpc', priority: 1000,
      sourceRanges: ['130.211.0.0/22', '35.191.0.0/16'], allowed: [{ IPProtocol: 'tcp', ports: ['80', '443'] }],
      direction: 'INGRESS', disabled: false, selfLink: `https://www.googleapis.com/compute/v1/projects/acme/global/firewalls/${name}`,
    }, null, 2));
  }
  return `[\n${list.join(',\n')}\n]\n`;
}

/** An archive of files that are not compressed. */
function zip(files) {
  const parts = [];
  const central = [];
  let at = 0;
  for (const [name, bytes] of files) {
    const entry = (signature, fixed) => {
      const head = Buffer.alloc(fixed);
      const shift = fixed === 46 ? 2 : 0;
      head.writeUInt32LE(signature, 0);
      head.writeUInt16LE(20, 4);
      head.writeUInt16LE(20, 4 + shift);
      head.writeUInt32LE(crc32(bytes), 14 + shift);
      head.writeUInt32LE(bytes.length, 18 + shift);
      head.writeUInt32LE(bytes.length, 22 + shift);
      head.writeUInt16LE(name.length, 26 + shift);
      return head;
    };
    const local = entry(0x04034b50, 30);
    const listed = entry(0x02014b50, 46);
    listed.writeUInt32LE(at, 42);
    parts.push(local, Buffer.from(name), bytes);
    central.push(listed, Buffer.from(name));
    at += local.length + name.length + bytes.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(central.reduce((sum, own) => sum + own.length, 0), 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...central, end]);
}

/** Drops an archive onto a page and waits for what comes of it: as `paste` does. */
async function drop(page, archive, done) {
  const input = await page.evaluateHandle(() => Object.assign(document.createElement('input'), { type: 'file' }));
  await input.setInputFiles({ name: 'exports.zip', mimeType: 'application/zip', buffer: archive });
  await page.evaluate((input) => {
    window.tasks_ = [];
    const data = new DataTransfer();
    data.items.add(input.files[0]);
    new PerformanceObserver((list) => {
      for (const own of list.getEntries()) window.tasks_.push([Math.round(own.startTime - window.pasted_), Math.round(own.duration)]);
    }).observe({ entryTypes: ['longtask'] });
    window.pasted_ = performance.now();
    document.querySelector('main').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, input);
  await done();
  await page.waitForTimeout(500);
  return page.evaluate(() => window.tasks_.filter(([at]) => at > -50));
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
const packed = process.argv[3] === 'zip';
const text = packed ? '' : rules(megabytes * 1_000_000);
const report = (what, tasks) =>
  console.log(`${what}: ${tasks.map(([at, length]) => `${length} ms after ${at} ms`).join(', ') || 'none'}`);

if (!packed) await pasteIntoEmpty();

async function pasteIntoEmpty() {
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
}

const page = await context.newPage();
await page.goto(url);
await page.mouse.move(1, 1);
await page.locator('#app > :not(.loading) main').waitFor();
await page.waitForTimeout(1_500);
const previewed = () => page.getByRole('dialog').locator('.dialog-foot .pri').waitFor({ timeout: 120_000 });
const files = () => Array.from({ length: Math.ceil(megabytes / 5) }, (_, at) => [`rules-${at}.json`, Buffer.from(rules(5_000_000, at * 100_000))]);
const tasks = packed ? await drop(page, zip(files()), previewed) : await paste(page, text, previewed);
report('this page', tasks);
await browser.close();
