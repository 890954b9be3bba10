// The `test` that every spec uses: Playwright's, with what must hold on any page, whatever a spec looks at.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test as base, expect } from '@playwright/test';

export { expect };

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const test = base.extend({
  /** A page that may not complain and may not talk to anyone but its own server. */
  page: async ({ page, baseURL }, use) => {
    const own = new URL(baseURL).origin;
    const complaints = [];
    page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
    });
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (origin !== own && !['blob:', 'data:'].includes(protocol)) complaints.push(`left the machine: ${request.url()}`);
    });
    page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
    const unanswered = new Set();
    page.on('request', (request) => unanswered.add(request.url()));
    for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => unanswered.delete(request.url()));
    await use(page);
    // A page that never comes says nothing: what it waits for does.
    if (test.info().errors.length) complaints.push(...[...unanswered].map((url) => `unanswered: ${url}`));
    expect(complaints, 'console, network and uncaught errors').toEqual([]);
  },
});

/** Does what anybody does who is there: on a first visit the page waits for that. */
export async function stir(page) {
  await page.mouse.move(1, 1);
}

/** Opens the page and waits until Hopscope has started and taken the place of the first page (web/front.js). */
export async function open(page, path = '/') {
  await page.goto(path);
  await stir(page);
  await expect(page.locator('#app > .loading')).toHaveCount(0);
  await expect(page.locator('#app')).not.toBeEmpty();
}

/** Nothing on the page, as it is now, is in the way of people who can't see it or can't use a mouse. */
export async function expectAccessible(page) {
  // Evaluated by the debugger: a script element would be refused by the page's own policy, as it should be.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  const found = violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.map((node) => node.target.join(' ')) }));
  expect(found, 'accessibility').toEqual([]);
}
