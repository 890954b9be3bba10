// The command line, whose answers the page has to give too, and the scenarios that both are asked about.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const command = process.env.HOPSCOPE ?? join(root, 'target/debug/hopscope');
const gallery = join(root, 'scenarios/gallery');

/** What the command line prints. */
export function hopscope(args, text) {
  return execFileSync(command, args, { input: text, encoding: 'utf8' });
}

/** What `hopscope check --format json` prints about a scenario: the bytes themselves. */
export function check(text) {
  try {
    return hopscope(['check', '-', '--format', 'json'], text);
  } catch (error) {
    // An expectation that is not met is an answer all the same, and so is what is said without what can't be used.
    if (error.status === 1 || (error.status === 2 && error.stdout)) return error.stdout;
    throw error;
  }
}

/** The scenarios of the gallery, in its order, each with its text. */
export const examples = JSON.parse(readFileSync(join(gallery, 'index.json'), 'utf8')).map((example) => ({
  ...example,
  text: readFileSync(join(gallery, example.file), 'utf8'),
}));

/** Every variant of every scenario under tests/scenarios, as `cargo xtask test browser` has written them out. */
export function variants() {
  const folder = process.env.HOPSCOPE_SCENARIOS;
  if (!folder) throw new Error('the scenarios are written out by: cargo xtask test browser');
  const files = readdirSync(folder).filter((name) => name.endsWith('.hopscope.json'));
  return files.sort().map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
}
