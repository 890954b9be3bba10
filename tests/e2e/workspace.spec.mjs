// A network that is open: its requests, its picture, its steps, with the keyboard as with the mouse; and the ways back.
import { expect, expectAccessible, open, test } from './hopscope.mjs';
import { examples } from './native.mjs';

test.use({ locale: 'en', permissions: ['clipboard-read', 'clipboard-write'] });

/** Opens the second example: ingress internal, 404. */
async function openExample(page, index = 1) {
  await open(page);
  await page.locator(`[data-example="${examples[index].file}"] button.cover`).click();
  await expect(page.locator('#verdict')).toBeVisible();
}

async function paste(page, text) {
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.keyboard.press('Control+V');
}

const NETWORK = '[{"kind":"compute#network","name":"shop","selfLink":"https://www.googleapis.com/compute/v1/projects/shop-dev/global/networks/shop"}]';

test('arrows lead through the requests, and the verdict is announced', async ({ page }) => {
  await openExample(page);
  await expect(page.locator('[data-request="0"]')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[data-request="1"]')).toBeFocused();
  await expect(page.locator('[data-request="1"]')).toHaveAttribute('aria-current', 'true');
  await expect(page.locator('.app > [role=status]').last()).toContainText('Request 2: rejected 404');
});

test('brackets lead through the steps, in the list and in the picture', async ({ page }) => {
  await openExample(page);
  await page.keyboard.press(']');
  await page.keyboard.press(']');
  await expect(page.locator('#step-2')).toHaveAttribute('aria-current', 'step');
  await expect(page.locator('[data-step="2"]')).toHaveClass(/\bon\b/);
  await page.keyboard.press('[');
  await expect(page.locator('#step-1')).toHaveAttribute('aria-current', 'step');
  await page.keyboard.press('[');
  await expect(page.locator('[aria-current=step]')).toHaveCount(0);
});

test('the picture is walked with arrows, and what is chosen says what it is', async ({ page }) => {
  await openExample(page);
  await page.locator('[data-id][tabindex="0"]').focus();
  const first = await page.evaluate(() => document.activeElement.dataset.id);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  const second = await page.evaluate(() => document.activeElement.dataset.id);
  expect(second).not.toBe(first);
  await page.keyboard.press('Enter');
  await expect(page.locator('.chosen .mono')).toHaveText(second);
  await page.keyboard.press('Escape');
  await expect(page.locator('.chosen')).toHaveCount(0);
});

test('wheel, drag and keys move the picture, and fit brings it back', async ({ page }) => {
  await openExample(page);
  const picture = page.locator('svg.canvas');
  const moved = picture.locator('> g');
  const fitted = await moved.getAttribute('transform');
  const box = await picture.boundingBox();
  await page.mouse.move(box.x + 40, box.y + box.height - 60);
  await page.mouse.wheel(0, -200);
  await expect(moved).not.toHaveAttribute('transform', fitted);
  const zoomed = await moved.getAttribute('transform');
  await page.mouse.down();
  await page.mouse.move(box.x + 90, box.y + box.height - 90, { steps: 4 });
  // Also outside of the picture, and let go there.
  await page.mouse.move(5, 5, { steps: 4 });
  await page.mouse.up();
  await expect(moved).not.toHaveAttribute('transform', zoomed);
  const dragged = await moved.getAttribute('transform');
  await page.mouse.move(box.x + 200, box.y + 200);
  await expect(moved).toHaveAttribute('transform', dragged);
  await expect(page.locator('.chosen')).toHaveCount(0);
  await page.getByRole('button', { name: 'Fit', exact: true }).click();
  await expect(moved).toHaveAttribute('transform', fitted);
});

test('only the path shows when asked', async ({ page }) => {
  await openExample(page);
  const all = await page.locator('[data-id]:visible').count();
  await page.getByRole('button', { name: 'This path only' }).click();
  await expect.poll(() => page.locator('[data-id]:visible').count()).toBeLessThan(all);
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await expect(page.locator('[data-id]:visible')).toHaveCount(all);
});

test('a request can be asked, and taken back', async ({ page }) => {
  await openExample(page);
  const before = await page.locator('[data-request]').count();
  await page.getByText('Ask a request').click();
  await page.getByLabel('To', { exact: true }).fill('https://www.example.com/');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-request]')).toHaveCount(before + 1);
  await expect(page.locator(`[data-request="${before}"]`)).toHaveAttribute('aria-current', 'true');
  await page.locator(`[data-request="${before}"]`).focus();
  await page.keyboard.press('Control+Z');
  await expect(page.locator('[data-request]')).toHaveCount(before);
  await page.keyboard.press('Control+Shift+Z');
  await expect(page.locator('[data-request]')).toHaveCount(before + 1);
});

test('a line that is no request says why', async ({ page }) => {
  await openExample(page);
  await page.getByText('Ask a request').click();
  await page.getByLabel('To', { exact: true }).fill('nonsense');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(page.locator('#ask-refused')).not.toBeEmpty();
});

test('what is pasted never replaces what is open without a way back', async ({ page }) => {
  await openExample(page);
  const title = await page.locator('header h1').textContent();
  await paste(page, NETWORK);
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('shop');
  await expect(page.locator('header h1')).toHaveText(title);
  // Another language in between changes the words and nothing else.
  await dialog.locator('.dialog-foot .pri').click();
  await expect(page.locator('header h1')).not.toHaveText(title);
  await page.keyboard.press('Control+Z');
  await expect(page.locator('header h1')).toHaveText(title);
});

test('what is pasted again says what is new, changed and the same', async ({ page }) => {
  await open(page);
  await paste(page, NETWORK);
  await page.getByRole('dialog').locator('.dialog-foot .pri').click();
  await expect(page.locator('[data-region=picture]')).toContainText('shop');
  const subnet = NETWORK.replace('compute#network', 'compute#subnetwork')
    .replace('global/networks/shop', 'regions/europe-west1/subnetworks/tills')
    .replace('"name":"shop"', '"name":"tills","network":"shop","region":"europe-west1","ipCidrRange":"10.20.0.0/24"');
  await paste(page, subnet);
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator('.objects.new')).toContainText('tills');
  await page.keyboard.press('Escape');
  await paste(page, NETWORK);
  await expect(dialog.locator('.objects.same')).toContainText('shop');
  await expect(dialog.locator('.objects.new')).toHaveCount(0);
});

test('a paste into a field stays there', async ({ page }) => {
  await openExample(page);
  await page.getByText('Ask a request').click();
  const field = page.getByLabel('To', { exact: true });
  await field.focus();
  await paste(page, 'https://www.example.com/');
  await expect(field).toHaveValue('https://www.example.com/');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  // What can't be a line was meant for the page.
  await paste(page, NETWORK);
  await expect(page.getByRole('dialog')).toContainText('shop');
  await expect(field).toHaveValue('https://www.example.com/');
});

/** Firewall rules as gcloud prints them. */
function rules(count) {
  const rule = (index) => ({
    kind: 'compute#firewall',
    name: `rule-${index}`,
    selfLink: `https://www.googleapis.com/compute/v1/projects/shop-dev/global/firewalls/rule-${index}`,
    network: 'https://www.googleapis.com/compute/v1/projects/shop-dev/global/networks/shop',
    direction: 'INGRESS',
    priority: 1000 + (index % 100),
    sourceRanges: ['10.0.0.0/8'],
    allowed: [{ IPProtocol: 'tcp', ports: ['443'] }],
  });
  return JSON.stringify(Array.from({ length: count }, (_, index) => rule(index)), null, 2);
}

test('a large paste shows its preview, and lands in no field', async ({ page }) => {
  const text = rules(2500);
  expect(text.length).toBeGreaterThan(1_000_000);
  await open(page);
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.keyboard.press('Control+V');
  await expect(page.getByRole('dialog')).toContainText('2500');
  expect(await page.locator('textarea').count()).toBe(0);
  await expect(page.getByRole('dialog')).toContainText('and 2440 more');
});

test('what is long is read beside the page, and can be given up', async ({ page }) => {
  await open(page);
  await page.evaluate((text) => navigator.clipboard.writeText(text), rules(18_000));
  await page.keyboard.press('Control+V');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('heading')).toHaveText('Reading');
  await expect(dialog.getByRole('progressbar')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page.locator('[data-region=picture]')).toHaveCount(0);
  await page.keyboard.press('Control+V');
  await expect(dialog).toContainText('18000', { timeout: 30_000 });
});

test('files can be dropped', async ({ page }) => {
  await open(page);
  const data = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'networks.json', { type: 'application/json' }));
    return data;
  }, NETWORK);
  await page.dispatchEvent('main', 'dragover', { dataTransfer: data });
  await expect(page.locator('.drop')).toBeVisible();
  await page.dispatchEvent('main', 'drop', { dataTransfer: data });
  await expect(page.getByRole('dialog')).toContainText('shop');
  await expect(page.locator('.drop')).toHaveCount(0);
});

test('what is dropped may be gzip, and what is no text is told', async ({ page }) => {
  await open(page);
  const data = await page.evaluateHandle(async (text) => {
    const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
    const data = new DataTransfer();
    data.items.add(new File([await new Response(packed).blob()], 'networks.json.gz'));
    data.items.add(new File([new Uint8Array([0, 1, 2])], 'picture.png'));
    return data;
  }, NETWORK);
  await page.dispatchEvent('main', 'drop', { dataTransfer: data });
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('shop');
  await expect(dialog).toContainText('picture.png');
});

test("the browser's way back leads to the gallery and forth again", async ({ page }) => {
  await openExample(page);
  await page.goBack();
  await expect(page.locator('[data-region=gallery]')).toBeVisible();
  await page.goForward();
  await expect(page.locator('[data-request="0"]')).toBeVisible();
  expect(new URL(page.url()).hash).toBe('');
});

test('nothing is asked of any server after the page has started', async ({ page }) => {
  await open(page);
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.locator(`[data-example="${examples[4].file}"] button.cover`).click();
  await page.locator('[data-request="1"]').click();
  await page.getByRole('button', { name: '日本語' }).click();
  await paste(page, NETWORK);
  await page.getByRole('dialog').locator('.dialog-foot .pri').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(asked).toEqual([]);
});

test('the theme is one click away and stays', async ({ page }) => {
  await open(page);
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await page.getByRole('button', { name: /^Theme/ }).click();
  await page.getByRole('button', { name: /^Theme/ }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  const dark = await background();
  expect(dark).not.toBe(light);
  await page.reload();
  await expect.poll(background).toBe(dark);
});

for (const [name, viewport] of [
  ['tabs', { width: 1000, height: 760 }],
  ['a phone', { width: 390, height: 844 }],
]) {
  test.describe(name, () => {
    test.use({ viewport });

    test('has the result first, and nothing sticks out', async ({ page }) => {
      await openExample(page);
      await expect(page.locator('#verdict')).toBeInViewport();
      await expectAccessible(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
    });
  });
}

for (const locale of ['en', 'ja']) {
  for (const colorScheme of ['light', 'dark']) {
    test.describe(`${locale}, ${colorScheme}`, () => {
      test.use({ locale, colorScheme });

      test('previews, problems, what is chosen and the list of keys have no obstacles', async ({ page }) => {
        await openExample(page, 11);
        await page.locator('[data-id]').last().click();
        await page.keyboard.press(']');
        await expectAccessible(page);
        await paste(page, NETWORK.replace('"shop"', '“shop”').replace('compute#network', 'compute#disk') + NETWORK.slice(0, 60));
        await expect(page.locator('dialog .problem').first()).toBeVisible();
        await expectAccessible(page);
        await page.keyboard.press('Escape');
        await page.keyboard.press('?');
        await expect(page.getByRole('dialog')).toBeVisible();
        await expectAccessible(page);
      });
    });
  }
}

test.describe('forced colours', () => {
  test.use({ contextOptions: { forcedColors: 'active', reducedMotion: 'reduce' } });

  test('leave words, icons and lines', async ({ page }) => {
    await openExample(page);
    await expect(page.locator('#verdict')).toContainText('rejected 404');
    await expect(page.locator('#verdict svg')).toBeVisible();
    await expectAccessible(page);
  });
});

test('the outline of a large network is looked through by words, with the keyboard', async ({ page }) => {
  await open(page);
  const names = Array.from({ length: 20 }, (_, index) => `web-${index}`);
  const machines = names.map((name, index) => ({
    kind: 'compute#instance', name, zone: 'asia-northeast1-a', status: 'RUNNING',
    networkInterfaces: [{ network: 'shop', networkIP: `10.0.0.${index + 2}` }],
  }));
  await paste(page, JSON.stringify([{ kind: 'compute#network', name: 'shop' }, ...machines]));
  await page.getByRole('dialog').locator('.dialog-foot .pri').click();
  const outline = page.locator('[data-place=outline]');
  await outline.getByRole('searchbox').fill('web-7');
  await expect(outline.getByRole('treeitem')).toHaveCount(2);
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.locator('#main')).toContainText('web-7');
  await outline.getByRole('searchbox').fill('nobody');
  await expect(outline.getByText('Nothing matches.')).toBeVisible();
  // Nothing said of which project it is: that can be said here.
  await expectAccessible(page);
  await outline.getByRole('button', { name: 'Project' }).click();
  await outline.getByRole('textbox', { name: 'Project' }).fill('shop-dev');
  await page.keyboard.press('Enter');
  await expect(outline.getByRole('button', { name: 'shop-dev' })).toBeVisible();
});
