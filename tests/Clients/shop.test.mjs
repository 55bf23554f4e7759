// The shop of tests/Shop is as its README says: whatever else fails on it is not the shop's fault.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { startShop } from '../Shop/shop.mjs';
import { openViewer } from './support/viewer.mjs';

let shop, viewer, page, errors;
before(async () => {
  [shop, viewer] = await Promise.all([startShop(), openViewer()]);
  page = viewer.page;
  page.on('pageerror', (error) => errors.push(error.message));
  errors = [];
});
after(async () => {
  await viewer?.close();
  await shop?.stop();
});

const readme = await readFile(new URL('../Shop/README.md', import.meta.url), 'utf8');
const listed = [...readme.matchAll(/^\| ((?:`\/[^`]*`(?:, )?)+) \|/gm)].flatMap(([, cell]) => cell.replaceAll('`', '').split(', '));

test('Every page that is listed is there, without an error of its scripts', async () => {
  assert.ok(listed.includes('/order'));
  for (const path of listed.filter((one) => !/^\/(endless\/|slow\/font|ordered|uploaded|api\/error)/.test(one))) {
    const response = await page.goto(shop.url(path));
    assert.equal(response.status(), 200, path);
  }

  assert.deepEqual(errors, []);
});

test('Every page is listed, but for those that frames show', async () => {
  const pages = (await readdir(new URL('../Shop/pages', import.meta.url))).filter((name) => name.endsWith('.html'));
  const missing = pages.map((name) => `/${name.replace(/^index/, '').replace('.html', '')}`)
    .filter((path) => !listed.includes(path));
  assert.deepEqual(missing, ['/bank', '/reviews']);
});

test('The pages under the name localhost have frames of 127.0.0.1', async () => {
  await page.goto(shop.url('/frames', 'localhost'));
  const names = page.frames().filter((frame) => frame.url().startsWith('http')).map((frame) => frame.url());
  assert.deepEqual(names.sort(), [
    shop.url('/bank'), shop.url('/frames', 'localhost'), shop.url('/reviews', 'localhost'),
    shop.url('/shadow', 'localhost'),
  ].sort());
});

test('The font makes a small letter two ems wide', async () => {
  await page.goto(shop.url('/slow'));
  await page.evaluate(() => document.fonts.ready);
  assert.equal(await page.locator('#font').evaluate((one) => one.getBoundingClientRect().width), 160);
});

test('What downloads send is what they say', async () => {
  const get = async (path) => Buffer.from(await (await fetch(shop.url(path))).arrayBuffer());
  const big = await get('/files/big?size=600000');
  assert.equal(big.length, 600_000);
  assert.ok(big.every((one, index) => one === index % 251));
  assert.deepEqual(await get('/files/big?size=600000&chunked'), big);
  assert.equal((await get('/files/empty')).length, 0);
  assert.equal((await get('/files/slow?ms=1')).length, 100);
  await assert.rejects(get('/files/broken'));
});
