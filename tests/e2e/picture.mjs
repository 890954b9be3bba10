// The picture of the README: `node picture.mjs` beside a page served at HOPSCOPE_URL writes docs/picture.png.
import { chromium } from '@playwright/test';

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const page = await browser.newPage({ viewport: { width: 1360, height: 820 }, locale: 'en-US', deviceScaleFactor: 1.5 });
await page.goto(process.env.HOPSCOPE_URL ?? 'http://127.0.0.1:8080/');
await page.locator('[data-example]').nth(3).click();
await page.locator('[data-region=picture] .node').first().waitFor();
await page.waitForTimeout(500);
await page.screenshot({ path: new URL('../../docs/picture.png', import.meta.url).pathname });
await browser.close();
