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
  // Whoever comes back to their work, or by a link, is not greeted first.
  if (location.hash || / shows /.test(read('session') ?? '')) root.dataset.returns = '';
})();
