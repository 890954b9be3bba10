// Pasting: an export becomes a network and answers; what can't be read says where and what to do, and changes nothing.
import { expect, expectAccessible, open, test } from './hopscope.mjs';
import { check } from './native.mjs';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** Puts text on the clipboard and pastes it as people do. */
async function paste(page, text) {
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.keyboard.press('Control+V');
}

const EXPORT = `$ gcloud compute networks list --format=json
[{"kind":"compute#network","name":"shop","autoCreateSubnetworks":false,
  "selfLink":"https://www.googleapis.com/compute/v1/projects/shop-dev/global/networks/shop"}]
$ gcloud compute networks subnets list --format=json
[{"kind":"compute#subnetwork","name":"tills","ipCidrRange":"10.20.0.0/24",
  "network":"https://www.googleapis.com/compute/v1/projects/shop-dev/global/networks/shop",
  "region":"https://www.googleapis.com/compute/v1/projects/shop-dev/regions/europe-west1",
  "selfLink":"https://www.googleapis.com/compute/v1/projects/shop-dev/regions/europe-west1/subnetworks/tills"}]
`;

const SCENARIO = JSON.stringify({
  hopscope: 1,
  title: 'Two tills',
  project: 'shop-dev',
  resources: [
    { kind: 'compute#network', name: 'shop' },
    {
      kind: 'compute#subnetwork',
      name: 'tills',
      region: 'europe-west1',
      network: 'shop',
      ipCidrRange: '10.20.0.0/24',
    },
    ...['one', 'two'].map((name, index) => ({
      kind: 'compute#instance',
      name,
      zone: 'europe-west1-b',
      status: 'RUNNING',
      networkInterfaces: [
        { name: 'nic0', network: 'shop', subnetwork: 'tills', networkIP: `10.20.0.${index + 2}` },
      ],
    })),
  ],
  requests: [{ name: 'till to till', from: 'vm/one', to: 'tcp://10.20.0.3:5432' }],
});

test('an export as a terminal shows it becomes a network', async ({ page }) => {
  await open(page);
  await paste(page, EXPORT);
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('shop');
  await expect(dialog).toContainText('tills');
  await dialog.locator('.dialog-foot .pri').click();
  await expect(dialog).toHaveCount(0);
  await expect(page.locator('[data-region=picture]')).toContainText('10.20.0.0/24');
});

test('what a plan of Terraform makes is a proposal of what it finds', async ({ page }) => {
  const network = (mtu) => ({
    root_module: {
      resources: [{
        address: 'google_compute_network.shop', mode: 'managed', type: 'google_compute_network', name: 'shop',
        values: { name: 'shop', project: 'shop-dev', auto_create_subnetworks: false, mtu },
      }],
    },
  });
  await open(page);
  await paste(page, JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.9.8',
    planned_values: network(8896),
    prior_state: { values: network(1460) },
    resource_changes: [
      { address: 'google_compute_network.shop', change: { actions: ['update'], after_unknown: {} } },
    ],
  }));
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('shop');
  await dialog.locator('.dialog-foot .pri').click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'plan', exact: true })).toBeVisible();
});

test('chosen files are read together, and the same file again', async ({ page }) => {
  await open(page);
  const [networks, subnets] = EXPORT.split(/^\$.*$/m).filter((part) => part.trim());
  const file = (name, text) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  const dialog = page.getByRole('dialog');
  for (const round of ['first', 'again']) {
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose files' }).click();
    await (await choosing).setFiles([file('net.json', networks), file('subnets.json', subnets)]);
    await expect(dialog, round).toContainText('tills');
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  }
});

test('a pasted scenario is answered as on the command line', async ({ page }) => {
  const [result] = JSON.parse(check(SCENARIO)).results;
  expect(result).toMatchObject({ outcome: 'dropped', cause: 'FIREWALL_RULE' });
  await open(page);
  await paste(page, SCENARIO);
  const accept = page.getByRole('dialog').locator('.dialog-foot .pri');
  await accept.click();
  await expect(page.locator('[data-request="0"]')).toHaveAttribute('data-outcome', result.outcome);
  await expect(page.locator('[data-region=result]')).toContainText(result.cause);
});

for (const [lang, words] of Object.entries({
  en: { accept: 'Import into this scenario', changed: 'Changed', one: '1 field differs', many: '12 fields differ', absent: '(absent or default)' },
  ja: { accept: 'このシナリオに取り込む', changed: '変わるもの', one: '1 個のフィールドが異なります', many: '12 個のフィールドが異なります', absent: '(なし、または既定値)' },
})) {
  test.describe(lang, () => {
    test.use({ locale: lang });

    test('what changes is told field by field before it is accepted, and is one step', async ({ page }) => {
      const ranges = Array.from({ length: 10 }, (_, at) => `10.0.${at}.0/24`);
      const rule = (own) => ({
        kind: 'compute#firewall', name: 'web', network: 'shop', sourceRanges: ranges,
        allowed: [{ IPProtocol: 'tcp', ports: ['80'] }], ...own,
      });
      const subnet = { kind: 'compute#subnetwork', name: 'tills', region: 'europe-west1', network: 'shop' };
      const scenario = (...resources) => JSON.stringify({
        hopscope: 1, project: 'shop-dev',
        resources: [{ kind: 'compute#network', name: 'shop' }, ...resources],
      });
      await open(page);
      await paste(page, scenario({ ...subnet, ipCidrRange: '10.20.0.0/24' }, rule({ priority: 900 })));
      const dialog = page.getByRole('dialog');
      await dialog.locator('.dialog-foot .pri').click();
      await expect(dialog).toHaveCount(0);
      // The same rule twice, and both otherwise than the one that is open.
      await paste(page, scenario(
        { ...subnet, ipCidrRange: '10.20.0.0/20' },
        rule({ priority: 800, targetTags: ['web'] }),
        rule({ priority: 700, sourceRanges: ranges.map((range) => range.replace('10.0', '10.9')), targetTags: ['web'] }),
      ));
      await dialog.locator('input[name=into]').nth(1).check();
      await expect(dialog.locator('.dialog-foot .pri')).toHaveText(words.accept);
      const duplicate = dialog.locator('.problem').filter({ hasText: 'DUPLICATE' });
      await expect(duplicate).toContainText('firewall/web');
      const changed = dialog.locator('.objects.changed');
      await expect(changed.locator('> summary')).toContainText(`${words.changed} 2`);
      const row = changed.locator('.differs').filter({ hasText: 'ipCidrRange' });
      await expect(row.locator('summary')).toHaveText(words.one);
      await expect(row.locator('li')).toHaveText(['ipCidrRange: "10.20.0.0/24" → "10.20.0.0/20"']);
      // Many are shown when somebody asks: by keyboard, from field to field.
      const many = changed.locator('.differs').filter({ hasText: 'priority' });
      await expect(many.locator('li').first()).toBeHidden();
      const summary = many.locator('summary');
      await expect(summary).toHaveText(words.many);
      for (let presses = 0; presses < 40 && !await summary.evaluate((own) => own === document.activeElement); presses += 1) {
        await page.keyboard.press('Tab');
      }
      await expect(summary).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(many.locator('li').first()).toHaveText('priority: 900 → 700');
      await expect(many).toContainText('sourceRanges[9]: "10.0.9.0/24" → "10.9.9.0/24"');
      await expect(many).toContainText(`targetTags: ${words.absent} → ["web"]`);
      await expectAccessible(page);
      // Nothing is otherwise until it is accepted; then all of it is, and one step takes it back.
      await dialog.locator('.dialog-foot .pri').click();
      await expect(dialog).toHaveCount(0);
      const picture = page.locator('[data-region=picture]');
      await expect(picture).toContainText('10.20.0.0/20');
      await page.keyboard.press('Control+Z');
      await expect(picture).toContainText('10.20.0.0/24');
    });
  });
}

test('what a Connectivity Test said stands beside the answer, with what it names and nobody exported', async ({ page }) => {
  const machine = (name) => `projects/shop-dev/zones/europe-west1-b/instances/${name}`;
  const said = {
    name: 'projects/shop-dev/locations/global/connectivityTests/till-to-till',
    source: { instance: machine('one') },
    destination: { instance: machine('two'), port: 5432 },
    protocol: 'TCP',
    reachabilityDetails: {
      result: 'REACHABLE',
      traces: [{
        steps: [
          { state: 'START_FROM_INSTANCE', instance: { uri: machine('one') } },
          { state: 'APPLY_EGRESS_FIREWALL_RULE' },
          { state: 'APPLY_ROUTE' },
          { state: 'APPLY_INGRESS_FIREWALL_RULE', firewall: { uri: 'projects/shop-dev/global/firewalls/tills-in' } },
          { state: 'DELIVER', deliver: { target: 'INSTANCE', resourceUri: machine('two') } },
        ],
      }],
    },
  };
  await open(page);
  await paste(page, `${SCENARIO}\n${JSON.stringify(said)}`);
  await page.getByRole('dialog').locator('.dialog-foot .pri').click();
  await page.locator('[data-request="1"]').click();
  const section = page.locator('[data-region=result] section.test');
  await expect(section).toHaveAttribute('data-agreement', 'Differs');
  await expect(section).toContainText('REACHABLE');
  await expect(section).toContainText('firewall/tills-in');
  const inside = await section.evaluate((own) => own.scrollWidth <= own.clientWidth);
  expect(inside, 'nothing of it stands out').toBe(true);
});

test('what is cut off says where, keeps what is whole, and waits to be accepted', async ({ page }) => {
  await open(page);
  await paste(page, EXPORT.slice(0, EXPORT.lastIndexOf('"region"')));
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator('.problem code').first()).toHaveText('TRUNCATED');
  await expect(dialog).toContainText('shop');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page.locator('[data-region=gallery]')).toBeVisible();
});

test('what is no export at all says so, and offers nothing to accept', async ({ page }) => {
  await open(page);
  await paste(page, 'Dear network team, it does not work again.');
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator('.problem code').first()).toHaveText('NOT_UNDERSTOOD');
  await expect(dialog.locator('.dialog-foot .pri')).toHaveCount(0);
});

test('an export of a megabyte is read, opened and asked', async ({ page }) => {
  await open(page);
  const rules = Array.from({ length: 2400 }, (_, index) => ({
    kind: 'compute#firewall', name: `allow-${index}`, direction: 'INGRESS', priority: 1000 + (index % 60000), disabled: false,
    network: 'https://www.googleapis.com/compute/v1/projects/acme-dev/global/networks/shop',
    selfLink: `https://www.googleapis.com/compute/v1/projects/acme-dev/global/firewalls/allow-${index}`,
    creationTimestamp: '2025-04-01T09:00:00.000-07:00', description: 'made for a test, as long as descriptions in real exports often are',
    allowed: [{ IPProtocol: 'tcp', ports: [String(1024 + (index % 60000))] }], sourceRanges: [`10.${index % 250}.0.0/16`],
    logConfig: { enable: false },
  }));
  const machine = {
    kind: 'compute#instance', name: 'web', status: 'RUNNING', zone: 'projects/acme-dev/zones/us-east1-b',
    selfLink: 'https://www.googleapis.com/compute/v1/projects/acme-dev/zones/us-east1-b/instances/web',
    networkInterfaces: [{ network: rules[0].network, networkIP: '10.0.0.2' }],
  };
  const network = { kind: 'compute#network', name: 'shop', selfLink: rules[0].network };
  const text = JSON.stringify([network, machine, ...rules], null, 2);
  expect(text.length).toBeGreaterThan(1_000_000);
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.keyboard.press('Control+V');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('2402');
  await dialog.locator('.dialog-foot .pri').click();
  await expect(page.getByRole('treeitem', { name: 'firewall rules 2400' })).toBeVisible();
  const ask = page.locator('.ask input').last();
  await ask.fill('tcp://10.0.0.2:1024');
  await ask.press('Enter');
  await expect(page.locator('[data-request="0"]')).toBeVisible();
});
