// Starts the module. Whoever comes back, or by a link, wants it at once, and so does a worker. On a first visit there
// is a page to read before (web/front.js): the module is fetched and compiled when the browser has nothing else to do,
// and runs when somebody stirs.
import start from './hopscope.js';

const wasm = new URL('./hopscope.wasm', import.meta.url);
const root = self.document?.documentElement;
const SIGNS = ['pointermove', 'pointerdown', 'touchstart', 'wheel', 'keydown', 'focusin', 'click', 'paste', 'dragenter', 'drop', 'hashchange'];

// All the page needs is kept for a visit without a network.
const stay = () => navigator.serviceWorker?.register('./offline.js').catch(() => {});

const run = async (module) => {
  try {
    await start({ module_or_path: module });
    stay();
  } catch (error) {
    document.getElementById('missing').hidden = false;
    throw error;
  }
};

if (!root) {
  start({ module_or_path: wasm });
} else if (root.dataset.visit !== 'first') {
  run(wasm);
} else {
  let module;
  // A host that calls it by another type, or does not answer, is asked once more, in the way that says why not.
  const ahead = () => (module ??= WebAssembly.compileStreaming(fetch(wasm)).catch(() => wasm));
  const whenIdle = () => (self.requestIdleCallback ?? setTimeout)(() => ahead().then(stay));
  document.readyState === 'complete' ? whenIdle() : addEventListener('load', whenIdle);
  const stirred = new AbortController();
  const begin = () => {
    stirred.abort();
    ahead().then(run);
  };
  for (const sign of SIGNS) addEventListener(sign, begin, { capture: true, passive: true, signal: stirred.signal });
}
