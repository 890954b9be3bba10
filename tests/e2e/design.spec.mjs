// Designing: an article's experiment built from nothing, with the mouse and with the keyboard alone, its outcomes at each step, and everything taken back.
import { expect, expectAccessible, open, test } from './hopscope.mjs';
import { examples } from './native.mjs';

test.use({ locale: 'en', permissions: ['clipboard-read', 'clipboard-write'] });

const verdict = (page, request = 0) => page.locator(`[data-request="${request}"]`);
const box = (page, id) => page.locator(`[data-id="${id}"]`);
const CLIENT = 'run/asia-northeast1/client-node';
const SERVER = 'run/asia-northeast1/server-node';
const SUBNET = 'subnet/asia-northeast1/subnet';

async function start(page) {
  await open(page);
  await page.getByRole('button', { name: 'Start from nothing' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing is here yet' })).toBeVisible();
}

/** Chooses a row of the list that is open, by what it is called. */
async function pick(page, words) {
  await page.getByRole('combobox', { name: 'Filter' }).fill(words);
  await page.locator('[role=option][aria-selected=true]').click();
}

/** The middle of an element, on the screen. */
async function middle(locator) {
  const at = await locator.boundingBox();
  return [at.x + at.width / 2, at.y + at.height / 2];
}

test('the experiment of the first article, with the mouse', async ({ page }) => {
  await start(page);
  await page.getByRole('button', { name: 'Add a resource' }).click();
  await pick(page, 'compute#subnetwork');
  await expect(box(page, SUBNET)).toBeVisible();
  for (const name of ['client-node', 'server-node']) {
    await page.getByRole('button', { name: '＋ Add', exact: true }).click();
    await pick(page, 'run.googleapis.com/Service');
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.keyboard.press('Enter');
    await expect(box(page, `run/asia-northeast1/${name}`)).toBeVisible();
  }
  await page.getByLabel('ingress', { exact: true }).selectOption('INGRESS_TRAFFIC_INTERNAL_ONLY');

  // From one service to the other is a request: it comes past the VPC, and gets 404.
  await box(page, CLIENT).hover();
  await page.mouse.move(...(await middle(box(page, CLIENT).locator('.pull'))));
  await page.mouse.down();
  await page.mouse.move(...(await middle(box(page, SERVER))), { steps: 8 });
  await expect(box(page, SERVER)).toHaveAttribute('data-legal', '');
  await expect(box(page, 'dns')).not.toHaveAttribute('data-legal', '');
  await page.mouse.up();
  await expect(verdict(page)).toHaveAttribute('data-outcome', 'rejected');
  await expect(page.locator('#verdict')).toContainText('404');

  // From the service to the subnet is Direct VPC egress; all traffic through it ends without Private Google Access.
  await box(page, CLIENT).hover();
  await page.mouse.move(...(await middle(box(page, CLIENT).locator('.pull'))));
  await page.mouse.down();
  await page.mouse.move(...(await middle(box(page, SUBNET))), { steps: 8 });
  await page.mouse.up();
  await page.getByLabel('egress', { exact: true }).selectOption('ALL_TRAFFIC');
  await expect(verdict(page)).toHaveAttribute('data-outcome', 'dropped');

  await box(page, SUBNET).click({ position: { x: 30, y: 20 } });
  await page.getByLabel('privateIpGoogleAccess').check();
  await expect(verdict(page)).toHaveAttribute('data-outcome', 'delivered');
  await page.getByRole('button', { name: 'To the result' }).click();
  await expect(page.locator('[data-region=result]')).toContainText('10.0.0.0/24');

  // Everything can be taken back, to the first page.
  const undo = page.getByRole('button', { name: 'Undo', exact: true });
  for (let steps = 0; steps < 40 && (await undo.count()) > 0 && (await undo.isEnabled()); steps += 1) await undo.click();
  await expect(page.locator('.gallery')).toBeVisible();
  const redo = page.getByRole('button', { name: 'Redo', exact: true });
  for (let steps = 0; steps < 40 && (await redo.isEnabled()); steps += 1) await redo.click();
  await expect(verdict(page)).toHaveAttribute('data-outcome', 'delivered');
});

test('the same with the keyboard alone', async ({ page }) => {
  const press = (...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  const type = (text) => page.keyboard.type(text);
  const tabTo = async (locator) => {
    for (let presses = 0; presses < 80; presses += 1) {
      if (await locator.evaluate((element) => element === document.activeElement).catch(() => false)) return;
      await press('Tab');
    }
    await expect(locator).toBeFocused();
  };
  /** Through the list of all commands. */
  const command = async (words) => {
    await press('Control+K');
    await expect(page.getByRole('combobox', { name: 'Filter' })).toBeFocused();
    await type(words);
    await press('Enter');
  };
  await open(page);
  await tabTo(page.getByRole('button', { name: 'Start from nothing' }));
  await press('Enter');
  await command('compute#subnetwork');
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  for (const name of ['client-node', 'server-node']) {
    await command('run.googleapis.com/Service');
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('service');
    await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
    await type(name);
    await press('Enter');
    await expect(page.locator('.chosen > p .mono')).toHaveText(`run/asia-northeast1/${name}`);
  }
  const ingress = page.getByLabel('ingress', { exact: true });
  await tabTo(ingress);
  await type('INGRESS_TRAFFIC_INTERNAL_O');
  await expect(ingress).toHaveValue('INGRESS_TRAFFIC_INTERNAL_ONLY');

  await command('ask a request');
  await expect(page.locator('.ask select')).toBeFocused();
  await tabTo(page.getByLabel('To', { exact: true }));
  await type('https://server-node-abc123-an.a.run.app/ expect delivered');
  await press('Enter');
  await expect(verdict(page)).toHaveAttribute('data-outcome', 'rejected');

  // A box that has the focus is connected by C and a name.
  await command(CLIENT);
  await tabTo(box(page, CLIENT));
  await press('c');
  await type('subnetwork');
  await press('Enter');
  const egress = page.getByLabel('egress', { exact: true });
  await tabTo(egress);
  await type('ALL');
  await expect(verdict(page)).toHaveAttribute('data-outcome', 'dropped');
  await command(SUBNET);
  await tabTo(page.getByLabel('privateIpGoogleAccess'));
  await press('Space');
  await expect(verdict(page)).toHaveAttribute('data-outcome', 'delivered');
  await expect(page.locator('.requests h2')).toContainText('as expected 1 / 1');

  // Taken back where nothing is typed.
  await press('Escape');
  await page.locator('[data-request="0"]').focus();
  for (let steps = 0; steps < 40 && (await page.locator('.gallery').count()) === 0; steps += 1) {
    await press('Control+Z');
    if (await page.evaluate(() => document.activeElement === document.body)) await page.locator('header.top').focus();
  }
  await expect(page.locator('.gallery')).toBeVisible();
});

test('a box is dragged, stays where it is put, and goes back', async ({ page }) => {
  await open(page);
  await page.locator(`[data-example="${examples[1].file}"] button.cover`).click();
  const node = box(page, SERVER);
  const before = await node.getAttribute('transform');
  const [x, y] = await middle(node);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 30, y + 90, { steps: 6 });
  await page.mouse.up();
  const after = await node.getAttribute('transform');
  expect(after).not.toBe(before);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(node).toHaveAttribute('transform', before);
  await page.getByRole('button', { name: 'Redo', exact: true }).click();
  await expect(node).toHaveAttribute('transform', after);
  // Keys shift it too, and let it go.
  await node.focus();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(node).not.toHaveAttribute('transform', after);
  await page.keyboard.press('p');
  await expect(node).toHaveAttribute('transform', before);
});

test('a machine is dragged into another subnet, and the project is called otherwise', async ({ page }) => {
  await open(page);
  const subnet = (name, range) => ({ kind: 'compute#subnetwork', name, network: 'shop', region: 'us-east1', ipCidrRange: range });
  const network = [
    { kind: 'compute#network', name: 'shop', project: 'shop-dev' }, subnet('front', '10.0.0.0/24'), subnet('back', '10.0.1.0/24'),
    { kind: 'compute#instance', name: 'web', zone: 'us-east1-b', status: 'RUNNING', networkInterfaces: [{ network: 'shop', subnetwork: 'front', networkIP: '10.0.0.2' }] },
  ];
  const text = JSON.stringify({ hopscope: 1, project: 'shop-dev', resources: network });
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
  await page.getByRole('dialog').locator('.dialog-foot .pri').click();
  const [vm, back] = [box(page, 'vm/us-east1-b/web'), box(page, 'subnet/us-east1/back')];
  await page.mouse.move(...(await middle(vm)));
  await page.mouse.down();
  await page.mouse.move(...(await middle(back)), { steps: 8 });
  await page.mouse.up();
  const subnetOf = page.locator('[data-path="networkInterfaces[0].subnetwork"]');
  await expect(subnetOf.locator('option:checked')).toContainText('back');
  const inside = async (inner, outer) => {
    const [a, b] = [await inner.boundingBox(), await outer.boundingBox()];
    return a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height;
  };
  expect(await inside(vm, back)).toBe(true);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  expect(await inside(vm, box(page, 'subnet/us-east1/front'))).toBe(true);

  await page.locator('.outline').getByRole('button', { name: 'shop-dev' }).click();
  await page.getByRole('textbox', { name: 'Project' }).fill('shop-prod');
  await page.keyboard.press('Enter');
  await expect(page.locator('.outline').getByRole('button', { name: 'shop-prod' })).toBeVisible();
  await expect(page.getByRole('treeitem', { name: 'web' })).toBeVisible();
});

test('a connection is pulled out of the start of a path too', async ({ page }) => {
  await open(page);
  await page.locator(`[data-example="${examples[2].file}"] button.cover`).click();
  await box(page, CLIENT).hover();
  await page.mouse.move(...(await middle(box(page, CLIENT).locator('.pull'))));
  await page.mouse.down();
  await page.mouse.move(...(await middle(box(page, SERVER))), { steps: 8 });
  await page.mouse.up();
  await expect(page.locator('[data-request]')).toHaveCount(3);
});

test('a drag that is called off changes nothing', async ({ page }) => {
  await open(page);
  await page.locator(`[data-example="${examples[1].file}"] button.cover`).click();
  const node = box(page, SERVER);
  const before = await node.getAttribute('transform');
  const [x, y] = await middle(node);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 30, y + 90, { steps: 6 });
  await expect(node).not.toHaveAttribute('transform', before);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(node).toHaveAttribute('transform', before);
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toHaveCount(1);
});

test('what is wrong is said where it is, and changes nothing', async ({ page }) => {
  await start(page);
  await page.getByRole('button', { name: 'Add a resource' }).click();
  await pick(page, 'compute#subnetwork');
  const range = page.getByLabel('ipCidrRange', { exact: true });
  await range.fill('10.0.0.0/99');
  await page.keyboard.press('Tab');
  await expect(range).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('.line [role=alert]')).not.toBeEmpty();
  await expectAccessible(page);
  await range.fill('10.1.0.0/16');
  await page.keyboard.press('Tab');
  await expect(range).not.toHaveAttribute('aria-invalid', 'true');
  await expect(box(page, SUBNET)).toContainText('10.1.0.0/16');
});

test('the title is clicked and typed', async ({ page }) => {
  await start(page);
  await page.locator('header h1 button').click();
  await page.keyboard.type('Shop, second draft');
  await page.keyboard.press('Enter');
  await expect(page.locator('header h1')).toHaveText('Shop, second draft');
  await expect(page).toHaveTitle(/^Shop, second draft/);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page.locator('header h1')).toHaveText('Untitled scenario');
});

test('copied, pasted, cut and brought back; as JSON too', async ({ page }) => {
  await start(page);
  await page.getByRole('button', { name: 'Add a resource' }).click();
  await pick(page, 'compute#instance');
  await box(page, 'vm/asia-northeast1-a/vm').focus();
  await page.keyboard.press('Control+C');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(JSON.parse(copied)[0].kind).toBe('compute#instance');
  await page.keyboard.press('Control+V');
  await expect(box(page, 'vm/asia-northeast1-a/vm-2')).toBeVisible();
  await box(page, 'vm/asia-northeast1-a/vm').click({ modifiers: ['Shift'] });
  await expect(page.locator('.node.selected')).toHaveCount(2);
  await box(page, 'vm/asia-northeast1-a/vm').focus();
  await page.keyboard.press('Delete');
  await expect(page.locator('[data-id^="vm/"]')).toHaveCount(0);
  await page.locator('.notice').getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('[data-id^="vm/"]')).toHaveCount(2);

  await box(page, 'vm/asia-northeast1-a/vm').click();
  await page.getByText('As JSON').first().click();
  const json = page.locator('.json textarea').first();
  await json.fill((await json.inputValue()).replace('10.0.0.2', '10.0.0.77'));
  await page.getByRole('button', { name: 'Apply' }).first().click();
  await expect(box(page, 'vm/asia-northeast1-a/vm')).toContainText('10.0.0.77');
});

test('requests are changed beside their answers, expected, reordered and removed', async ({ page }) => {
  await open(page);
  await page.locator(`[data-example="${examples[1].file}"] button.cover`).click();
  await page.getByText('Edit this request').click();
  const to = page.locator('.edit-request').getByLabel('to', { exact: true });
  await to.fill('https://www.example.com/');
  await page.keyboard.press('Tab');
  await expect(verdict(page)).toHaveAttribute('data-outcome', 'delivered');
  await expect(page.locator('.head .exp')).toHaveClass(/bad/);
  await page.getByRole('button', { name: 'Expect this result' }).click();
  await expect(page.locator('.head .exp')).toHaveClass(/ok/);
  await verdict(page).focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(verdict(page, 1)).toHaveAttribute('data-outcome', 'delivered');
  await expect(verdict(page, 1)).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(page.locator('[data-request]')).toHaveCount(1);
});

for (const locale of ['en', 'ja']) {
  for (const colorScheme of ['light', 'dark']) {
    test.describe(`${locale}, ${colorScheme}`, () => {
      test.use({ locale, colorScheme });

      test('the inspector, its lists, the palette and an empty scenario have no obstacles', async ({ page }) => {
        await open(page);
        await page.locator('.resume .btn').first().click();
        await expect(page.locator('.empty-picture')).toBeVisible();
        await expectAccessible(page);
        await page.locator('.empty-picture .pri').click();
        await expectAccessible(page);
        await page.locator('dialog input').fill('compute#router');
        await expect(page.locator('dialog [aria-selected=true]')).toContainText('compute#router');
        await page.keyboard.press('Enter');
        await expect(page.locator('#resource-name')).toBeFocused();
        await expectAccessible(page);
        await page.keyboard.press('Control+K');
        await page.locator('dialog input').fill('run.googleapis.com/Service');
        await expect(page.locator('dialog [aria-selected=true]')).toContainText('run.googleapis.com/Service');
        await page.keyboard.press('Enter');
        await expect(page.locator('#resource-name')).toHaveValue('service');
        await page.locator('.addable button').first().click();
        await expect(page.locator('.part')).toHaveCount(2);
        await expectAccessible(page);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wide).toBeLessThanOrEqual(0);
      });
    });
  }
}

test('in a field Ctrl+Z takes back what is typed, and once that is taken over, the change', async ({ page }) => {
  await open(page);
  await page.locator(`[data-example="${examples[1].file}"] button.cover`).click();
  await box(page, SERVER).click();
  const field = page.locator('[data-path="uri"]');
  const before = await field.inputValue();
  await field.focus();
  await page.keyboard.press('End');
  await page.keyboard.type('x');
  // Not taken over yet: the browser's, and the scenario has not changed.
  await page.keyboard.press('Control+Z');
  await expect(field).toHaveValue(before);
  await expect(page.getByRole('button', { name: 'Undo' }).first()).toBeVisible();
  await field.fill('https://other-abc123-an.a.run.app');
  await page.keyboard.press('Enter');
  await expect(field).toHaveAttribute('data-kept', 'https://other-abc123-an.a.run.app');
  await expect(field).toBeFocused();
  await page.keyboard.press('Control+Z');
  await expect(field).toHaveValue(before);
  await page.keyboard.press('Control+Y');
  await expect(field).toHaveValue('https://other-abc123-an.a.run.app');
});
