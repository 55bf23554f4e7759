// The streams of a browser session as bytes: hosts, headers and signatures that clients send.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import net from 'node:net';
import { after, before, test } from 'node:test';
import { HttpRequest } from '@smithy/protocol-http';
import { chromium } from 'playwright';
import { until } from './support/conditions.mjs';
import { presign, signerOf } from './support/requests.mjs';
import { startBrowsing } from './support/session.mjs';

const otherName = 'bedrock-agentcore.eu-west-1.amazonaws.com';
let browsing, session, port;
before(async () => {
  browsing = await startBrowsing('--allow-host', otherName);
  session = await browsing.startSession();
  port = Number(new URL(browsing.emulator.url).port);
});
after(async () => await browsing?.stop());

// Sends the head of a request to 127.0.0.1 and returns the head of the response.
function exchange(lines) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(`${lines.join('\r\n')}\r\n\r\n`));
    let text = '';
    socket.on('data', (part) => {
      text += part.toString('latin1');
      if (text.includes('\r\n\r\n')) {
        socket.destroy();
        resolve(text.split('\r\n\r\n')[0]);
      }
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`The connection was closed after '${text}'.`)));
    socket.setTimeout(20_000, () => socket.destroy(new Error('No response within 20 s.')));
  });
}

// Sends the head of an upgrade; again while the stream is still that of the client before.
const upgrade = (lines) => until(() => exchange(lines), (head) => !/^HTTP\/1\.1 402 /.test(head));

// The lines of a signed upgrade request for the automation stream, under a name.
async function upgradeLines(host) {
  const path = new URL(session.url).pathname;
  const request = new HttpRequest({ method: 'GET', protocol: 'ws:', path, headers: { host } });
  const { headers } = await signerOf(browsing.emulator).sign(request);
  return [
    `GET ${path} HTTP/1.1`, `Host: ${host}`, 'Connection: Upgrade', 'Upgrade: websocket',
    'Sec-WebSocket-Version: 13', `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ...Object.entries(headers).filter(([name]) => name !== 'host').map(([name, value]) => `${name}: ${value}`),
  ];
}

test('The upgrade headers of a client that sends them twice are taken', async () => {
  const host = `127.0.0.1:${port}`;
  const repeated = [
    `Host: ${host}`, 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
  ];
  assert.match(await upgrade([...await upgradeLines(host), ...repeated]), /^HTTP\/1\.1 101 /);
});

for (const name of ['localhost', 'LOCALHOST', '[::1]', otherName]) {
  test(`A signed upgrade for ${name} is taken`, async () => {
    const host = name === otherName ? name : `${name}:${port}`;
    assert.match(await upgrade(await upgradeLines(host)), /^HTTP\/1\.1 101 /);
  });
}

test('A signed upgrade for a name that was not allowed is refused', async () => {
  assert.match(await exchange(await upgradeLines('bedrock-agentcore.us-east-1.amazonaws.com')), /^HTTP\/1\.1 403 /);
});

test('An unsigned request for a name that was allowed is refused', async () => {
  const lines = [`GET ${new URL(session.url).pathname} HTTP/1.1`, `Host: ${otherName}`];
  assert.match(await exchange(lines), /^HTTP\/1\.1 403 /);
});

for (const [seconds, status] of [[10, 200], [300, 200], [301, 403], [0, 403], [-5, 403]]) {
  test(`A live view that is presigned for ${seconds} s gives ${status}`, async () => {
    const address = session.url.replace('ws:', 'http:').replace(/automation$/, 'live-view');
    assert.equal((await fetch(await presign(browsing.emulator, address, seconds))).status, status);
  });
}

test('A second automation client is refused with 402, and gets in when the first has gone', async () => {
  const own = await browsing.startSession();
  const connect = async () => await chromium.connectOverCDP(own.url, { headers: await own.headers() });
  const first = await connect();
  await assert.rejects(connect(), /402/);
  await first.close();
  const second = await connect();
  assert.equal(second.contexts()[0].pages().length, 1);
  await own.stop();
});
