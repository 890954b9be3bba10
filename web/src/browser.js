// What the browser does for the page and says briefly in its own language: keeping scenarios, locks between tabs,
// rich text in the clipboard, files, and the picture as pixels.

// How many versions of a scenario are kept, and how many characters they may have together, the newest apart.
const VERSIONS = 50;
const ROOM = 8_000_000;
// How long what was deleted can still be brought back, in milliseconds.
const BIN = 86_400_000;

// Two stores: what a list shows of each scenario, and its text, a version a row.
let opening;
function database() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('hopscope', 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('scenarios', { keyPath: 'id' });
      request.result.createObjectStore('versions', { keyPath: ['id', 'saved'] });
    };
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      // A newer page in another tab must not wait for this one.
      request.result.onversionchange = () => request.result.close();
      request.result.onclose = () => (opening = undefined);
      resolve(request.result);
    };
  });
  opening.catch(() => (opening = undefined));
  return opening;
}

/** Runs one transaction; what `work` gives back is the answer once everything is written. */
async function transaction(mode, work) {
  const all = (await database()).transaction(['scenarios', 'versions'], mode);
  const done = new Promise((resolve, reject) => {
    all.oncomplete = resolve;
    all.onabort = all.onerror = () => reject(all.error ?? new Error('aborted'));
  });
  done.catch(() => {});
  const answer = await work(all.objectStore('scenarios'), all.objectStore('versions'));
  await done;
  return answer;
}

const got = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
const versionsOf = (id) => IDBKeyRange.bound([id, 0], [id, Infinity]);

// The scenario that this tab has for itself, and how to let it go. The browser lets go when the tab is gone.
let held;

/** Takes a scenario for this tab alone; whether no other tab has it. Where there are no locks there is no telling. */
export function hold(id) {
  if (held?.id === id) return held.mine;
  held?.release();
  let release;
  const until = new Promise((resolve) => (release = resolve));
  const mine = new Promise((resolve) => {
    if (!id || !navigator.locks) return resolve(true);
    navigator.locks
      .request(`hopscope ${id}`, { ifAvailable: true }, (lock) => {
        resolve(Boolean(lock));
        return lock && until;
      })
      .catch(() => resolve(true));
  });
  held = { id, mine, release };
  mine.then((mine) => {
    // What another tab has may be free the next time.
    if (!mine && held?.id === id) held = undefined;
  });
  return mine;
}

let asked = false;

/** Keeps a scenario; 'kept', 'elsewhere' where another tab has it, 'full' or 'refused'. */
export async function keep(id, origin, title, resources, requests, text) {
  if (!(await hold(id))) return 'elsewhere';
  try {
    const saved = Date.now();
    await transaction('readwrite', async (scenarios, versions) => {
      const [before, newest] = await Promise.all([
        got(versions.getAllKeys(versionsOf(id))),
        new Promise((resolve, reject) => {
          const request = versions.openCursor(versionsOf(id), 'prev');
          request.onsuccess = () => resolve(request.result?.value);
          request.onerror = () => reject(request.error);
        }),
      ]);
      scenarios.put({ id, origin, title, resources, requests, saved });
      if (newest?.text === text) return;
      const most = Math.max(1, Math.min(VERSIONS, Math.floor(ROOM / text.length)));
      for (const key of before.slice(0, Math.max(0, before.length - most))) versions.delete(key);
      versions.put({ id, saved: Math.max(saved, (newest?.saved ?? 0) + 1), text });
    });
    if (!asked) {
      asked = true;
      navigator.storage?.persist?.().catch(() => {});
    }
    return 'kept';
  } catch (error) {
    return error?.name === 'QuotaExceededError' ? 'full' : 'refused';
  }
}

/** The scenarios that are kept, the last one first, a line each: id, origin, resources, requests, when, title. */
export async function recent(lang) {
  try {
    const list = await transaction('readwrite', async (scenarios, versions) => {
      const list = await got(scenarios.getAll());
      for (const { id } of list.filter(({ deleted }) => deleted < Date.now() - BIN)) {
        scenarios.delete(id);
        versions.delete(versionsOf(id));
      }
      return list;
    });
    return list
      .filter(({ deleted }) => !deleted)
      .sort((one, two) => two.saved - one.saved)
      .map((own) => [own.id, own.origin, own.resources, own.requests, when(own.saved, lang), own.title])
      .map((row) => row.map((part) => String(part).replace(/[\t\n\r]/g, ' ')).join('\t'))
      .join('\n');
  } catch {
    return '';
  }
}

const when = (time, lang, timeStyle = 'short') =>
  new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle }).format(new Date(time));

/** A kept scenario as [origin, text], or nothing. */
export async function fetched(id) {
  try {
    return await transaction('readonly', async (scenarios, versions) => {
      const [own, rows] = await Promise.all([got(scenarios.get(id)), got(versions.getAll(versionsOf(id)))]);
      return own && rows.length > 0 ? [own.origin, rows.at(-1).text] : undefined;
    });
  } catch {
    return undefined;
  }
}

/** The versions of a scenario before the newest, the last one first: time, when. */
export async function versions(id, lang) {
  try {
    const keys = await transaction('readonly', (_, versions) => got(versions.getAllKeys(versionsOf(id))));
    return keys
      .slice(0, -1)
      .reverse()
      .map(([, saved]) => `${saved}\t${when(saved, lang, 'medium')}`)
      .join('\n');
  } catch {
    return '';
  }
}

/** The text of a version. */
export async function version(id, saved) {
  try {
    const row = await transaction('readonly', (_, versions) => got(versions.get([id, Number(saved)])));
    return row?.text;
  } catch {
    return undefined;
  }
}

/** Deletes a scenario for a day, after which it is gone, or brings it back. */
export async function remove(id, back) {
  try {
    await transaction('readwrite', async (scenarios) => {
      const own = await got(scenarios.get(id));
      if (own) scenarios.put({ ...own, deleted: back ? undefined : Date.now() });
    });
  } catch {
    // Nothing was kept, so there is nothing to delete.
  }
}

/** The files that were dropped, and those in folders, each called by its path. Asked for while they are dropped. */
export async function dropped(data) {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry?.());
  const files = [...data.files];
  if (!entries.some((entry) => entry?.isDirectory)) return files;
  const ask = (from, what) => new Promise((done, fail) => from[what](done, fail));
  const found = [];
  const walk = async (entry) => {
    if (entry.isFile) {
      found.push(new File([await ask(entry, 'file')], entry.fullPath.slice(1)));
    } else {
      const reader = entry.createReader();
      // Some at a time, until there are no more.
      for (let some; (some = await ask(reader, 'readEntries')).length; ) {
        for (const own of some) await walk(own);
      }
    }
  };
  for (const entry of entries) if (entry) await walk(entry);
  return found.sort((one, two) => (one.name < two.name ? -1 : 1));
}

/** Puts a text into the clipboard as rich and as plain text; whether that was allowed. */
export async function copyRich(html, plain) {
  try {
    const part = (type, text) => [type, new Blob([text], { type })];
    const parts = Object.fromEntries([part('text/html', html), part('text/plain', plain)]);
    await navigator.clipboard.write([new ClipboardItem(parts)]);
    return true;
  } catch {
    return false;
  }
}

/** Saves a text as a file, or what it draws as PNG at twice its size. */
export async function download(name, type, text) {
  let blob = new Blob([text], { type });
  if (name.endsWith('.png')) {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    // Canvases have their limits: a very large picture is drawn smaller.
    const scale = Math.min(2, 16_000 / Math.max(image.width, image.height), Math.sqrt(120e6 / (image.width * image.height)));
    const canvas = document.createElement('canvas');
    canvas.width = Math.ceil(image.width * scale);
    canvas.height = Math.ceil(image.height * scale);
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// On paper the whole picture shows, whatever part of it shows on the screen.
let screen;
addEventListener('beforeprint', () => {
  const picture = document.querySelector('svg.canvas');
  const moved = picture?.querySelector(':scope > g');
  if (!moved) return;
  screen = [picture, moved, moved.getAttribute('transform')];
  moved.removeAttribute('transform');
  const { x, y, width, height } = moved.getBBox();
  picture.setAttribute('viewBox', [x - 12, y - 12, width + 24, height + 24].join(' '));
});
addEventListener('afterprint', () => {
  if (!screen) return;
  const [picture, moved, transform] = screen;
  picture.removeAttribute('viewBox');
  moved.setAttribute('transform', transform);
  screen = undefined;
});

/** A beginning for ids that no other tab and no other visit has. */
export const seed = () => Date.now().toString(36) + Math.floor(Math.random() * 2 ** 32).toString(36);

// How many characters are written as UTF-8 at a time: the page goes on in between.
const AT_A_TIME = 1 << 20;

/** What is pasted or dropped as plain text. */
export const plainText = (data) => data.getData('text/plain');

/** The text in the clipboard, in UTF-8. */
export const clipboardText = async () => utf8(await navigator.clipboard.readText());

/** A text in UTF-8: as a string it would be taken over character by character. */
export async function utf8(text) {
  const encoder = new TextEncoder();
  const parts = [];
  for (let at = 0; at < text.length; ) {
    // Also at first: to hand over a long text has taken the browser its time.
    if (text.length > AT_A_TIME) await new Promise((go) => setTimeout(go));
    // Two halves of one character stay together.
    const end = at + AT_A_TIME + (text.codePointAt(at + AT_A_TIME - 1) > 0xffff);
    parts.push(encoder.encode(text.slice(at, end)));
    at = end;
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
