// Requests that no client sends: changed, mangled, slow and silent ones. Each is an error of the caller, and harms nobody.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { after, before, test } from 'node:test';
import { BedrockAgentCoreControlClient, ListBrowserProfilesCommand } from '@aws-sdk/client-bedrock-agentcore-control';
import { operations } from '../support/api.mjs';
import { until } from '../support/conditions.mjs';
import { startEmulator } from '../support/emulator.mjs';
import { casesOf } from '../support/limits.mjs';
import { changeByte, randomOf } from '../support/random.mjs';
import { closeRequests, send, signedRequest } from '../support/requests.mjs';

let emulator, client, port;
before(async () => {
  emulator = await startEmulator();
  client = new BedrockAgentCoreControlClient(emulator.settings);
  port = Number(new URL(emulator.url).port);
});
after(async () => {
  closeRequests();
  await emulator?.stop();
});

const list = async () => (await client.send(new ListBrowserProfilesCommand({}))).profileSummaries;

// Sends bytes and returns all that comes back until the connection is closed, or nothing has come for 3 s: a changed
// length makes the emulator wait for more.
function exchange(bytes) {
  return new Promise((resolve) => {
    const parts = [];
    const socket = net.connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setTimeout(3000, () => socket.destroy());
    socket.on('data', (part) => parts.push(part));
    socket.on('error', () => {});
    socket.on('close', () => resolve(Buffer.concat(parts).toString('latin1')));
  });
}

test('Of a thousand signed requests with one byte changed, none does what was not signed', async () => {
  const random = randomOf(11);
  const create = operations.find((one) => one.name === 'CreateBrowserProfile');
  const input = { name: 'signed', description: 'as signed' };
  const { method, path, headers, body } = await signedRequest(emulator, create, input);
  const lines = Object.entries({ ...headers, connection: 'close' }).map(([name, value]) => `${name}: ${value}\r\n`);
  const whole = Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`), body]);
  const statuses = {};
  const sendMany = async () => {
    for (let count = 0; count < 100; count++) {
      const [, status = 'closed'] = /^HTTP\/1\.1 (\d+)/.exec(await exchange(changeByte(whole, random))) ?? [];
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: 10 }, sendMany));

  // 409: the request as it was signed, once more, since only its form was changed. 505: another version of HTTP.
  const expected = ['200', '400', '403', '404', '405', '408', '409', '411', '413', '414', '431', '505', 'closed'];
  assert.deepEqual(Object.keys(statuses).filter((one) => !expected.includes(one)), [], JSON.stringify(statuses));
  assert.ok(statuses['403'] > 300, JSON.stringify(statuses));
  for (const profile of await list()) {
    assert.equal(profile.name, 'signed');
    assert.equal(profile.description, 'as signed');
  }
});

test('Three thousand mangled bodies, well signed, are errors of the caller', async () => {
  const random = randomOf(12);
  const valid = operations
    .filter(({ method, members }) => ['PUT', 'POST'].includes(method) && members.some((one) => one.place === 'body'))
    .map((operation) => [operation, [...casesOf(operation)].filter((one) => one.isValid)]);
  const others = [':1e999', ':null', ':{}', ':-0.5'];
  const mangle = [
    (bytes) => changeByte(bytes, random),
    (bytes) => bytes.subarray(0, random.below(bytes.length)),
    (bytes) => Buffer.concat([bytes, bytes]),
    (bytes) => Buffer.from(bytes.toString().replace(/"[^"]*":/, (name) => `${name}${'['.repeat(2000)}`)),
    (bytes) => Buffer.from(bytes.toString().replaceAll(/:("[^"]*"|\d+)/g, () => random.from(others))),
    (bytes) => Buffer.from(bytes.toString().replace(/\}$/, ',"a":"\\ud800"}')),
  ];
  const faults = [];
  for (let count = 0; count < 3000; count++) {
    const [operation, cases] = random.from(valid);
    const input = random.from(cases).input;
    const { body } = await signedRequest(emulator, operation, input);
    const bytes = random.from(mangle)(body);
    const { status, text } = await send(emulator, operation, input, bytes);
    if (status >= 500) {
      faults.push(`${operation.name} ${bytes.toString('latin1').slice(0, 200)}: ${status} ${text.slice(0, 200)}`);
    }
  }

  assert.deepEqual(faults, []);
});

test('Clients that are silent, or send half of a request, hold up nobody', async () => {
  const head = 'PUT /browser-profiles HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n';
  const starts = ['', 'G', 'GET / HTTP/1.1\r\nHost: ', `${head}{`];
  const sockets = await Promise.all(Array.from({ length: 400 }, async (_, index) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.on('error', () => {});
    await once(socket, 'connect');
    socket.write(starts[index % starts.length]);
    return socket;
  }));
  const started = performance.now();
  await list();
  assert.ok(performance.now() - started < 10_000);
  sockets.forEach((one) => one.destroy());
  await until(() => sockets.every((one) => one.closed));
  await list();
});
