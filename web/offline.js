// The page without a network: its files are kept when it is first loaded, each under the name that has its hash, and
// asked of the network again only where they are not kept. `index.html` has no hash in its name: it is asked for
// first, and what is kept does where nobody answers.
const VERSION = '';
const FILES = [];

const mine = (name) => name.startsWith('hopscope ');

addEventListener('install', (event) => {
  const fill = async () => {
    const cache = await caches.open(`hopscope ${VERSION}`);
    await cache.addAll(FILES);
    // Pages that are open have all they need: they load nothing later.
    await skipWaiting();
  };
  event.waitUntil(fill());
});

addEventListener('activate', (event) => {
  const clear = async () => {
    const names = (await caches.keys()).filter((name) => mine(name) && name !== `hopscope ${VERSION}`);
    await Promise.all(names.map((name) => caches.delete(name)));
    await clients.claim();
  };
  event.waitUntil(clear());
});

addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== location.origin) return;
  const kept = (what) => caches.match(what, { ignoreSearch: true, ignoreVary: true });
  const answer = async () => {
    if (request.mode !== 'navigate') return (await kept(request)) ?? fetch(request);
    return fetch(request).catch(async (error) => {
      const page = await kept('./');
      if (!page) throw error;
      return page;
    });
  };
  event.respondWith(answer());
});
