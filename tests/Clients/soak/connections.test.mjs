// Many connections and sessions, one after the other, by Playwright.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright';
import { until } from '../support/conditions.mjs';
import { startBrowsing } from '../support/session.mjs';

let browsing;
before(async () => {
  browsing = await startBrowsing();
});
after(async () => await browsing?.stop());

const connect = async (session) => await chromium.connectOverCDP(session.url, { headers: await session.headers() });
const descriptors = async () => (await readdir(`/proc/${browsing.emulator.pid}/fd`)).length;

test('A hundred clients in a row drive one page, and leave no descriptors behind', async () => {
  const session = await browsing.startSession();
  const visit = async (number) => {
    const browser = await connect(session);
    const [page] = browser.contexts()[0].pages();
    await page.goto(browsing.site.url(number % 2 ? '/' : '/second'));
    assert.equal(await page.title(), number % 2 ? 'First' : 'Second');
    await browser.newContext();
    await browser.close();
  };
  await visit(0);
  const before = await descriptors();
  for (let number = 1; number < 100; number++) {
    await visit(number);
  }

  await until(async () => (await descriptors()) <= before + 10);
  await session.stop();
});

test('Twenty sessions in a row are started, driven and stopped', async () => {
  for (let number = 0; number < 20; number++) {
    const session = await browsing.startSession();
    const browser = await connect(session);
    await browser.contexts()[0].pages()[0].goto(browsing.site.url('/third'));
    await session.stop();
    await until(() => !browser.isConnected());
  }
});
