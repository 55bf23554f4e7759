// Makes the pictures of docs/images: the emulator's pages, as a person sees them in a browser of this machine.
//   node tests/Clients/images/make-images.mjs
import { createServer } from 'node:http';
import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import {
  InvokeCodeInterpreterCommand, StartCodeInterpreterSessionCommand,
} from '@aws-sdk/client-bedrock-agentcore';
import { presign } from '../support/requests.mjs';
import { startBrowsing } from '../support/session.mjs';
import { openViewer } from '../support/viewer.mjs';

const images = fileURLToPath(new URL('../../../docs/images', import.meta.url));
const demo = fileURLToPath(new URL('../../../docs/demo', import.meta.url));

// The demo's shop, as a site.
async function startShop() {
  const server = createServer(async (request, response) => {
    const name = request.url === '/' ? 'index.html' : 'basket.svg';
    response.setHeader('content-type', name.endsWith('svg') ? 'image/svg+xml' : 'text/html; charset=utf-8');
    response.end(await readFile(join(demo, name)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}

// A session in which somebody has ordered something.
async function startShopping(browsing, shop) {
  const session = await browsing.startSession({ name: 'shopping', viewPort: { width: 1024, height: 640 } });
  const browser = await chromium.connectOverCDP(session.url, { headers: await session.headers() });
  const [page] = browser.contexts()[0].pages();
  await page.goto(shop.url);
  await page.fill('[name=fruit]', 'pear');
  await page.click('button');
  return { session, browser };
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

await mkdir(images, { recursive: true });
const [browsing, shop, viewer] = await Promise.all([startBrowsing(), startShop(), openViewer()]);
try {
  const { session } = await startShopping(browsing, shop);
  await showConsole(viewer.page, browsing);
  await viewer.page.screenshot({ path: join(images, 'console.png') });
  await showLiveView(viewer.page, browsing, session);
  await viewer.page.screenshot({ path: join(images, 'live-view.png') });
} finally {
  await Promise.all([viewer.close(), browsing.stop(), shop.stop()]);
}

process.exit(); // the automation stream is still open
