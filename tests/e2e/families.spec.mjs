// Networks of several families, designed from nothing with the keyboard alone: lists inside lists, labels, several of a
// kind, other projects. What each is worth is in `crates/editor/tests/families.rs`; here it is reached and seen.
import { expect, expectAccessible, open, test } from './hopscope.mjs';

test.use({ locale: 'en' });

const verdict = (page, request = 0) => page.locator(`[data-request="${request}"]`);
const field = (page, path) => page.locator(`.part [data-path="${path}"]`).first();

/** Keys, as somebody presses them who has no mouse. */
function keyboard(page) {
  const press = (key) => page.keyboard.press(key);
  const tabTo = async (locator) => {
    for (let presses = 0; presses < 250; presses += 1) {
      if (await locator.evaluate((element) => element === document.activeElement).catch(() => false)) return;
      await press('Tab');
    }
    await expect(locator).toBeFocused();
  };
  const command = async (words) => {
    await press('Control+K');
    await expect(page.getByRole('combobox', { name: 'Filter' })).toBeFocused();
    await page.keyboard.type(words);
    await press('Enter');
    await expect(page.locator('dialog')).toHaveCount(0);
  };
  const add = async (words, name) => {
    await command(`Add: ${words}`);
    await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
    if (!name) return;
    await page.keyboard.type(name);
    await press('Enter');
    await expect(page.locator('#inspector-title')).toHaveText(name);
  };
  const connect = async (words) => {
    await press('Control+K');
    await expect(page.getByRole('combobox', { name: 'Filter' })).toBeFocused();
    await page.keyboard.type('Connect to');
    await press('Enter');
    await expect(page.getByRole('combobox', { name: 'Filter' })).toHaveValue('');
    await page.keyboard.type(words);
    await press('Enter');
    await expect(page.locator('dialog')).toHaveCount(0);
  };
  const type = async (path, text) => {
    await tabTo(field(page, path));
    await press('Control+A');
    await page.keyboard.type(text);
    await press('Enter');
  };
  const more = async (path) => {
    await tabTo(page.locator(`.part [data-add="${path}"]`).first());
    await press('Enter');
  };
  const ask = async (from, to) => {
    await command('ask a request');
    await expect(page.locator('.ask select')).toBeFocused();
    await page.keyboard.type(from);
    await tabTo(page.getByLabel('To', { exact: true }));
    await page.keyboard.type(to);
    await press('Enter');
  };
  return { press, tabTo, command, add, connect, type, more, ask };
}

async function begin(page) {
  await open(page);
  const keys = keyboard(page);
  await keys.tabTo(page.getByRole('button', { name: 'Start from nothing' }));
  await keys.press('Enter');
  return keys;
}

test('an external Application Load Balancer to Cloud Run, with route rules and IAP', async ({ page }) => {
  const keys = await begin(page);
  await keys.add('run.googleapis.com/Service', 'shop');
  await keys.tabTo(page.locator('.addable button').filter({ hasText: 'IAM policy' }));
  await keys.press('Enter');
  await expect(page.locator('.part')).toHaveCount(2);
  await keys.add('networkEndpointGroup');
  await keys.connect('shop');
  await keys.add('EXTERNAL_MANAGED');
  await expect(page.locator('#resource-place')).toHaveValue('global');
  await keys.command('backend-service/global/external-lb-backend');
  await keys.connect('neg');
  await keys.add('hopscope#host', 'customer');
  await keys.ask('host/customer', 'https://203.0.113.10/');
  await expect(verdict(page)).toHaveAttribute('data-outcome', 'delivered');

  // A rule inside a matcher inside the map: three lists deep.
  await keys.command('url-map/global/external-lb-map');
  await keys.more('hostRules');
  await keys.type('hostRules[0].hosts', '*');
  await keys.type('hostRules[0].pathMatcher', 'all');
  await keys.more('pathMatchers');
  await keys.type('pathMatchers[0].name', 'all');
  await keys.more('pathMatchers[0].routeRules');
  await keys.type('pathMatchers[0].routeRules[0].priority', '1');
  await keys.more('pathMatchers[0].routeRules[0].matchRules');
  await keys.type('pathMatchers[0].routeRules[0].matchRules[0].prefixMatch', '/');
  await keys.tabTo(field(page, 'pathMatchers[0].routeRules[0].service'));
  await page.keyboard.type('external');
  await keys.tabTo(field(page, 'pathMatchers[0].defaultService'));
  await page.keyboard.type('external');
  await expect(verdict(page)).toHaveAttribute('data-outcome', 'delivered');
  await expect(field(page, 'pathMatchers[0].routeRules[0].matchRules[0].prefixMatch')).toHaveValue('/');

  await keys.command('backend-service/global/external-lb-backend');
  await keys.tabTo(field(page, 'iap.enabled'));
  await keys.press('Space');
  await expect(verdict(page)).toHaveAttribute('data-outcome', 'rejected');
});

test('a policy of the organisation, one of the network, and secure tags', async ({ page }) => {
  const keys = await begin(page);
  await keys.add('compute#instance', 'client');
  await keys.add('compute#instance', 'server');
  await keys.ask('vm/asia-northeast1-a/client', 'vm/server:443');
  await expect(verdict(page)).toHaveAttribute('data-outcome', 'dropped');
  await keys.add('HIERARCHY');
  await keys.command('network/vpc');
  await keys.add('compute#firewallPolicy');
  await keys.more('rules[0].targetSecureTags');
  await keys.type('rules[0].targetSecureTags[0].name', 'tagValues/1');
  await expect(verdict(page)).toHaveAttribute('data-outcome', 'dropped');
  await keys.command('vm/asia-northeast1-a/server');
  await keys.type('params.resourceManagerTags', 'tagKeys/1=tagValues/1');
  await expect(field(page, 'params.resourceManagerTags')).toHaveValue('tagKeys/1=tagValues/1');
  await expect(verdict(page)).toHaveAttribute('data-outcome', 'delivered');
});

test('a hub with two networks, and a spoke of tunnels', async ({ page }) => {
  const keys = await begin(page);
  for (const name of ['left', 'right']) {
    await keys.add('compute#network', name);
    await keys.add('compute#subnetwork', `${name}-subnet`);
    await keys.add('compute#instance', `${name}-vm`);
    await keys.add('networkconnectivity.googleapis.com/Spoke', `${name}-spoke`);
  }
  await keys.add('compute#firewall');
  await keys.ask('vm/asia-northeast1-a/left-vm', 'vm/right-vm:443');
  await expect(verdict(page)).toHaveAttribute('data-outcome', 'delivered');
  // Several of a kind are rows, of which each is chosen and goes.
  await keys.add('compute#vpnTunnel', 'office');
  await keys.add('networkconnectivity.googleapis.com/Spoke', 'hybrid');
  await keys.connect('office');
  const tunnel = field(page, 'linkedVpnTunnels.uris[0]');
  await expect(tunnel.locator('option:checked')).toContainText('office');
  await expect(field(page, 'linkedVpcNetwork.uri').locator('option:checked')).toHaveText('–');
});

test('a network of another project', async ({ page }) => {
  const keys = await begin(page);
  await keys.add('compute#instance', 'web');
  await keys.command('network/vpc');
  await keys.tabTo(page.locator('#resource-project'));
  await keys.press('Control+A');
  await page.keyboard.type('host-project');
  await keys.press('Enter');
  await expect(page.locator('.chosen > p .mono')).toHaveText('network/host-project/global/vpc');
  // Its subnets and routes are where it is, and the machine still finds them.
  await keys.ask('vm/asia-northeast1-a/web', 'https://203.0.113.9/');
  await expect(verdict(page)).toHaveAttribute('data-outcome', 'dropped');
  await expect(field(page, 'networkInterfaces[0].network')).toHaveCount(0);
});

for (const locale of ['en', 'ja']) {
  for (const colorScheme of ['light', 'dark']) {
    test.describe(`${locale}, ${colorScheme}`, () => {
      test.use({ locale, colorScheme });

      test('the longest forms have no obstacles, and nothing in them is cut', async ({ page }) => {
        await open(page);
        await page.locator('.resume .btn').first().click();
        for (const word of ['Cluster enablePrivateNodes', 'Spoke', 'HIERARCHY', 'compute#urlMap', 'INTERNAL_MANAGED', 'ServicePerimeter']) {
          await page.keyboard.press('Control+K');
          await page.locator('dialog input').fill(word);
          await page.keyboard.press('Enter');
          await expect(page.locator('#resource-name')).toBeFocused();
          for (const list of await page.locator('.part [data-add]').all()) {
            if (await list.isVisible()) await list.click();
          }
          await expectAccessible(page);
          const cut = await page.evaluate(() =>
            [...document.querySelectorAll('.inspector .label')].filter((own) => own.scrollWidth > own.clientWidth + 1 && own.clientWidth > 0).map((own) => own.textContent),
          );
          expect(cut, word).toEqual([]);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          expect(wide).toBeLessThanOrEqual(0);
          if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${locale}-${colorScheme}-${word.replace(/\W/g, '_')}.png`, fullPage: false });
        }
      });
    });
  }
}
