// Makes the pictures of docs/images: the emulator's pages, as a person sees them in a browser of this machine, and the
// demo in a terminal. What is staged in out/AgentCore is what they show.
//   node tests/Clients/images/make-images.mjs
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright';
import { BedrockAgentCoreControlClient, CreateBrowserCommand } from '@aws-sdk/client-bedrock-agentcore-control';
import {
  InvokeCodeInterpreterCommand, StartCodeInterpreterSessionCommand, StopBrowserSessionCommand,
} from '@aws-sdk/client-bedrock-agentcore';
import { presign } from '../support/requests.mjs';
import { startBrowsing } from '../support/session.mjs';
import { openViewer } from '../support/viewer.mjs';

const images = fileURLToPath(new URL('../../../docs/images', import.meta.url));
const demo = fileURLToPath(new URL('../../../docs/demo', import.meta.url));

// The demo's shop, as a site; its picture is in the page, since a recording has what a page consists of and not its files.
async function startShop() {
  const basket = await readFile(join(demo, 'basket.svg'), 'base64');
  const shop = await readFile(join(demo, 'index.html'), 'utf8');
  const page = shop.replace('basket.svg', `data:image/svg+xml;base64,${basket}`);
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8').end(page);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}

// A session with recording on, in which somebody has ordered something.
async function startShopping(browsing, shop) {
  const control = new BedrockAgentCoreControlClient(browsing.emulator.settings);
  const { browserId: browserIdentifier } = await control.send(new CreateBrowserCommand({
    name: 'recorded',
    networkConfiguration: { networkMode: 'PUBLIC' },
    executionRoleArn: 'arn:aws:iam::123456789012:role/recorder',
    recording: { enabled: true, s3Location: { bucket: 'recordings', prefix: 'shop' } },
  }));
  const session = await browsing.startSession({
    browserIdentifier, name: 'shopping', viewPort: { width: 1024, height: 640 },
  });
  const browser = await chromium.connectOverCDP(session.url, { headers: await session.headers() });
  const [page] = browser.contexts()[0].pages();
  await page.goto(shop.url);
  await page.fill('[name=fruit]', '');
  await page.locator('[name=fruit]').pressSequentially('pear', { delay: 400 });
  await page.click('button');
  const { sessionId } = session;
  return {
    ...session,
    async stop() {
      await browser.close();
      await browsing.client.send(new StopBrowserSessionCommand({ browserIdentifier, sessionId }));
    },
  };
}

// The console with both sessions, and a chart that a cell has drawn.
async function showConsole(page, browsing) {
  const tool = { codeInterpreterIdentifier: 'aws.codeinterpreter.v1' };
  const { sessionId } = await browsing.client.send(new StartCodeInterpreterSessionCommand({ ...tool, name: 'prices' }));
  const { stream } = await browsing.client.send(new InvokeCodeInterpreterCommand({
    ...tool, sessionId, name: 'executeCode', arguments: { language: 'python', code: 'import matplotlib' },
  }));
  for await (const event of stream) {
    void event; // the import takes its time, which the picture need not show
  }

  await page.setViewportSize({ width: 1280, height: 1160 });
  await page.goto(browsing.emulator.consoleUrl);
  await page.waitForSelector('.preview img:not([hidden])');
  await page.selectOption('#cell-session', sessionId);
  await page.fill('#cell-code', [
    'import matplotlib.pyplot as plt',
    'plt.figure(figsize=(5, 1.9))',
    'plt.plot([1.2, 1.4, 1.3, 1.8, 2.1])',
    'plt.title("Price of a pear")',
    'plt.show()',
  ].join('\n'));
  await page.press('#cell-code', 'Control+Enter');
  await page.waitForSelector('#cell-output img');
  await page.evaluate(() => scrollTo(0, 0));
}

async function showLiveView(page, browsing, session) {
  const address = session.url.replace('ws:', 'http:').replace(/automation$/, 'live-view');
  await page.setViewportSize({ width: 1120, height: 760 });
  await page.goto(await presign(browsing.emulator, address));
  await page.waitForSelector('#state.live');
  // The picture has come when it is no longer blank.
  await page.waitForFunction(() => {
    const canvas = document.querySelector('#picture');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size > 10;
  });
}

// The recording of the session, played to its end in the console.
async function showReplay(page, browsing) {
  await page.goto(new URL('/console', browsing.emulator.url).href);
  await page.getByRole('button', { name: 'Play the recording of shopping' }).click();
  const player = page.frameLocator('#viewer-frame');
  await player.frameLocator('iframe').locator('output', { hasText: 'Ordered: 3 × pear' }).waitFor();
  await player.locator('#toggle', { hasText: 'Play' }).waitFor();
}

// What the demo prints, as a terminal shows it: its colours, the project in the home folder, long lines cut.
async function showTerminal(page) {
  const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
  const command = ['pwsh', '-NoProfile', '-File', join(demo, 'Show-Demo.ps1')];
  const { stdout } = await promisify(execFile)('dotnet', command, { cwd: root });
  const columns = 110;
  const lines = stdout.replaceAll(root, '~/AgentCore').trim().split('\n').map((line) => {
    const text = line.replaceAll(/\x1b\[[\d;]*m/g, '').trimEnd();
    const color = line.startsWith('› ') ? 'command' : line.startsWith('\x1b[32') ? 'header' : 'output';
    return { color, text: text.length > columns ? `${text.slice(0, columns - 1)}…` : text };
  });
  await page.setViewportSize({ width: 980, height: 840 });
  await page.goto('about:blank'); // the console's page allows no style of its own
  await page.setContent(`<style>
    body { margin: 0; padding: 20px 24px; background: #0d1117; }
    pre { margin: 0; font: 14px/1.35 'DejaVu Sans Mono', monospace; color: #c9d1d9; }
    .command { color: #56d4dd; }
    .header { color: #3fb950; }
  </style><pre></pre>`);
  await page.evaluate((all) => {
    const target = document.querySelector('pre');
    for (const { color, text } of all) {
      target.append(Object.assign(document.createElement('span'), { className: color, textContent: `${text}\n` }));
    }
  }, lines);
}

await mkdir(images, { recursive: true });
const [browsing, shop, viewer] = await Promise.all([startBrowsing(), startShop(), openViewer()]);
try {
  const { page } = viewer;
  const keep = (name) => page.screenshot({ path: join(images, `${name}.png`) });
  const session = await startShopping(browsing, shop);
  await showConsole(page, browsing);
  await keep('console');
  await showLiveView(page, browsing, session);
  await keep('live-view');
  await session.stop();
  await showReplay(page, browsing);
  await keep('replay');
  await showTerminal(page);
  await keep('terminal');
} finally {
  await Promise.all([viewer.close(), browsing.stop(), shop.stop()]);
}
