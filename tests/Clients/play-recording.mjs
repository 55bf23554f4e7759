// Opens the page of a recording, a file or an address, without a network where it is a file, and plays it until it shows
// all of some texts, in frames, too. Prints what its pages are called, what left it as a request, and what the scripts
// of recorded pages did to it.
import { pathToFileURL } from 'node:url';
import { openViewer } from './support/viewer.mjs';

const [where, ...wanted] = process.argv.slice(2);
const isFile = !where.startsWith('http');
const viewer = await openViewer();
const [requests, errors] = [[], []];
await viewer.context.setOffline(isFile);
// Chromium shows what the policy of the page holds back as a request, too.
const note = (request) => request.failure()?.errorText !== 'csp' && requests.push(request.url());
viewer.context.on('requestfinished', note).on('requestfailed', note);
viewer.page.on('pageerror', (error) => errors.push(error.message));
await viewer.page.goto(isFile ? pathToFileURL(where).href : where);
await viewer.page.locator('#toggle:not([disabled])').waitFor();
await viewer.page.locator('#speed').selectOption('8');
await viewer.page.waitForFunction((texts) => {
  const textOf = (document) => [
    document?.body?.innerText, ...[...document?.querySelectorAll('iframe') ?? []].map((frame) => textOf(frame.contentDocument)),
  ].join(' ');
  const shown = textOf(globalThis.document.querySelector('.replayer-wrapper iframe').contentDocument);
  return texts.every((text) => shown.includes(text));
}, wanted);
console.log(JSON.stringify({
  title: await viewer.page.title(),
  problem: await viewer.page.locator('#problem').textContent(),
  pages: await viewer.page.locator('#pages option').allTextContents(),
  requests: requests.map((url) => new URL(url).pathname.split('/').pop()),
  errors,
  sandbox: await viewer.page.locator('.replayer-wrapper iframe').getAttribute('sandbox'),
  ran: await viewer.page.evaluate(() => globalThis.ran ?? null),
}));
await viewer.close();
