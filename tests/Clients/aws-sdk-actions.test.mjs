// The eight actions of InvokeBrowser through the AWS SDK for JavaScript, on a page that tells what reaches it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  BedrockAgentCoreClient, InvokeBrowserCommand, StartBrowserSessionCommand,
} from '@aws-sdk/client-bedrock-agentcore';
import { chromium } from 'playwright';
import { startEmulator } from './support/emulator.mjs';
import { streamHeaders } from './support/requests.mjs';
import { startSite } from './support/site.mjs';

const browserIdentifier = 'aws.browser.v1';
let emulator, site, client, sessionId, browser, page;
before(async () => {
  [emulator, site] = await Promise.all([startEmulator(), startSite()]);
  client = new BedrockAgentCoreClient(emulator.settings);
  const session = await client.send(new StartBrowserSessionCommand({
    browserIdentifier, viewPort: { width: 800, height: 600 },
  }));
  sessionId = session.sessionId;
  const { streamEndpoint } = session.streams.automationStream;
  browser = await chromium.connectOverCDP(streamEndpoint, { headers: await streamHeaders(emulator, streamEndpoint) });
  page = browser.contexts()[0].pages()[0];
  await page.goto(site.url('/events'));
});
after(async () => {
  await browser?.close();
  await Promise.all([emulator?.stop(), site?.stop()]);
});

// Performs an action and returns its result.
async function act(action) {
  const { result } = await client.send(new InvokeBrowserCommand({ browserIdentifier, sessionId, action }));
  return result[Object.keys(action)[0]];
}

// What reached the page since the last look.
const seen = () => page.evaluate(() => window.seen.splice(0));
const success = { status: 'SUCCESS' };

test('mouseMove and mouseClick reach the page at their place, with button and count', async () => {
  await seen();
  assert.deepEqual(await act({ mouseMove: { x: 50, y: 60 } }), success);
  assert.deepEqual(await act({ mouseClick: { x: 300, y: 200 } }), success);
  assert.deepEqual(await act({ mouseClick: { x: 310, y: 210, clickCount: 2 } }), success);
  assert.deepEqual(await act({ mouseClick: { x: 320, y: 220, button: 'RIGHT' } }), success);
  const events = await seen();
  assert.ok(events.includes('mousemove 50 60'));
  assert.deepEqual(events.filter((one) => /click|contextmenu/.test(one)), [
    'click 300 200', 'click 310 210', 'click 310 210', 'dblclick 310 210', 'contextmenu 320 220',
  ]);
});

test('mouseDrag goes from one place to the other with the button held', async () => {
  await seen();
  assert.deepEqual(await act({ mouseDrag: { startX: 100, startY: 400, endX: 400, endY: 450 } }), success);
  const events = await seen();
  const held = events.slice(events.indexOf('mousedown 100 400'));
  assert.ok(held.some((one) => one.startsWith('mousemove')), JSON.stringify(events));
  assert.deepEqual(held.filter((one) => /down|up/.test(one)), ['mousedown 100 400', 'mouseup 400 450']);
});

test('mouseScroll scrolls down by a negative deltaY, up by a positive one', async () => {
  await page.evaluate(() => scrollTo(0, 0));
  assert.deepEqual(await act({ mouseScroll: { x: 400, y: 300, deltaY: -200 } }), success);
  await page.waitForFunction(() => scrollY === 200);
  assert.deepEqual(await act({ mouseScroll: { x: 400, y: 300, deltaY: 150 } }), success);
  await page.waitForFunction(() => scrollY === 50);
  await page.evaluate(() => scrollTo(0, 0));
});

test('keyType, keyPress and keyShortcut reach the field that has the focus', async () => {
  await page.focus('#field');
  assert.deepEqual(await act({ keyType: { text: 'Grüße, 世界!' } }), success);
  assert.equal(await page.inputValue('#field'), 'Grüße, 世界!');
  assert.deepEqual(await act({ keyPress: { key: 'Backspace', presses: 2 } }), success);
  assert.equal(await page.inputValue('#field'), 'Grüße, 世');
  assert.deepEqual(await act({ keyShortcut: { keys: ['ctrl', 'a'] } }), success);
  assert.deepEqual(await act({ keyType: { text: 'new' } }), success);
  assert.equal(await page.inputValue('#field'), 'new');
});

test('screenshot is a PNG of the size of the view port', async () => {
  const { status, data } = await act({ screenshot: { format: 'PNG' } });
  assert.equal(status, 'SUCCESS');
  const image = Buffer.from(data);
  assert.deepEqual([image.readUInt32BE(16), image.readUInt32BE(20)], [800, 600]);
});

test('A place outside of the view port and an unknown key are FAILED with the reason', async () => {
  for (const action of [{ mouseClick: { x: 5000, y: 5 } }, { keyPress: { key: 'NoSuchKey' } }]) {
    const { status, error } = await act(action);
    assert.equal(status, 'FAILED');
    assert.match(error, /5000|NoSuchKey/);
  }
});

test('A dialog is no failure of the action that opens it, one of every other, and is answered by keys', async () => {
  await page.goto(site.url('/dialogs'));
  page.on('dialog', () => {}); // leaves every dialog to others
  const click = async (selector) => {
    const { x, y, width, height } = await page.locator(selector).boundingBox();
    return await act({ mouseClick: { x: Math.round(x + width / 2), y: Math.round(y + height / 2) } });
  };
  const told = (text) => page.waitForFunction((one) => document.querySelector('#told').textContent === one, text);

  assert.deepEqual(await click('#confirm'), success);
  const other = await act({ mouseClick: { x: 400, y: 400 } });
  assert.equal(other.status, 'FAILED');
  assert.match(other.error, /sure\?/);
  assert.deepEqual(await act({ keyPress: { key: 'Enter' } }), success);
  await told('true');

  assert.deepEqual(await click('#confirm'), success);
  assert.deepEqual(await act({ keyPress: { key: 'Escape' } }), success);
  await told('false');

  assert.deepEqual(await click('#prompt'), success);
  assert.deepEqual(await act({ keyType: { text: 'me' } }), success);
  assert.deepEqual(await act({ keyPress: { key: 'Enter' } }), success);
  await told('me');
});
