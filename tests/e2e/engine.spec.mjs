// One engine: compiled for the browser it gives, byte for byte, what the command line prints.
import { expect, open, test } from './hopscope.mjs';
import { check, checkAll, examples, generated, variants } from './native.mjs';

/** Asks the module in a worker, where the page has it do what takes longer than a moment. */
async function ask(page, texts) {
  return page.evaluate(async (texts) => {
    const worker = new Worker(document.querySelector('script[type=module]').src, { type: 'module' });
    const heard = () => new Promise((resolve) => worker.addEventListener('message', resolve, { once: true }));
    await heard();
    const answers = [];
    for (const text of texts) {
      // Texts travel as UTF-8.
      worker.postMessage(['check', text].map((part) => new TextEncoder().encode(part)));
      // First how far it is, then the answer.
      await heard();
      answers.push(new TextDecoder().decode((await heard()).data[0]));
    }
    worker.terminate();
    return answers;
  }, texts);
}

test('the gallery is answered in the browser as on the command line', async ({ page }) => {
  await open(page);
  const answers = await ask(page, examples.map(({ text }) => text));
  for (const [index, { file, text }] of examples.entries()) {
    expect(answers[index].trimEnd(), file).toBe(check(text).trimEnd());
  }
});

test('every scenario is answered in the browser as on the command line', async ({ page }) => {
  test.setTimeout(300_000);
  await open(page);
  const all = variants();
  expect(all.length).toBeGreaterThan(100);
  expect(await differing(page, all)).toEqual([]);
});

test('2,000 scenarios that nobody wrote are answered in the browser as on the command line', async ({ page }) => {
  test.setTimeout(300_000);
  await open(page);
  const all = generated();
  expect(all.length).toBe(2_000);
  expect(await differing(page, all)).toEqual([]);
});

/** The files about which the page and the command line don't say the same. */
async function differing(page, all) {
  const texts = all.map(({ text }) => text);
  const [here, there] = await Promise.all([ask(page, texts), checkAll(texts)]);
  // Nothing said twice is no agreement.
  const silent = all.filter((_, index) => !there[index].includes('"results"'));
  expect(silent.map(({ file }) => file)).toEqual([]);
  return all.filter((_, index) => here[index] !== there[index]).map(({ file }) => file);
}
