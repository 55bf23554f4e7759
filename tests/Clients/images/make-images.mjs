// Makes the pictures of docs/images: the emulator's pages, as a person sees them in a browser of this machine.
//   node tests/Clients/images/make-images.mjs
import { createServer } from 'node:http';
import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { accessSync, constants } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { presign } from '../support/requests.mjs';
import { startBrowsing } from '../support/session.mjs';

const images = fileURLToPath(new URL('../../../docs/images', import.meta.url));
const demo = fileURLToPath(new URL('../../../docs/demo', import.meta.url));

// The browser of a person who looks at the emulator's pages.
async function openViewer() {
  const names = ['chromium', 'google-chrome', 'chromium-browser'];
  const paths = process.env.PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const executablePath = process.env.AGENTCORE_CHROMIUM ?? paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  // Chromium's own sandbox does not run as root.
  const viewer = await chromium.launch({ executablePath, chromiumSandbox: process.getuid() !== 0 });
  const context = await viewer.newContext({ viewport: { width: 1120, height: 760 }, colorScheme: 'light' });
  return { page: await context.newPage(), close: () => viewer.close() };
}

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
  await page.goto(await presign(browsing.emulator, address));
  await page.waitForSelector('#state.live');
  // The picture has come when it is no longer blank.
  await page.waitForFunction(() => {
    const canvas = document.querySelector('#picture');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size > 10;
  });
}

await mkdir(images, { recursive: true });
const [browsing, shop, viewer] = await Promise.all([startBrowsing(), startShop(), openViewer()]);
try {
  const { session } = await startShopping(browsing, shop);
  await showLiveView(viewer.page, browsing, session);
  await viewer.page.screenshot({ path: join(images, 'live-view.png') });
} finally {
  await Promise.all([viewer.close(), browsing.stop(), shop.stop()]);
}

process.exit(); // the automation stream is still open
