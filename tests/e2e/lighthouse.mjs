// Lighthouse over the built page, as any web host would send it: `npm install --no-save lighthouse@12` once, then
// `node lighthouse.mjs [DIST]`. Prints the scores of a phone and of a desktop for BENCHMARKS.md: of a first visit, which
// reads before the module is there, and of a visit by a link, which waits for it.
import { createServer } from 'node:http';
import { readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import lighthouse, { desktopConfig } from 'lighthouse';
import { launch } from 'chrome-launcher';

const dist = process.argv[2] ?? join(import.meta.dirname, '../../dist');
const types = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml', '.webmanifest': 'application/manifest+json',
};

// Each file is compressed once, as hosts that serve static files do.
const files = new Map();
for (const name of readdirSync(dist)) {
  const body = brotliCompressSync(readFileSync(join(dist, name)), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  files.set(`/${name}`, { body, type: types[extname(name)] ?? 'application/octet-stream' });
}

const server = createServer((request, response) => {
  const path = new URL(request.url, 'http://127.0.0.1').pathname;
  const file = files.get(path === '/' ? '/index.html' : path);
  if (!file) {
    response.writeHead(404).end();
    return;
  }
  const named = /-[0-9a-f]{12}\./.test(path);
  response.writeHead(200, {
    'content-type': file.type,
    'content-encoding': 'br',
    'cache-control': named ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  response.end(file.body);
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const url = `http://127.0.0.1:${server.address().port}/`;

const chrome = await launch({
  chromePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu'],
});
const options = { port: chrome.port, onlyCategories: ['performance', 'accessibility', 'best-practices'], logLevel: 'error' };
console.log('| as | performance | accessibility | best practices | first contentful paint | largest | blocked |');
console.log('| -- | --: | --: | --: | --: | --: | --: |');
// A network of fifty resources.
const links = readFileSync(join(import.meta.dirname, '../share/links.txt'), 'utf8').split('\n');
const link = links.findLast((line) => line.includes(' #h1.d0.')).split(' ')[1];
const visits = [
  ['phone', url, undefined],
  ['desktop', url, desktopConfig],
  ['phone, by a link', url + link, undefined],
  ['desktop, by a link', url + link, desktopConfig],
];
for (const [name, address, config] of visits) {
  const { lhr } = await lighthouse(address, options, config);
  const score = (id) => Math.round(lhr.categories[id].score * 100);
  const audit = (id) => lhr.audits[id].displayValue;
  console.log(
    `| ${name} | ${score('performance')} | ${score('accessibility')} | ${score('best-practices')} | ${audit('first-contentful-paint')} | ${audit('largest-contentful-paint')} | ${audit('total-blocking-time')} |`,
  );
  for (const own of Object.values(lhr.audits)) {
    const weighed = Object.values(lhr.categories).some((category) => category.auditRefs.some((ref) => ref.id === own.id && ref.weight > 0));
    if (weighed && own.score !== null && own.score < 0.9) {
      console.error(`${name}: ${own.id} ${own.score} ${own.displayValue ?? ''}`);
    }
  }
}
await chrome.kill();
server.close();
