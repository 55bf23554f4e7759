// Ten recipes of everyday work with Playwright, on the shop of tests/Shop. What each reads is in its recipes.json, to
// which the recipes of docs/en-US/about_AgentCore_Pages.help.txt are held as well (tests/Module/Recipes.Tests.ps1).
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { UpdateBrowserStreamCommand } from '@aws-sdk/client-bedrock-agentcore';
import { chromium } from 'playwright';
import { startShop } from '../Shop/shop.mjs';
import { presign } from './support/requests.mjs';
import { startBrowsing } from './support/session.mjs';
import { openViewer } from './support/viewer.mjs';

const browserIdentifier = 'aws.browser.v1';
const expected = JSON.parse(await readFile(new URL('../Shop/recipes.json', import.meta.url), 'utf8'));
let browsing, shop, session, browser, page;
before(async () => {
  [browsing, shop] = await Promise.all([startBrowsing(), startShop()]);
});
after(async () => {
  await browsing?.stop();
  await shop?.stop();
});
beforeEach(async () => {
  session = await browsing.startSession({ viewPort: { width: 800, height: 600 } });
  await connect();
});
afterEach(async () => {
  await browser?.close();
  await session?.stop();
});

// Connects with newly signed headers, and takes the page that exists already.
async function connect() {
  browser = await chromium.connectOverCDP(session.url, { headers: await session.headers() });
  [page] = browser.contexts()[0].pages();
  page.setDefaultTimeout(10_000);
}

// A table by its caption: an object for each row, with the header row's texts as names.
async function readTable(caption) {
  const table = page.getByRole('table', { name: caption });
  const [names, ...values] = await table.locator('tr').evaluateAll((rows) =>
    rows.map((row) => [...row.cells].map((cell) => cell.innerText.trim())));
  return values.map((row) => Object.fromEntries(row.map((value, index) => [names[index], value])));
}

test('Sign in', async () => {
  await page.goto(shop.url('/signin'));
  await page.getByLabel('User name').fill('ada');
  await page.getByLabel('Password').fill('lovelace');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/account');
  assert.deepEqual([await page.getByText('Hello').textContent()], expected.signIn);
});

test('Table to CSV', async () => {
  await page.goto(shop.url('/fruits'));
  const rows = await readTable('Fruits of the season');
  const quote = (row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',');
  assert.deepEqual([quote(Object.keys(rows[0])), ...rows.map((row) => quote(Object.values(row)))], expected.tableToCsv);
});

test('Fill and submit', async () => {
  await page.goto(shop.url('/order'));
  await page.getByLabel('Your name').fill('Ada Lovelace');
  await page.getByLabel('Fruit').selectOption('Black cherry');
  await page.getByLabel('How many').fill('3');
  await page.getByLabel('Delivery date').fill('2026-12-24');
  await page.getByLabel('Toppings').selectOption(['Nuts', 'Sugar']);
  await page.getByLabel('Card', { exact: true }).check();
  await page.getByPlaceholder('Voucher code').fill('SUMMER');
  await page.getByLabel('Message').fill('Ring twice');
  await page.getByLabel('Agree').check();
  await page.getByRole('button', { name: 'Order' }).click();
  await page.getByText('Your order is number').waitFor();
  assert.deepEqual(await readTable('What arrived'), expected.fillAndSubmit);
});

// The file lies on the browser's machine, so that its bytes are fetched by the page.
test('Download a report', async () => {
  await page.goto(shop.url('/downloads'));
  const [download] = await Promise.all([
    page.waitForEvent('download'), page.getByRole('link', { name: 'Report', exact: true }).click(),
  ]);
  assert.equal(download.suggestedFilename(), 'report.csv');
  const text = await page.evaluate(async (address) => (await fetch(address)).text(), download.url());
  const [names, ...rows] = text.trim().split('\n').map((line) => line.split(','));
  assert.deepEqual(
    rows.map((row) => Object.fromEntries(row.map((value, index) => [names[index], value]))), expected.download);
});

test('Screenshots of a list of sites, in parallel', async () => {
  const names = ['white', 'red', 'green', 'blue'];
  const images = await Promise.all(names.map(async (name) => {
    const own = await browsing.startSession({ viewPort: { width: 800, height: 600 } });
    const client = await chromium.connectOverCDP(own.url, { headers: await own.headers() });
    try {
      const [first] = client.contexts()[0].pages();
      await first.goto(shop.url(`/site?name=${name}`));
      return { name: `${name}.png`, bytes: await first.screenshot() };
    } finally {
      await client.close();
      await own.stop();
    }
  }));
  const read = [];
  for (const { name, bytes } of images) {
    const size = `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
    read.push({ Name: name, Size: size, Colour: await colourOf(bytes.toString('base64')) });
  }

  assert.deepEqual(read.sort((a, b) => a.Name < b.Name ? -1 : 1), expected.screenshots);
});

// The colour in the middle of a PNG file, which the browser decodes.
async function colourOf(data) {
  return page.evaluate(async (address) => {
    const image = Object.assign(new Image(), { src: address });
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const [red, green, blue] = context.getImageData(image.width / 2, image.height / 2, 1, 1).data;
    return `rgb(${red}, ${green}, ${blue})`;
  }, `data:image/png;base64,${data}`);
}

test('Wait for a text', async () => {
  await page.goto(shop.url('/slow'));
  await page.getByRole('button', { name: 'Bake bread' }).click();
  const ready = page.getByText('is ready');
  await ready.waitFor();
  assert.deepEqual([await ready.textContent()], expected.waitForText);
});

test('Upload', async () => {
  await page.goto(shop.url('/upload'));
  await page.getByLabel('Several files').setInputFiles([
    { name: 'first.csv', mimeType: 'text/csv', buffer: Buffer.from('fruit,count\n') },
    { name: 'second.csv', mimeType: 'text/csv', buffer: Buffer.alloc(0) },
  ]);
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('heading', { name: 'Uploaded' }).waitFor();
  assert.deepEqual(await readTable('What arrived'), expected.upload);
});

test('Scrape with paging', async () => {
  await page.goto(shop.url('/list'));
  const read = [];
  for (let number = 1; ; number++) {
    await page.getByText(`Page ${number} of`).waitFor();
    for (const item of await page.getByTestId('product').all()) {
      const [product, price] = [item.getByRole('link'), item.locator('.price')];
      read.push({ Product: await product.textContent(), Price: await price.textContent() });
    }

    const next = page.getByRole('link', { name: 'Next' });
    if (await next.count() === 0) {
      break;
    }

    await next.click();
  }

  assert.deepEqual(read, expected.paging);
});

// From the side of the program that is handed the session: it finds the page as it was left, and leaves it as it is.
test('Hand to Playwright and back', async () => {
  const where = () => page.getByText(/^Page \d of 3$/).textContent();
  const next = () => Promise.all([page.waitForEvent('load'), page.getByRole('link', { name: 'Next' }).click()]);
  await page.goto(shop.url('/list'));
  await next();
  const read = [await where()];
  await browser.close();

  await connect();
  await next();
  read.push(await where());
  await browser.close();

  await connect();
  read.push(await where());
  assert.deepEqual(read, expected.handToPlaywright);
});

// While automation is disabled, the client is disconnected and a new one is refused. The person has the live view.
test('Hand to a person and back', async () => {
  const { sessionId } = session;
  const automation = (streamStatus) => browsing.client.send(new UpdateBrowserStreamCommand({
    browserIdentifier, sessionId, streamUpdate: { automationStreamUpdate: { streamStatus } },
  }));
  await page.goto(shop.url('/signin'));
  const gone = once(browser, 'disconnected');
  await automation('DISABLED');
  await gone;
  await assert.rejects(connect(), /403/);

  const viewer = await openViewer();
  try {
    const address = session.url.replace('ws:', 'http:').replace(/automation$/, 'live-view');
    await viewer.page.goto(await presign(browsing.emulator, address));
    await viewer.page.locator('#state.live').waitFor();
    await viewer.page.locator('#picture').focus();
    await viewer.page.keyboard.type('ada');
    await viewer.page.keyboard.press('Tab');
    await viewer.page.keyboard.type('lovelace');
    await viewer.page.keyboard.press('Enter');
    await viewer.page.locator('#address', { hasText: '/account' }).waitFor();
  } finally {
    await viewer.close();
  }

  await automation('ENABLED');
  await connect();
  assert.deepEqual([await page.getByText('Hello').textContent()], expected.handToPerson);
});

test('Every recipe is held to what it reads', async () => {
  const source = await readFile(new URL(import.meta.url), 'utf8');
  assert.deepEqual(Object.keys(expected).filter((name) => !source.includes(`expected.${name})`)), []);
});
