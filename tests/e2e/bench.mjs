// What the page costs as a scenario grows: `node bench.mjs [SIZES]` beside a page served at HOPSCOPE_URL.
//
// For each number of machines: opening a file of them, one edit with every request answered again and drawn, and
// each frame of dragging a box. Prints a table for BENCHMARKS.md.
import { chromium } from '@playwright/test';

const url = process.env.HOPSCOPE_URL ?? 'http://127.0.0.1:8080/';
const sizes = (process.argv[2] ?? '100,500,2000').split(',').map(Number);
const REQUESTS = 60;

/** A company: VPCs of fifty machines with a subnet and a firewall rule each, and requests among them. */
function company(machines) {
  const resources = [];
  const at = (index) => ({ vpc: Math.floor(index / 50), own: index % 50 });
  for (let index = 0; index < machines; index++) {
    const { vpc, own } = at(index);
    if (own === 0) {
      resources.push({ kind: 'compute#network', name: `vpc-${vpc}`, autoCreateSubnetworks: false });
      resources.push({
        kind: 'compute#firewall', name: `allow-${vpc}`, network: `vpc-${vpc}`, direction: 'INGRESS', priority: 1000,
        allowed: [{ IPProtocol: 'tcp', ports: ['80'] }], sourceRanges: ['10.0.0.0/8'],
      });
      resources.push({
        kind: 'compute#subnetwork', name: `subnet-${vpc}`, network: `vpc-${vpc}`, region: 'asia-northeast1',
        ipCidrRange: `10.${vpc}.0.0/24`,
      });
    }
    resources.push({
      kind: 'compute#instance', name: `vm-${index}`, zone: 'asia-northeast1-a', status: 'RUNNING',
      networkInterfaces: [{ network: `vpc-${vpc}`, subnetwork: `subnet-${vpc}`, networkIP: `10.${vpc}.0.${own + 2}` }],
    });
  }
  const requests = Array.from({ length: REQUESTS }, (_, index) => {
    const from = index % Math.min(machines, 49);
    return { from: `vm/asia-northeast1-a/vm-${from}`, to: `tcp://10.0.0.${((from + 1) % 49) + 2}:80` };
  });
  return JSON.stringify({ hopscope: 1, title: `company of ${machines}`, project: 'acme', resources, requests });
}

const at = (list, share) => list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];
const ms = (value) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

/** One field of the chosen machine is changed: milliseconds until every request is answered, and until it is painted. */
const edit = (page, on) =>
  page.evaluate(async (on) => {
    const frame = () => new Promise(requestAnimationFrame);
    const field = document.querySelector('[data-path=canIpForward]');
    const start = performance.now();
    field.checked = on;
    // The handler works out the next state, with all its answers, before it returns.
    field.dispatchEvent(new Event('change', { bubbles: true }));
    const answered = performance.now() - start;
    await frame();
    await frame();
    return { answered, painted: performance.now() - start };
  }, on);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
console.log('| machines | open | an edit: 60 requests answered | … painted | frame of a drag, p50 | p95 |');
console.log('| --: | --: | --: | --: | --: | --: |');
for (const machines of sizes) {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(url);
  await page.mouse.move(1, 1);
  await page.locator('#app > :not(.loading) main').waitFor();
  const opening = Date.now();
  const file = { name: 'company.hopscope.json', mimeType: 'application/json', buffer: Buffer.from(company(machines)) };
  await page.locator('input[type=file]').first().setInputFiles(file);
  await page.getByRole('dialog').locator('.dialog-foot .pri').click();
  await page.locator('[data-request]').nth(REQUESTS - 1).waitFor();
  const opened = Date.now() - opening;
  // A large network begins with the path alone: all of it is what costs.
  await page.locator('.tools .chip').first().click();

  // A box is dragged to another place, which pins it; each move is a frame.
  const box = page.locator('.node[data-id$="vm-7"]').first();
  const rect = await box.boundingBox();
  const [x, y] = [rect.x + rect.width / 2, rect.y + rect.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.evaluate(() => {
    window.frames_ = [];
    let last = performance.now();
    const next = (now) => {
      window.frames_.push(now - last);
      last = now;
      window.raf_ = requestAnimationFrame(next);
    };
    window.raf_ = requestAnimationFrame(next);
  });
  for (let step = 1; step <= 60; step++) {
    await page.mouse.move(x + step * 2, y + step);
  }
  const frames = await page.evaluate(() => {
    cancelAnimationFrame(window.raf_);
    return window.frames_.slice(2);
  });
  // Called off: let go there it might join what it is over.
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await page.waitForTimeout(200);

  await page.locator('.outline input').fill('vm-7');
  await page.locator('.tree .row .name', { hasText: /^vm-7$/ }).click();
  await page.locator('[data-path=canIpForward]').waitFor();
  const edits = [];
  for (let round = 0; round < 10; round++) {
    edits.push(await edit(page, round % 2 === 0));
    // What was changed is kept in between.
    await page.waitForTimeout(300);
  }
  const [answered, painted] = ['answered', 'painted'].map((what) => edits.map((edit) => edit[what]));
  console.log(
    `| ${machines} | ${ms(opened)} | ${ms(at(answered, 0.5))} | ${ms(at(painted, 0.5))} | ${ms(at(frames, 0.5))} | ${ms(at(frames, 0.95))} |`,
  );
  await context.close();
}
await browser.close();
