// Before anything is drawn: the language and theme of last time, so that neither changes under one's eyes. The page
// itself does the same when it is there (web/src/hooks.rs).
(() => {
  const root = document.documentElement;
  const read = (name) => {
    try {
      return JSON.parse(localStorage.getItem(`hopscope.${name}`));
    } catch {
      // A browser that keeps nothing has nothing to say.
      return null;
    }
  };
  root.lang = /^ja\b/i.test(read('lang') ?? navigator.language) ? 'ja' : 'en';
  const theme = read('theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;

  const session = read('session');
  const frame = new URLSearchParams(location.search).get('embed') === '1';
  // Whoever comes back to their work, or by a link, is not greeted first.
  if (location.hash || frame || / shows /.test(session ?? '')) root.dataset.returns = '';
  // Whoever comes for the first time reads: nothing needs the module yet (web/start.js). The others wait for it.
  else if (!session) root.dataset.visit = 'first';
  if (root.dataset.visit) return;
  const ahead = Object.assign(document.createElement('link'), { rel: 'preload', as: 'fetch', type: 'application/wasm' });
  ahead.crossOrigin = '';
  ahead.href = document.currentScript.dataset.module;
  document.head.append(ahead);
})();
