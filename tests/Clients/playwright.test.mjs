// Playwright, connected over CDP with signed headers.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { chromium } from 'playwright';
import { startBrowsing } from './support/session.mjs';

let browsing, site, session, browser, context, page, folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clients-'));
  browsing = await startBrowsing();
  site = browsing.site;
  session = await browsing.startSession({ viewPort: { width: 1000, height: 700 } });
  await connect();
});
after(async () => {
  await browser?.close();
  await browsing?.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => await page.goto('about:blank'));

// Connects and takes what exists already: the first context and its first page.
async function connect() {
  browser = await chromium.connectOverCDP(session.url, { headers: await session.headers() });
  context = browser.contexts()[0];
  page = context.pages()[0];
  page.setDefaultTimeout(10_000);
}

test('The first context and its page exist already, in the size of the view port', async () => {
  assert.equal(browser.contexts().length, 1);
  assert.equal(context.pages().length, 1);
  assert.deepEqual(await page.evaluate(() => [innerWidth, innerHeight]), [1000, 700]);
});

test('goBack and goForward load the page anew, whatever they wait for', async () => {
  for (const waitUntil of ['load', 'domcontentloaded', 'networkidle', 'commit']) {
    await page.goto(site.url('/'));
    await page.click('#add');
    assert.equal(await page.textContent('#count'), '1');
    await page.click('#next');
    await page.waitForURL('**/second');
    await page.goBack({ waitUntil });
    await page.waitForFunction(() => document.title === 'First');
    assert.equal(await page.textContent('#count'), '0');
    await page.goForward({ waitUntil });
    await page.waitForFunction(() => document.title === 'Second');
  }
});

test('A form is filled and sent; elements are found by role, text and label', async () => {
  await page.goto(site.url('/form'));
  await page.fill('#name', 'Playwright');
  await page.getByRole('button', { name: 'Greet' }).click();
  assert.equal(await page.textContent('#greeting'), 'Hello Playwright');
  await page.press('#name', 'End');
  await page.locator('#name').pressSequentially(' 2');
  assert.equal(await page.inputValue('#name'), 'Playwright 2');
});

test('Popups are pages of the context, by a link and by window.open', async () => {
  await page.goto(site.url('/popups'));
  for (const [selector, title] of [['#blank', 'Second'], ['#open', 'Third']]) {
    const [popup] = await Promise.all([context.waitForEvent('page'), page.click(selector)]);
    await popup.waitForLoadState();
    assert.equal(await popup.title(), title);
    await popup.close();
  }

  assert.equal(context.pages().length, 1);
});

test('A download is an event with the suggested name, and ends without a failure', async () => {
  await page.goto(site.url('/downloads'));
  for (const [selector, name] of [['#get', 'report.txt'], ['#blob', 'made.txt']]) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.click(selector)]);
    assert.equal(download.suggestedFilename(), name);
    assert.equal(await download.failure(), null);
  }
});

test('Files are uploaded from memory and from a path of the client', async () => {
  await page.goto(site.url('/form'));
  await page.setInputFiles('#file', { name: 'memory.txt', mimeType: 'text/plain', buffer: Buffer.from('from memory') });
  await page.waitForFunction(() => document.querySelector('#told').textContent === 'memory.txt 11 from memory');
  const path = join(folder, 'path.txt');
  await writeFile(path, 'from a path');
  await page.setInputFiles('#file', path);
  await page.waitForFunction(() => document.querySelector('#told').textContent === 'path.txt 11 from a path');
});

test('Dialogs are accepted, dismissed and given a text', async () => {
  await page.goto(site.url('/dialogs'));
  const cases = [
    ['#alert', (dialog) => dialog.accept(), 'careful', 'undefined'],
    ['#confirm', (dialog) => dialog.accept(), 'sure?', 'true'],
    ['#confirm', (dialog) => dialog.dismiss(), 'sure?', 'false'],
    ['#prompt', (dialog) => dialog.accept('me'), 'who?', 'me'],
    ['#prompt', (dialog) => dialog.dismiss(), 'who?', ''],
  ];
  for (const [selector, handle, message, told] of cases) {
    const shown = new Promise((resolve) => page.once('dialog', async (dialog) => {
      await handle(dialog);
      resolve(dialog.message());
    }));
    await page.click(selector);
    assert.equal(await shown, message);
    assert.equal(await page.textContent('#told'), told);
  }
});

test('A dialog that nobody handles does not hold the page', async () => {
  await page.goto(site.url('/dialogs'));
  await page.click('#confirm');
  assert.equal(await page.textContent('#told'), 'false');
});

test('Frames of the same and of another site are driven', async () => {
  await page.goto(site.url('/frames'));
  for (const name of ['same', 'other']) {
    const frame = page.frame({ name });
    await frame.fill('#name', name);
    await frame.click('#greet');
    assert.equal(await frame.textContent('#greeting'), `Hello ${name}`);
    assert.equal(await page.frameLocator(`[name=${name}]`).locator('#greeting').textContent(), `Hello ${name}`);
  }
});

test('Routes fulfill, change, abort and watch requests', async () => {
  const told = () => page.waitForFunction(() => document.querySelector('#told').textContent)
    .then((handle) => handle.jsonValue());
  await page.route('**/data.json', (route) => route.fulfill({ json: { from: 'the route' } }));
  await page.goto(site.url('/fetches'));
  assert.equal(await told(), 'the route');
  await page.unroute('**/data.json');

  await page.route('**/data.json', (route) => route.abort());
  await page.goto(site.url('/fetches'));
  assert.match(await told(), /^failed: /);
  await page.unroute('**/data.json');

  await page.route('**/data.json', (route) => {
    const headers = { ...route.request().headers(), 'x-added': '1' };
    return route.continue({ headers });
  });
  const [response] = await Promise.all([page.waitForResponse('**/data.json'), page.goto(site.url('/fetches'))]);
  assert.deepEqual(await response.json(), { from: 'the site' });
  assert.equal(site.requests.findLast((one) => one.path === '/data.json').headers['x-added'], '1');
  await page.unroute('**/data.json');
});

test('Routes are set while frames of another site are going', async () => {
  for (let count = 0; count < 20; count++) {
    await page.goto(site.url('/frames'));
    await page.goto('about:blank');
    await page.route('**/nothing', (route) => route.abort());
    await page.unroute('**/nothing');
  }
});

test('A trace, a PDF and screenshots of page and element are made', async () => {
  await context.tracing.start({ screenshots: true, snapshots: true });
  await page.goto(site.url('/form'));
  const trace = join(folder, 'trace.zip');
  await context.tracing.stop({ path: trace });
  assert.equal((await readFile(trace)).toString('latin1', 0, 2), 'PK');

  assert.equal((await page.pdf()).toString('latin1', 0, 5), '%PDF-');
  const image = await page.screenshot();
  assert.deepEqual([image.readUInt32BE(16), image.readUInt32BE(20)], [1000, 700]);
  assert.equal((await page.locator('#greet').screenshot()).toString('latin1', 1, 4), 'PNG');
  await page.goto(site.url('/events'));
  assert.equal((await page.screenshot({ fullPage: true })).readUInt32BE(20), 3000);
});

test('The clipboard is written and read where the page is permitted to', async () => {
  await page.goto(site.url('/form'));
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: site.url('') });
  await page.evaluate(() => navigator.clipboard.writeText('copied'));
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'copied');
  await page.focus('#name');
  await page.keyboard.press('Control+V');
  assert.equal(await page.inputValue('#name'), 'copied');
});

test('A service worker responds, and is seen', async () => {
  await page.goto(site.url('/worker'));
  await page.waitForFunction(() => document.querySelector('#told').textContent === 'ready');
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  assert.equal(await page.evaluate(() => fetch('/from-worker').then((one) => one.text())), 'from the worker');
  assert.deepEqual(context.serviceWorkers().map((one) => one.url()), [site.url('/worker.js')]);
});

test('A context of its own shares no cookies and no storage, and has settings of its own', async () => {
  await page.goto(site.url('/storage'));
  const viewport = { width: 400, height: 300 };
  const own = await browser.newContext({ locale: 'de-DE', userAgent: 'Special/1', viewport });
  try {
    const other = await own.newPage();
    await other.goto(site.url('/third'));
    assert.equal(await other.evaluate(() => localStorage.getItem('kept')), null);
    const seen = await other.evaluate(() => [navigator.language, navigator.userAgent, innerWidth]);
    assert.deepEqual(seen, ['de-DE', 'Special/1', 400]);
    await own.addCookies([{ name: 'only', value: 'here', url: site.url('/') }]);
    assert.ok(!(await context.cookies()).some((one) => one.name === 'only'));
  } finally {
    await own.close();
  }

  assert.equal(await page.evaluate(() => localStorage.getItem('kept')), 'yes');
});

test('Functions, scripts and console of the page reach the client', async () => {
  await page.exposeFunction('add', (a, b) => a + b);
  await page.addInitScript(() => { window.early = 1; });
  await page.goto(site.url('/third'));
  assert.equal(await page.evaluate(() => window.add(window.early, 41)), 42);
  const [message] = await Promise.all([page.waitForEvent('console'), page.evaluate(() => console.log('said', 7))]);
  assert.equal(message.text(), 'said 7');
  const [error] = await Promise.all([
    page.waitForEvent('pageerror'), page.evaluate(() => { setTimeout(() => { throw new Error('broken'); }); }),
  ]);
  assert.equal(error.message, 'broken');
});

test('A client that lets go leaves the page as it is to the next one; its routes and contexts are gone', async () => {
  await page.goto(site.url('/'));
  await page.click('#add');
  await page.route('**', (route) => route.abort());
  await browser.newContext();
  await browser.close();
  await connect();
  assert.equal(browser.contexts().length, 1);
  assert.equal(await page.textContent('#count'), '1');
  await page.goto(site.url('/second'));
  assert.equal(await page.title(), 'Second');
});

test('A page that crashes is an event, and another page of the session works', async () => {
  const doomed = await context.newPage();
  const crashed = once(doomed, 'crash');
  await Promise.all([crashed, doomed.goto('chrome://crash').catch(() => {})]);
  await doomed.close();
  await page.goto(site.url('/third'));
  assert.equal(await page.title(), 'Third');
});

test('The end of the session disconnects the client, and the next connection is refused', async () => {
  const short = await browsing.startSession();
  const other = await chromium.connectOverCDP(short.url, { headers: await short.headers() });
  const gone = once(other, 'disconnected');
  await short.stop();
  await gone;
  await assert.rejects(async () => chromium.connectOverCDP(short.url, { headers: await short.headers() }), /404/);
});

test('Headers that are wrong, old or absent open no stream', async () => {
  const headers = await session.headers();
  const wrong = { ...headers, authorization: headers.authorization.replace(/.$/, (one) => (one === '0' ? '1' : '0')) };
  for (const each of [{}, wrong]) {
    await assert.rejects(chromium.connectOverCDP(session.url, { headers: each }), /403/);
  }
});
