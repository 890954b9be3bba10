// Comparison: a proposal is made, shared, read by somebody else, and its report copied; a paste is held against what
// is open; everything that can be asked is asked beside the page.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, expectAccessible, open, test } from './hopscope.mjs';
import { examples, hopscope } from './native.mjs';

test.use({ locale: 'en', permissions: ['clipboard-read', 'clipboard-write'] });

/** Article 001's failing start, with a proposal that lets everyone in. */
async function propose(page) {
  await open(page);
  await page.locator('[data-example="02-ingress-internal.hopscope.json"] button.cover').click();
  await page.getByRole('button', { name: 'Propose a change' }).click();
  await page.getByRole('treeitem', { name: 'server-node' }).click();
  await page.locator('select[data-path=ingress]').selectOption('INGRESS_TRAFFIC_ALL');
  await page.getByRole('button', { name: 'Compare with what is there' }).click();
  const view = page.getByRole('main', { name: 'Compare' });
  await expect(view.getByRole('heading', { name: 'As it is → B' })).toBeVisible();
  return view;
}

/** What `hopscope diff` prints about the only proposal of a scenario. */
function diff(text) {
  const file = join(mkdtempSync(join(tmpdir(), 'hopscope-')), 'mine.hopscope.json');
  writeFileSync(file, text);
  try {
    return hopscope(['diff', file, '--format', 'markdown'], '');
  } catch (error) {
    return error.stdout;
  }
}

test('a proposal is shared, and whoever opens the link sees what it changes, ticks and copies the report', async ({ page, browser }) => {
  const view = await propose(page);
  await expect(view).toContainText('rejected 404 RUN_INGRESS_DISALLOWED');
  await expect(view).toContainText('Undeclared changes: ');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Copy link', exact: true }).click();
  await expect(dialog.getByRole('status')).toHaveText('Copied');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/\.mdiff\.z$/);

  const other = await browser.newContext({ locale: 'en', permissions: ['clipboard-read', 'clipboard-write'] });
  const guest = await other.newPage();
  await guest.goto(link);
  const seen = guest.getByRole('main', { name: 'Compare' });
  await expect(seen.getByRole('heading', { name: 'As it is → B' })).toBeVisible();
  // Behaviour first, then everything that can be asked, then resources, then the picture.
  await expect(seen.getByRole('heading', { level: 3 })).toHaveText([
    'What becomes of each request',
    'Everything that can be asked',
    'Resources',
    'Picture',
  ]);
  const first = seen.locator('section').first();
  const ticks = first.getByRole('checkbox', { name: /^Meant/ });
  const count = await ticks.count();
  expect(count).toBeGreaterThan(0);
  await expect(first).toContainText(`Undeclared changes: ${count}.`);
  for (let at = 0; at < count; at += 1) await ticks.nth(at).check();
  await expect(first).toContainText('Undeclared changes: 0.');
  await expect(first).toContainText('Every change is declared.');
  await expect(seen).toContainText('ingress: "INGRESS_TRAFFIC_INTERNAL_ONLY" → (absent or default)');
  // The words are those of the command line.
  await seen.getByRole('button', { name: 'Copy report (Markdown)' }).click();
  await expect(seen.getByText('Copied')).toBeVisible();
  const report = await guest.evaluate(() => navigator.clipboard.readText());
  const scenario = JSON.parse(hopscope(['open', link], ''));
  scenario.branches[0].declared = scenario.requests.map(({ name }) => name);
  const body = (text) => text.split('\n').filter((_, line) => line !== 2);
  expect(body(report)).toEqual(body(diff(JSON.stringify(scenario))));
  expect(`${report} ${await seen.textContent()}`).not.toMatch(/\bsafe\b|安全/i);
  await other.close();
});

test('what the internet newly reaches is told first, and worked out beside the page', async ({ page }) => {
  const view = await propose(page);
  const all = view.locator('section').nth(1);
  await expect(all.locator('summary').first()).toContainText('Newly reachable from the internet');
  await expect(all.locator('details').first()).toContainText('internet:203.0.113.9');
  await expect(all.locator('.lead')).toContainText('Closed: 0.');
});

test('a tick can be taken back, and Escape leads back to the columns', async ({ page }) => {
  const view = await propose(page);
  const tick = view.getByRole('checkbox', { name: /^Meant/ }).first();
  await tick.focus();
  await page.keyboard.press('Space');
  await expect(tick).toBeChecked();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(tick).not.toBeChecked();
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(tick).toBeChecked();
  await tick.focus();
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-request="0"]')).toBeVisible();
  // Without the proposal there is nothing to compare.
  await page.getByRole('button', { name: 'Compare with what is there' }).click();
  for (let at = 0; at < 3; at += 1) await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(view).toHaveCount(0);
});

test('a paste and a link are held against what is here', async ({ page }) => {
  await open(page);
  await page.locator('[data-example="01-ingress-all.hopscope.json"] button.cover').click();
  const paste = (text) =>
    page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData('text/plain', text);
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
    }, text);
  await paste(examples[1].text);
  await page.getByRole('dialog').getByRole('button', { name: 'Compare with what is here' }).click();
  const view = page.getByRole('main', { name: 'Compare' });
  await expect(view).toContainText('INGRESS_TRAFFIC_INTERNAL_ONLY');
  await expect(view.getByRole('checkbox')).toHaveCount(0);
  await expectAccessible(page);
  await view.getByRole('button', { name: 'Close the comparison' }).click();
  // What was brought still waits for a decision.
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();

  const link = hopscope(['link', '-'], examples[1].text).trim();
  await page.evaluate((link) => (location.hash = link), link);
  await page.locator('.bar').getByRole('button', { name: 'Compare with what is here' }).click();
  await expect(view).toContainText('INGRESS_TRAFFIC_INTERNAL_ONLY');
  await page.locator('.bar').getByRole('button', { name: 'Close preview' }).click();
  await expect(view).toHaveCount(0);
});
