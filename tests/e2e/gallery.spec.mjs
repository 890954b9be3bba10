// The gallery: thirteen networks, and on each what the command line says of it.
import { expect, open, test } from './hopscope.mjs';
import { check, examples } from './native.mjs';

const TITLE = { en: 'titleEn', ja: 'titleJa' };

for (const lang of ['en', 'ja']) {
  test.describe(lang, () => {
    test.use({ locale: lang });

    test('the page speaks the language of the browser', async ({ page }) => {
      await open(page);
      await expect(page.locator('html')).toHaveAttribute('lang', lang);
      const titles = page.locator('[data-region=gallery] [data-example] h3');
      await expect(titles).toHaveText(examples.map((example) => example[TITLE[lang]]));
    });
  });
}

for (const { file, titleEn, text } of examples) {
  test(`${file}: outcomes, sources and steps are the command line's`, async ({ page }) => {
    const { results } = JSON.parse(check(text));
    expect(results.length).toBeGreaterThan(0);
    await open(page);
    await page.getByRole('button', { name: titleEn, exact: true }).click();

    const requests = page.locator('[data-request]');
    await expect(requests).toHaveCount(results.length);
    for (const [index, result] of results.entries()) {
      const request = page.locator(`[data-request="${index}"]`);
      await expect(request).toHaveAttribute('data-outcome', result.outcome);
      await request.click();
      await expect(request).toHaveAttribute('aria-current', 'true');

      const why = page.locator('[data-region=result]');
      await expect(why.locator('section.head')).toHaveAttribute('data-outcome', result.outcome);
      for (const address of result.source?.addresses ?? []) {
        if (/^[0-9a-f.:/]+$/.test(address)) await expect(why).toContainText(address);
      }
      if (result.cause) await expect(why).toContainText(result.cause);

      // The steps are those of the last leg attempted, where the client chose proxies; each has its place in the picture.
      const steps = (result.legs.at(-1) ?? result).traces[0].steps;
      await expect(why.locator('.steps > ol > li')).toHaveCount(steps.length);
      await expect(page.locator('[data-region=picture] [data-step]').first()).toBeVisible();
    }
  });
}

test('another language is one click away and stays', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: '日本語' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});
