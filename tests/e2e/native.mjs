// The command line, whose answers the page has to give too, and the scenarios that both are asked about.
import { execFile, execFileSync } from 'node:child_process';
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

/** The same about many scenarios, several at a time: the answers in the order of the texts. */
export async function checkAll(texts, atOnce = 4) {
  const answers = [];
  const left = texts.entries();
  const worker = async () => {
    for (const [index, text] of left) answers[index] = await checking(text);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return answers;
}

function checking(text) {
  return new Promise((resolve, reject) => {
    const limits = { encoding: 'utf8', maxBuffer: 1 << 28 };
    const child = execFile(command, ['check', '-', '--format', 'json'], limits, (error, answer) => {
      if (!error || error.code === 1 || (error.code === 2 && answer)) resolve(answer);
      else reject(error);
    });
    child.stdin.end(text);
  });
}

/** Every variant of every scenario under tests/scenarios, as `cargo xtask test browser` has written them out. */
export function variants() {
  return folder('HOPSCOPE_SCENARIOS');
}

/** Scenarios that nobody wrote (tests/generated.rs), written out as those are. */
export function generated() {
  return folder('HOPSCOPE_GENERATED');
}

function folder(variable) {
  const folder = process.env[variable];
  if (!folder) throw new Error('the scenarios are written out by: cargo xtask test browser');
  const files = readdirSync(folder).filter((name) => name.endsWith('.hopscope.json'));
  return files.sort().map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
}
