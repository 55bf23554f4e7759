// The emulator's console, in a browser as a person uses it.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { chromium } from 'playwright';
import {
  BedrockAgentCoreControlClient, CreateBrowserCommand, GetBrowserCommand,
} from '@aws-sdk/client-bedrock-agentcore-control';
import {
  InvokeCodeInterpreterCommand, StartBrowserSessionCommand, StartCodeInterpreterSessionCommand,
  StopBrowserSessionCommand, StopCodeInterpreterSessionCommand,
} from '@aws-sdk/client-bedrock-agentcore';
import { until } from './support/conditions.mjs';
import { streamHeaders } from './support/requests.mjs';
import { startBrowsing } from './support/session.mjs';
import { openViewer } from './support/viewer.mjs';

const codeInterpreterIdentifier = 'aws.codeinterpreter.v1';
const hostile = '<img src=x onerror="document.title=1"><b>bold</b>';
const problems = [];
const hosts = new Set();
let browsing, viewer, page;

before(async () => {
  [browsing, viewer] = await Promise.all([startBrowsing(), openViewer()]);
  page = viewer.page;
  page.setDefaultTimeout(15_000);
  viewer.context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) {
      problems.push(message.text());
    }
  });
  viewer.context.on('weberror', (error) => problems.push(error.error().message));
  viewer.context.on('request', (request) => hosts.add(new URL(request.url()).host || request.url().split(':')[0]));
  await page.goto(browsing.emulator.consoleUrl);
  await page.waitForSelector('#link[data-state=open]');
});
after(async () => {
  await viewer?.close();
  await browsing?.stop();
});
beforeEach(() => { problems.length = 0; });

const startCode = (name) => browsing.client.send(new StartCodeInterpreterSessionCommand({
  codeInterpreterIdentifier, name,
}));
const stopCode = ({ sessionId }) => browsing.client.send(new StopCodeInterpreterSessionCommand({
  codeInterpreterIdentifier, sessionId,
}));
const cardOf = (sessionId) => page.locator('.card', { hasText: sessionId });
const isQuiet = () => assert.deepEqual(problems, []);

async function run(sessionId, code, language = 'python') {
  await page.selectOption('#cell-session', sessionId);
  await page.selectOption('#cell-language', language);
  await page.fill('#cell-code', code);
  await page.press('#cell-code', 'Control+Enter');
  await page.waitForFunction(() => /^(Done|Failed)/.test(document.querySelector('#cell-status').textContent));
}

test('The address is clean, and another browser cannot use it', async () => {
  assert.equal(page.url(), `${browsing.emulator.url}/console`);
  assert.equal(await page.evaluate(() => document.cookie), '');
  const other = await openViewer();
  const refused = await other.page.goto(browsing.emulator.consoleUrl);
  assert.equal(refused.status(), 410);
  assert.match(await other.page.textContent('main'), /used before.*Show-ACEmulator/);
  await other.close();
});

test('With nothing running it says what to type', async () => {
  assert.match(await page.textContent('#sessions-empty'), /Start-ACBrowserSession/);
  assert.ok(await page.isVisible('#recordings-empty'));
  assert.match(await page.textContent('#tables'), /aws\.browser\.v1/);
});

test('Sessions come and go without a reload, and a name full of HTML is text', async () => {
  const code = await startCode(hostile.replace(/"/g, "'").slice(0, 100));
  const card = cardOf(code.sessionId);
  await card.waitFor();
  assert.equal(await card.locator('h3').textContent(), hostile.replace(/"/g, "'"));
  assert.equal(await card.locator('h3 b, h3 img').count(), 0);
  const left = () => card.locator('.facts').textContent();
  const before = await left();
  await until(left, (text) => text !== before);
  await stopCode(code);
  await card.waitFor({ state: 'detached' });
  assert.ok(await page.isVisible('#sessions-empty'));
  isQuiet();
});

test('A browser session shows its page, live, and takes the automation of nobody', async () => {
  const session = await browsing.startSession({ name: 'shop', viewPort: { width: 900, height: 600 } });
  const browser = await chromium.connectOverCDP(session.url, { headers: await session.headers() });
  const [shown] = browser.contexts()[0].pages();
  await shown.goto(browsing.site.url('/dialogs'));
  const card = cardOf(session.sessionId);
  await card.locator('.page', { hasText: 'Dialogs' }).waitFor();
  await card.locator('.preview img').waitFor();
  const size = await card.locator('.preview img').evaluate((image) => [image.naturalWidth, image.naturalHeight]);
  assert.deepEqual(size, [480, 320]);

  // A dialog stays open while the console looks, and is told.
  const dialog = shown.waitForEvent('dialog');
  const clicked = shown.click('#confirm');
  const asked = await dialog;
  await card.locator('.note', { hasText: 'sure?' }).waitFor();
  await asked.accept();
  await clicked;
  assert.equal(await shown.textContent('#told'), 'true');

  await card.getByRole('button', { name: 'Live view', exact: true }).click();
  await page.frameLocator('#viewer-frame').locator('#state.live').waitFor();
  await page.click('#viewer-close');
  await browser.close();
  await session.stop();
  await card.waitFor({ state: 'detached' });
  isQuiet();
});

test('Calls are listed as they come: operation, status, time, who', async () => {
  await assert.rejects(browsing.client.send(new StartBrowserSessionCommand({ browserIdentifier: 'none-0123456789' })));
  const row = page.locator('#calls-rows tr').first();
  await row.locator('th', { hasText: 'StartBrowserSession' }).waitFor();
  const text = await row.textContent();
  assert.match(text, /StartBrowserSessionResourceNotFoundException404/);
  assert.match(text, /\d ms/);
  assert.ok(text.includes(browsing.emulator.credentials.accessKeyId));
  assert.doesNotMatch(await page.textContent('#calls-rows'), /console/);
});

test('A cell runs code and shows text, a figure, HTML without its scripts, and errors', async () => {
  const code = await startCode('cells');
  await page.waitForSelector(`#cell-session option[value="${code.sessionId}"]`, { state: 'attached' });
  await run(code.sessionId, [
    'import matplotlib.pyplot as plt',
    'from IPython.display import display, HTML',
    'print("<b>text</b>")',
    'plt.plot([1, 4, 9]); plt.show()',
    'display(HTML("<p style=\\"color:red\\">shown</p><script>parent.document.title = 1</script>"))',
  ].join('\n'));
  const output = page.locator('#cell-output');
  assert.equal(await output.locator('pre').first().textContent(), '<b>text</b>');
  await until(() => output.locator('img').evaluate((image) => image.naturalWidth), (width) => width > 100);
  assert.equal(await page.frameLocator('#cell-output iframe').locator('p').textContent(), 'shown');
  assert.equal(await page.title(), 'AgentCore emulator');
  // The page gets what sessions do within a second.
  const preview = cardOf(code.sessionId).locator('.preview');
  await until(() => preview.textContent(), (text) => /import matplotlib.*<b>text/s.test(text));

  await run(code.sessionId, '1 / 0');
  assert.match(await output.locator('.errors').textContent(), /ZeroDivisionError/);
  await run(code.sessionId, 'echo $((6 * 7))', 'shell');
  assert.equal((await output.textContent()).trim(), '42');
  await run('', 'console.log(6 * 7)', 'javascript');
  assert.equal((await output.textContent()).trim(), '42');
  const started = await page.inputValue('#cell-session');
  assert.notEqual(started, code.sessionId);
  await cardOf(started).waitFor();
  await stopCode(code);
  await stopCode({ sessionId: started });
  isQuiet();
});

test('A session is stopped by keyboard alone, and only by a second press', async () => {
  const [first, second] = [await startCode('first'), await startCode('second')];
  await cardOf(second.sessionId).waitFor();
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('Tab');
  const focused = () => page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? '');
  for (let presses = 0; await focused() !== 'Stop second'; presses++) {
    assert.ok(presses < 30, 'the button is reached by Tab');
    await page.keyboard.press('Tab');
  }

  assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), 'none');
  await page.keyboard.press('Enter');
  assert.equal(await focused(), 'Really stop second? Press again.');
  await page.keyboard.press('Enter');
  await cardOf(second.sessionId).waitFor({ state: 'detached' });
  assert.equal(await focused(), 'Stop first', 'the focus goes to the next session');
  assert.ok(await cardOf(first.sessionId).isVisible());
  await stopCode(first);
});

test('It is light or dark as the system is, and fits a narrow screen', async () => {
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.equal(await paper(), 'rgb(246, 246, 243)');
  await page.emulateMedia({ colorScheme: 'dark' });
  assert.equal(await paper(), 'rgb(18, 19, 22)');
  await page.emulateMedia({ colorScheme: 'light' });
  const isCut = () => page.$eval('#calls-scroll', (calls) => calls.scrollWidth > calls.clientWidth);
  assert.equal(await isCut(), false);
  await page.setViewportSize({ width: 400, height: 800 });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 400);
  assert.equal(await isCut(), false);
  await page.setViewportSize({ width: 1280, height: 900 });
});

test('A recording is listed and played, without the scripts of its pages', async () => {
  const control = new BedrockAgentCoreControlClient(browsing.emulator.settings);
  const { browserId } = await control.send(new CreateBrowserCommand({
    name: 'recorded',
    networkConfiguration: { networkMode: 'PUBLIC' },
    executionRoleArn: 'arn:aws:iam::123456789012:role/recorder',
    recording: { enabled: true, s3Location: { bucket: 'recordings', prefix: 'shop' } },
  }));
  await until(() => control.send(new GetBrowserCommand({ browserId })), (one) => one.status === 'READY');
  const session = await browsing.client.send(new StartBrowserSessionCommand({
    browserIdentifier: browserId, name: 'to be played', viewPort: { width: 800, height: 600 },
  }));
  const stream = session.streams.automationStream.streamEndpoint;
  const browser = await chromium.connectOverCDP(stream, { headers: await streamHeaders(browsing.emulator, stream) });
  const [recorded] = browser.contexts()[0].pages();
  await recorded.goto(browsing.site.url('/form'));
  await recorded.fill('#name', 'Ada');
  await recorded.click('#greet');
  await recorded.waitForFunction(() => document.querySelector('#greeting').textContent === 'Hello Ada');
  await browser.close();
  await browsing.client.send(new StopBrowserSessionCommand({ browserIdentifier: browserId, sessionId: session.sessionId }));

  await page.getByRole('button', { name: 'Play the recording of to be played' }).click();
  const player = page.frameLocator('#viewer-frame');
  await player.locator('#toggle:not([disabled])').waitFor();
  const document = player.frameLocator('iframe');
  await document.locator('#greeting', { hasText: 'Hello Ada' }).waitFor();
  const frame = player.locator('iframe');
  assert.equal(await frame.getAttribute('sandbox'), 'allow-same-origin');
  await until(() => player.locator('#toggle').textContent(), (text) => text === 'Play');
  await player.locator('#time').fill('0');
  await document.locator('#greeting', { hasText: 'Hello Ada' }).waitFor({ state: 'detached' });
  await player.locator('#speed').selectOption('8');
  await player.locator('#toggle').click();
  await document.locator('#greeting', { hasText: 'Hello Ada' }).waitFor();
  await page.click('#viewer-close');
  // The sandbox tells what it keeps from running: the handlers of the recorded page.
  assert.deepEqual(problems.filter((one) => !one.startsWith('Blocked script execution')), []);
});

test('No request has gone to another host', () => {
  const { host } = new URL(browsing.emulator.url);
  assert.deepEqual([...hosts].filter((one) => one !== host && !['data', 'blob', 'about'].includes(one)), []);
});

test('The end of the emulator is told, and nothing asks any more', async () => {
  await browsing.stop();
  await page.waitForSelector('#banner:not([hidden])');
  assert.match(await page.textContent('#banner'), /The emulator has ended\. Start-ACEmulator/);
  const asked = [];
  viewer.context.on('request', (request) => asked.push(request.url()));
  await page.waitForTimeout(2500);
  assert.deepEqual(asked, []);
});
