// Calls of the AWS SDK, and what Playwright and Puppeteer do in a browser, recorded and then replayed where neither
// Chromium nor Python can be found.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  BedrockAgentCoreClient, InvokeCodeInterpreterCommand, StartBrowserSessionCommand, StartCodeInterpreterSessionCommand,
  StopBrowserSessionCommand,
} from '@aws-sdk/client-bedrock-agentcore';
import { chromium } from 'playwright';
import puppeteer from 'puppeteer-core';
import { startEmulator } from './support/emulator.mjs';
import { streamHeaders } from './support/requests.mjs';
import { startSite } from './support/site.mjs';

const browserIdentifier = 'aws.browser.v1';
const codeInterpreterIdentifier = 'aws.codeinterpreter.v1';
let folder, site;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'replay-'));
  await mkdir(join(folder, 'bin'));
  await symlink(execFileSync('which', ['dotnet'], { encoding: 'utf8' }).trim(), join(folder, 'bin', 'dotnet'));
  site = await startSite();
});
after(async () => {
  await site?.stop();
  await rm(folder, { recursive: true, force: true });
});

// The id of a new session, and what came of the work in its browser.
async function onSession(client, emulator, work) {
  const { sessionId, streams } = await client.send(new StartBrowserSessionCommand({ browserIdentifier }));
  const url = streams.automationStream.streamEndpoint;
  const result = await work(url, await streamHeaders(emulator, url));
  await client.send(new StopBrowserSessionCommand({ browserIdentifier, sessionId }));
  return [sessionId, result];
}

async function withPlaywright(url, headers) {
  const browser = await chromium.connectOverCDP(url, { headers });
  const page = browser.contexts()[0].pages()[0];
  page.setDefaultTimeout(10_000);
  await page.goto(site.url('/form'));
  await page.fill('#name', 'Playwright');
  await page.getByRole('button', { name: 'Greet' }).click();
  const greeting = await page.textContent('#greeting');
  await page.goto(site.url('/'));
  await page.click('#next');
  await page.waitForURL('**/second');
  const picture = (await page.screenshot()).toString('base64');
  const title = await page.title();
  await browser.close();
  return { greeting, title, picture };
}

async function withPuppeteer(browserWSEndpoint, headers) {
  const browser = await puppeteer.connect({ browserWSEndpoint, headers, defaultViewport: null });
  const [page] = await browser.pages();
  page.setDefaultTimeout(10_000);
  await page.goto(site.url('/form'));
  await page.type('#name', 'Puppeteer');
  const value = await page.$eval('#name', (input) => input.value);
  const title = await page.title();
  await browser.disconnect();
  return { value, title };
}

// What all three get from an emulator with these options.
async function run(...options) {
  const emulator = await startEmulator(...options);
  try {
    const client = new BedrockAgentCoreClient(emulator.settings);
    const { sessionId } = await client.send(new StartCodeInterpreterSessionCommand({ codeInterpreterIdentifier }));
    const { stream } = await client.send(new InvokeCodeInterpreterCommand({
      codeInterpreterIdentifier,
      sessionId,
      name: 'executeCode',
      arguments: { language: 'python', code: 'print(6 * 7)' },
    }));
    const events = [];
    for await (const event of stream) {
      events.push(event);
    }

    return {
      sessionId,
      events,
      playwright: await onSession(client, emulator, withPlaywright),
      puppeteer: await onSession(client, emulator, withPuppeteer),
    };
  } finally {
    await emulator.stop();
  }
}

test('A replay gives what was recorded, to the AWS SDK, Playwright and Puppeteer', async () => {
  const file = join(folder, 'calls.jsonl');
  const recorded = await run('--record', file);
  assert.equal(recorded.events[0].result.structuredContent.stdout, '42');
  assert.equal(recorded.playwright[1].greeting, 'Hello Playwright');
  assert.equal(recorded.puppeteer[1].value, 'Puppeteer');

  // Nothing but the emulator's runtime is found.
  const nothing = { PATH: join(folder, 'bin'), AGENTCORE_CHROMIUM: '', AGENTCORE_PYTHON: '' };
  assert.deepEqual(await run('--replay', file, nothing), recorded);
});
