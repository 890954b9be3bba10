// For everyone: no obstacle that axe can find, in both languages and both themes; and all of it without a mouse.
import { readFileSync } from 'node:fs';
import { expect, expectAccessible, open, test } from './hopscope.mjs';
import { examples } from './native.mjs';

const links = readFileSync(new URL('../share/links.txt', import.meta.url), 'utf8').split('\n');

for (const locale of ['en', 'ja']) {
  for (const colorScheme of ['light', 'dark']) {
    test.describe(`${locale}, ${colorScheme}`, () => {
      test.use({ locale, colorScheme });

      test('the gallery and a network have no obstacles', async ({ page }) => {
        await open(page);
        await expectAccessible(page);
        await page.locator(`[data-example="${examples[1].file}"] button.cover`).click();
        await expect(page.locator('[data-request="0"]')).toBeVisible();
        await expectAccessible(page);
      });

      test('a network of fifty resources has none, seen from afar', async ({ page }) => {
        const link = links.findLast((line) => line.includes(' #h1.d0.')).split(' ')[1];
        await open(page, `/${link}`);
        await expect(page.locator('.node').first()).toBeVisible();
        await page.locator('.tools .chip').first().click();
        for (let times = 0; times < 4; times += 1) await page.locator('.zoom button').first().click();
        await expect(page.locator('.canvas .far')).toHaveCount(1);
        await expectAccessible(page);
      });
    });
  }
}

test('from the first key press to the reason, with the keyboard alone', async ({ page }) => {
  await open(page);
  const card = page.locator(`[data-example="${examples[1].file}"] button.cover`);
  for (let presses = 0; presses < 60; presses += 1) {
    if (await card.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(card).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-region=result]')).toContainText('RUN_INGRESS_DISALLOWED');
});
