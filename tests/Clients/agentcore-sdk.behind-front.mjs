// Browser, PlaywrightBrowser and CodeInterpreter of the TypeScript SDK, behind a TLS front for the host name of AWS.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { Browser } from 'bedrock-agentcore/browser';
import { PlaywrightBrowser } from 'bedrock-agentcore/browser/playwright';
import { CodeInterpreter } from 'bedrock-agentcore/code-interpreter';
import { chromium } from 'playwright';
import { awsHost, openFront } from './support/front.mjs';

let front;
const browser = new Browser({});
const playwright = new PlaywrightBrowser({});
const code = new CodeInterpreter({});
before(async () => {
  front = await openFront();
});
after(async () => {
  await Promise.all([browser, playwright, code].map((one) => one.stopSession().catch(() => {})));
  front?.close();
});

test('Browser: a session is started, and its streams have addresses of the front', async () => {
  const viewport = { width: 800, height: 600 };
  const started = await browser.startSession({ sessionName: 'from-sdk', timeout: 600, viewport });
  assert.match(started.sessionId, /^[0-9a-zA-Z]{1,40}$/);
  const read = await browser.getSession();
  assert.equal(read.name, 'from-sdk');
  assert.equal(read.status, 'READY');
  assert.equal(read.sessionTimeoutSeconds, 600);
  const path = `${awsHost}/browser-streams/aws.browser.v1/sessions/${started.sessionId}`;
  assert.equal(read.streams.automationStream.streamEndpoint, `wss://${path}/automation`);
  assert.equal(read.streams.liveViewStream.streamEndpoint, `https://${path}/live-view`);
  assert.equal((await browser.generateWebSocketUrl()).url, read.streams.automationStream.streamEndpoint);
});

test('Browser: sessions are listed, by state and in pages', async () => {
  const { sessionId } = await browser.getSession();
  assert.ok((await browser.listSessions({ status: 'READY' })).items.some((one) => one.sessionId === sessionId));
  assert.equal((await browser.listSessions({ maxResults: 1 })).items.length, 1);
});

test('Browser: the signed headers open the automation stream', async () => {
  const { url, headers } = await browser.generateWebSocketUrl();
  const connected = await chromium.connectOverCDP(url, { headers });
  const page = connected.contexts()[0].pages()[0];
  await page.goto(`${front.site}/third`);
  assert.equal(await page.title(), 'Third');
  await connected.close();
});

test('Browser: the presigned address opens a live view', async () => {
  const address = await browser.generateLiveViewUrl();
  assert.ok(address.startsWith(`https://${awsHost}/`));
  const response = await fetch(address);
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type'), /^text\/html/);
  assert.match(await response.text(), /wss?:|WebSocket/);
  assert.equal((await fetch(await browser.generateLiveViewUrl(301))).status, 403);
});

test('Browser: automation is switched off, which cuts its clients off, and on again', async () => {
  const { url, headers } = await browser.generateWebSocketUrl();
  const connected = await chromium.connectOverCDP(url, { headers });
  const gone = once(connected, 'disconnected');
  assert.equal((await browser.updateBrowserStream({ streamStatus: 'DISABLED' })).streamStatus, 'DISABLED');
  await gone;
  await assert.rejects(chromium.connectOverCDP(url, { headers }), /403/);
  assert.equal((await browser.updateBrowserStream({ streamStatus: 'ENABLED' })).streamStatus, 'ENABLED');
  await (await chromium.connectOverCDP(url, { headers })).close();
});

test('Browser: another object attaches to the session, and stopping it twice is fine', async () => {
  const { sessionId } = await browser.getSession();
  const other = new Browser({});
  other.attachSession(sessionId);
  assert.equal((await other.getSession()).name, 'from-sdk');
  await other.stopSession();
  await browser.stopSession();
  assert.equal((await browser.getSession({ sessionId })).status, 'TERMINATED');
});

test('PlaywrightBrowser: navigates, reads text, HTML and values', async () => {
  await playwright.navigate({ url: `${front.site}/` });
  assert.match(await playwright.getText(), /on/);
  assert.equal(await playwright.getText({ selector: '#count' }), '0');
  assert.match(await playwright.getHtml(), /<title>First<\/title>/);
  assert.equal(await playwright.getHtml({ selector: '#next' }), 'on');
  assert.equal(await playwright.evaluate({ script: 'document.title' }), 'First');
  assert.equal(await playwright.isVisible({ selector: '#add' }), true);
  assert.equal(await playwright.isVisible({ selector: '#nothing' }), false);
});

test('PlaywrightBrowser: back, forward and refresh load the page anew', async () => {
  await playwright.navigate({ url: `${front.site}/` });
  await playwright.click({ selector: '#add' });
  assert.equal(await playwright.getText({ selector: '#count' }), '1');
  await playwright.navigate({ url: `${front.site}/second` });
  await playwright.back();
  await playwright.waitForSelector({ selector: '#count' });
  assert.equal(await playwright.getText({ selector: '#count' }), '0');
  await playwright.forward();
  await playwright.waitForSelector({ selector: '#home' });
  assert.equal(await playwright.evaluate({ script: 'document.title' }), 'Second');
  await playwright.refresh();
  assert.equal(await playwright.evaluate({ script: 'document.title' }), 'Second');
});

test('PlaywrightBrowser: types, fills and presses keys', async () => {
  await playwright.navigate({ url: `${front.site}/form` });
  await playwright.type({ selector: '#name', text: 'typed' });
  assert.equal(await playwright.evaluate({ script: 'document.querySelector("#name").value' }), 'typed');
  await playwright.fill({ selector: '#name', value: 'filled' });
  await playwright.pressKey('Backspace');
  await playwright.click({ selector: '#greet' });
  assert.equal(await playwright.getText({ selector: '#greeting' }), 'Hello fille');
});

test('PlaywrightBrowser: screenshots as bytes and as text, and cookies', async () => {
  const bytes = await playwright.screenshot();
  assert.equal(bytes.toString('latin1', 1, 4), 'PNG');
  const text = await playwright.screenshot({ encoding: 'base64', type: 'jpeg', fullPage: true });
  assert.equal(Buffer.from(text, 'base64').toString('hex', 0, 2), 'ffd8');
  await playwright.setCookies({ cookies: [{ name: 'mine', value: '7', url: front.site }] });
  assert.ok((await playwright.getCookies()).some((one) => one.name === 'mine' && one.value === '7'));
});

test('PlaywrightBrowser: stopping ends the session', async () => {
  const { sessionId } = await playwright.getSession();
  await playwright.stopSession();
  assert.equal((await playwright.getSession({ sessionId })).status, 'TERMINATED');
});

test('CodeInterpreter: a program of more than a second returns its whole text', async () => {
  const lines = 'import time\nfor i in range(3):\n  print("line", i, flush=True)\n  time.sleep(0.7)';
  assert.equal(await code.executeCode({ code: lines }), 'line 0\nline 1\nline 2');
  assert.equal(await code.executeCode({ code: 'print("start", flush=True)\nimport time\ntime.sleep(2.5)' }), 'start');
});

test('CodeInterpreter: a command of more than a second returns its whole text', async () => {
  assert.equal(await code.executeCommand({ command: 'echo a; sleep 2.5; echo b' }), 'a\r\nb');
});

test('CodeInterpreter: three million characters at once come back whole', async () => {
  const text = await code.executeCode({ code: 'print("x" * 3_000_000)' });
  assert.equal(text.length, 3_000_000);
});

test('CodeInterpreter: variables stay, other languages run, errors are text', async () => {
  await code.executeCode({ code: 'kept = 41' });
  assert.equal(await code.executeCode({ code: 'kept + 1' }), '42');
  assert.equal(await code.executeCode({ code: 'print("kept" in dir())', clearContext: true }), 'False');
  assert.equal(await code.executeCode({ language: 'javascript', code: 'console.log(6 * 7)' }), '42');
  assert.equal(await code.executeCode({ language: 'typescript', code: 'const n: number = 42; console.log(n)' }), '42');
  assert.match(await code.executeCode({ code: '1 / 0' }), /ZeroDivisionError: division by zero/);
});

test('CodeInterpreter: files are written, listed, read and removed', async () => {
  const files = [{ path: 'a/one.txt', content: 'eins' }, { path: 'a/two.csv', content: 'x,y\n' }];
  assert.equal(await code.writeFiles({ files }), 'Successfully wrote all 2 files');
  const listed = (await code.listFiles({ path: 'a' })).split('\n').toSorted();
  assert.deepEqual(listed, [
    'one.txt - File - text/plain (file:///a/one.txt)', 'two.csv - File - text/csv (file:///a/two.csv)',
  ]);
  assert.equal(await code.readFiles({ paths: ['a/one.txt'] }), 'eins');
  await code.removeFiles({ paths: ['a'] });
  assert.doesNotMatch(await code.listFiles(), /file:\/\/\/a/);
});

test('CodeInterpreter: its session is read, listed and stopped', async () => {
  const { sessionId } = await code.getSession();
  assert.ok((await code.listSessions({ status: 'READY' })).items.some((one) => one.sessionId === sessionId));
  await code.stopSession();
  assert.equal((await code.getSession({ sessionId })).status, 'TERMINATED');
});
