// The first page until its module is there: the gallery as `web/front/` has it, written by the page itself. It is all
// there to be read. What is done on it meanwhile is remembered, and done on the page that takes its place.
(() => {
  const root = document.documentElement;
  const app = document.getElementById('app');
  const front = document.querySelector(`template[data-front=${root.lang}]`).content.firstElementChild;
  const column = matchMedia('(max-width: 639px)');
  const tabs = matchMedia('(max-width: 1099px)');
  const room = () => `app loading layout-${column.matches ? 'column' : tabs.matches ? 'tabs' : 'wide'}`;
  front.className = room();
  app.replaceChildren(front);

  const listening = new AbortController();
  const on = (name, heard) => document.addEventListener(name, heard, { capture: true, signal: listening.signal });
  addEventListener('resize', () => (front.className = room()), { signal: listening.signal });

  // What there is to do, in order.
  const waiting = [];
  const later = (event, act) => {
    event?.preventDefault();
    waiting.push(act);
    root.dataset.wanted = '';
    document.getElementById('starting').hidden = false;
  };

  // Where an element is: in which part, by its name, and where in that. The page may have more parts than this.
  const place = (element) => {
    const part = element.closest('[data-example], section, header, .app');
    const named = ['data-example', 'aria-labelledby', 'aria-label'].find((name) => part.hasAttribute(name));
    const name = part.localName + (named ? `[${named}="${CSS.escape(part.getAttribute(named))}"]` : '');
    const way = [];
    for (let at = element; at !== part; at = at.parentElement) way.unshift([...at.parentElement.children].indexOf(at));
    return () => way.reduce((at, index) => at?.children[index], app.querySelector(name));
  };

  let focused;
  on('focusin', ({ target }) => (focused = app.contains(target) ? place(target) : undefined));

  on('click', (event) => {
    const button = event.target.closest('button');
    if (!button || !app.contains(button)) return;
    const at = place(button);
    later(event, () => at()?.click());
  });

  // Tab leads through what is there, and what Enter and Space press is a click.
  const OWN = ['Tab', 'Shift', 'Control', 'Alt', 'Meta', 'Enter', ' ', 'Escape', 'PageUp', 'PageDown', 'Home', 'End'];
  on('keydown', (event) => {
    const { key, code, ctrlKey, metaKey, shiftKey, altKey } = event;
    if (OWN.includes(key) || key.startsWith('Arrow') || /^F\d/.test(key)) return;
    const again = { key, code, ctrlKey, metaKey, shiftKey, altKey, bubbles: true, cancelable: true };
    // What the browser itself would do with Ctrl and these is not what they do here.
    const taken = (ctrlKey || metaKey) && /^[ks]$/i.test(key) ? event : undefined;
    later(taken, () => (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', again)));
  });

  const copied = ({ files, text }) => {
    const data = new DataTransfer();
    for (const file of files) data.items.add(file);
    if (text) data.setData('text/plain', text);
    return data;
  };
  on('paste', (event) => {
    const held = { files: [...event.clipboardData.files], text: event.clipboardData.getData('text/plain') };
    const again = () => new ClipboardEvent('paste', { clipboardData: copied(held), bubbles: true, cancelable: true });
    later(event, () => document.body.dispatchEvent(again()));
  });
  on('dragover', (event) => event.dataTransfer.types.includes('Files') && event.preventDefault());
  on('drop', (event) => {
    const held = { files: [...event.dataTransfer.files] };
    const again = () => new DragEvent('drop', { dataTransfer: copied(held), bubbles: true, cancelable: true });
    if (held.files.length) later(event, () => document.body.dispatchEvent(again()));
  });

  new MutationObserver((_, observer) => {
    // The page is drawn a moment after this is gone.
    if (!app.firstElementChild || front.isConnected) return;
    observer.disconnect();
    listening.abort();
    document.getElementById('starting').remove();
    const opened = [...front.querySelectorAll('details[open]')].map((own) => own.closest('section').getAttribute('aria-labelledby'));
    // It hears what it hears once it has drawn.
    setTimeout(() => {
      for (const name of opened) app.querySelector(`section[aria-labelledby=${name}] details`).open = true;
      focused?.()?.focus();
      for (const act of waiting) act();
    });
  }).observe(app, { childList: true });
})();
