// The script that collects what is missing: the same that the command line prints, for the projects one names.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, expectAccessible, open, test } from './hopscope.mjs';
import { examples, hopscope } from './native.mjs';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** A machine that asks for a name of a zone whose records are in another export, in a project of its own. */
const SCENARIO = JSON.stringify({
  hopscope: 1,
  title: 'A till',
  project: 'shop-dev',
  resources: [
    { kind: 'compute#network', name: 'shop', selfLink: 'projects/shop-net/global/networks/shop' },
    {
      kind: 'compute#instance',
      name: 'till',
      zone: 'europe-west1-b',
      status: 'RUNNING',
      networkInterfaces: [{
        name: 'nic0',
        network: 'projects/shop-net/global/networks/shop',
        subnetwork: 'projects/shop-net/regions/europe-west1/subnetworks/tills',
        networkIP: '10.20.0.2',
      }],
    },
  ],
  requests: [{ name: 'to another till', from: 'vm/till', to: 'tcp://10.20.0.3:5432' }],
});

async function paste(page, text) {
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.keyboard.press('Control+V');
}

const dialog = (page) => page.locator('dialog.collect');
const shown = (page) => dialog(page).locator('pre').textContent();

/** What the command line prints for these. */
function native(projects, kinds, lang = 'en') {
  const each = (flag, words) => words.map((word) => `--${flag}=${word}`);
  return hopscope(['export-script', ...each('project', projects), ...each('kind', kinds), '--lang', lang]);
}

/** Whether shellcheck finds nothing, where it is there. */
function isSound(script) {
  try {
    execFileSync('shellcheck', ['--severity=style', '--shell=sh', '-'], { input: script, encoding: 'utf8' });
  } catch (error) {
    if (error.code !== 'ENOENT') throw new Error(error.stdout);
    test.info().annotations.push({ type: 'skipped', description: 'there is no shellcheck' });
  }
}

for (const locale of ['en', 'ja']) {
  for (const colorScheme of ['light', 'dark']) {
    test.describe(`${locale}, ${colorScheme}`, () => {
      test.use({ locale, colorScheme });

      test('for the projects one names, with the keyboard alone', async ({ page }) => {
        await open(page);
        await page.locator(`[data-example="${examples[1].file}"] button.cover`).click();
        await expect(page.locator('[data-request="0"]')).toBeVisible();
        await page.keyboard.press('Control+K');
        await page.keyboard.type(locale === 'ja' ? 'エクスポート スクリプト' : 'export script');
        await page.keyboard.press('Enter');
        await expect(dialog(page).locator('input[type=text]')).toBeFocused();
        await expect(dialog(page).locator('pre')).toContainText('for project in ');
        await page.keyboard.press('Control+A');
        await page.keyboard.press('Delete');
        await expect(dialog(page).locator('pre')).toHaveCount(0);
        await page.keyboard.type('acme-dev, acme-net $(reboot)');
        await expect(dialog(page).locator('[role=status]').first()).toContainText('$(reboot)');
        const script = await shown(page);
        expect(script).toBe(native(['acme-dev', 'acme-net'], [], locale));
        isSound(script);
        await expectAccessible(page);
        await page.keyboard.press('Escape');
        await expect(dialog(page)).toHaveCount(0);
      });
    });
  }
}

test('from the first page, where nothing is mentioned yet', async ({ page }) => {
  await open(page);
  await page.getByText('Which commands?').click();
  await page.getByRole('button', { name: 'Script for whole projects' }).click();
  await expect(dialog(page).locator('input[type=text]')).toHaveValue('');
  await dialog(page).locator('input[type=text]').fill('acme-dev');
  expect(await shown(page)).toBe(native(['acme-dev'], []));
});

test('what is missing here, before and after it is taken in', async ({ page }) => {
  await open(page);
  await paste(page, SCENARIO);
  const preview = page.locator('dialog.import');
  await preview.getByRole('button', { name: 'Script that collects these' }).click();
  await expect(dialog(page).locator('input[type=text]')).toHaveValue('shop-dev shop-net');
  expect(await shown(page)).toBe(native(['shop-dev', 'shop-net'], ['subnet']));
  await dialog(page).getByLabel('Everything an answer can depend on').check();
  expect(await shown(page)).toBe(native(['shop-dev', 'shop-net'], []));
  await dialog(page).getByRole('button', { name: 'Close' }).click();
  await preview.locator('.dialog-foot .pri').click();

  const result = page.locator('[data-region=result]');
  await expect(result.locator('[data-outcome=incomplete]')).toBeVisible();
  await result.getByRole('button', { name: 'Script that collects these' }).click();
  const script = await shown(page);
  expect(script).toContain('whole ');
  isSound(script);
  await expectAccessible(page);

  await dialog(page).locator('.command button').click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(script);
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    dialog(page).getByRole('button', { name: 'Download' }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe('export.sh');
  expect(readFileSync(await saved.path(), 'utf8')).toBe(script);
});
