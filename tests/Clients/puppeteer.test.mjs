// puppeteer-core, connected with signed headers.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { until } from './support/conditions.mjs';
import { startBrowsing } from './support/session.mjs';

let browsing, site, session, browser, page;
before(async () => {
  browsing = await startBrowsing();
  site = browsing.site;
  session = await browsing.startSession({ viewPort: { width: 900, height: 650 } });
  await connect();
});
after(async () => {
  await browser?.disconnect();
  await browsing?.stop();
});
beforeEach(async () => await page.goto('about:blank'));

async function connect() {
  browser = await puppeteer.connect({
    browserWSEndpoint: session.url, headers: await session.headers(), defaultViewport: null,
  });
  [page] = await browser.pages();
  page.setDefaultTimeout(10_000);
}

const text = (selector, of = page) => of.$eval(selector, (one) => one.textContent);

test('The one page exists already, in the size of the view port', async () => {
  assert.equal((await browser.pages()).length, 1);
  assert.deepEqual(await page.evaluate(() => [innerWidth, innerHeight]), [900, 650]);
});

test('goBack and goForward load the page anew', async () => {
  await page.goto(site.url('/'));
  await page.click('#add');
  await Promise.all([page.waitForNavigation(), page.click('#next')]);
  assert.equal(await page.title(), 'Second');
  await page.goBack();
  assert.equal(await page.title(), 'First');
  assert.equal(await text('#count'), '0');
  await page.goForward();
  assert.equal(await page.title(), 'Second');
});

test('A form is filled by keyboard and locator', async () => {
  await page.goto(site.url('/form'));
  await page.type('#name', 'Puppeteer');
  await page.locator('#greet').click();
  assert.equal(await text('#greeting'), 'Hello Puppeteer');
});

test('Popups are targets and pages', async () => {
  await page.goto(site.url('/popups'));
  const opened = new Promise((resolve) => page.once('popup', resolve));
  await page.click('#open');
  const popup = await opened;
  await popup.waitForSelector('title');
  assert.equal(await popup.title(), 'Third');
  await popup.close();
  assert.equal((await browser.pages()).length, 1);
});

test('A path in an upload is one of the browser, so that no file of the machine is sent', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'clients-'));
  try {
    const path = join(folder, 'secret.txt');
    await writeFile(path, 'of the host');
    await page.goto(site.url('/form'));
    for (const each of [path, '/etc/passwd', '/etc/hostname', '/proc/1/cmdline']) {
      const field = await page.$('#file');
      await field.uploadFile(each).catch(() => {});
      const read = await field.evaluate(
        async (one) => await one.files[0]?.text().catch(() => 'not readable') ?? 'none');
      assert.notEqual(read, await readFile(each, 'utf8'), each);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('Dialogs are handled', async () => {
  await page.goto(site.url('/dialogs'));
  page.once('dialog', (dialog) => dialog.accept('me'));
  await page.click('#prompt');
  assert.equal(await text('#told'), 'me');
});

test('Frames of the same and of another site are driven', async () => {
  await page.goto(site.url('/frames'));
  for (const name of ['same', 'other']) {
    const frame = await (await page.waitForSelector(`[name=${name}]`)).contentFrame();
    await frame.type('#name', name);
    await frame.click('#greet');
    assert.equal(await text('#greeting', frame), `Hello ${name}`);
  }
});

test('Requests are intercepted', async () => {
  await page.setRequestInterception(true);
  const handle = (request) => request.url().endsWith('/data.json')
    ? request.respond({ contentType: 'application/json', body: '{"from":"the handler"}' })
    : request.continue();
  page.on('request', handle);
  await page.goto(site.url('/fetches'));
  await page.waitForFunction(() => document.querySelector('#told').textContent === 'the handler');
  page.off('request', handle);
  await page.setRequestInterception(false);
});

test('A PDF, a screenshot, a trace and coverage are made', async () => {
  await page.goto(site.url('/form'));
  assert.equal(Buffer.from(await page.pdf()).toString('latin1', 0, 5), '%PDF-');
  const image = Buffer.from(await page.screenshot());
  assert.deepEqual([image.readUInt32BE(16), image.readUInt32BE(20)], [900, 650]);
  await page.tracing.start();
  await page.goto(site.url('/second'));
  assert.ok(JSON.parse(Buffer.from(await page.tracing.stop()).toString()).traceEvents.length > 0);
});

test('A context of its own shares no cookies', async () => {
  await page.goto(site.url('/'));
  const own = await browser.createBrowserContext();
  const other = await own.newPage();
  await other.goto(site.url('/third'));
  await own.setCookie({ name: 'only', value: 'here', domain: '127.0.0.1' });
  assert.ok(!(await browser.cookies()).some((one) => one.name === 'only'));
  await own.close();
});

test('A client that disconnects leaves the page as it is to the next one', async () => {
  await page.goto(site.url('/'));
  await page.click('#add');
  await browser.disconnect();
  await connect();
  assert.equal(await text('#count'), '1');
});

test('A page that crashes is an error event, and another page works', async () => {
  const doomed = await browser.newPage();
  const crashed = once(doomed, 'error').then(([error]) => error, (error) => error);
  await doomed.goto('chrome://crash').catch(() => {});
  assert.match(`${await crashed}`, /crash/i);
  await doomed.close();
  await page.goto(site.url('/third'));
  assert.equal(await page.title(), 'Third');
});

test('Browser.close ends the session', async () => {
  const short = await browsing.startSession();
  const own = await puppeteer.connect({ browserWSEndpoint: short.url, headers: await short.headers() });
  await own.close();
  await short.hasEnded();
  await until(() => !own.connected);
});
