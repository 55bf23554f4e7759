// The greatest files and texts that a call may carry, through the AWS SDK for JavaScript.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import {
  BedrockAgentCoreClient, StartCodeInterpreterSessionCommand, ValidationException,
} from '@aws-sdk/client-bedrock-agentcore';
import { operations } from '../support/api.mjs';
import { startEmulator } from '../support/emulator.mjs';
import { codeInterpreterIdentifier, invokeOne } from '../support/events.mjs';
import { closeRequests, send } from '../support/requests.mjs';

const largest = 100_000_000;
let emulator, client, sessionId;
before(async () => {
  emulator = await startEmulator();
  client = new BedrockAgentCoreClient(emulator.settings);
  const started = await client.send(new StartCodeInterpreterSessionCommand({ codeInterpreterIdentifier }));
  sessionId = started.sessionId;
});
after(async () => {
  closeRequests();
  await emulator?.stop();
});

const run = (name, input) => invokeOne(client, sessionId, name, input);
const hash = (bytes) => createHash('sha256').update(bytes).digest('hex');

// Expects a ValidationException that names the member and the limit.
async function isRefused(call, member) {
  const error = await call.then(() => assert.fail('no error'), (reason) => reason);
  assert.ok(error instanceof ValidationException, `${error.name}: ${error.message}`.slice(0, 500));
  assert.ok(error.message.includes(member), error.message.slice(0, 500));
}

test('A file of 100,000,000 bytes is written whole, one more byte is refused', async () => {
  const bytes = randomBytes(largest);
  const written = await run('writeFiles', { content: [{ path: 'largest.bin', blob: bytes }] });
  assert.equal(written.isError, false);
  const { structuredContent } = await run('executeCommand', { command: 'sha256sum largest.bin; rm largest.bin' });
  assert.equal(structuredContent.stdout.split(' ')[0], hash(bytes));
  const more = Buffer.concat([bytes, Buffer.alloc(1)]);
  await isRefused(run('writeFiles', { content: [{ path: 'more.bin', blob: more }] }), 'content[0].blob');
});

test('A program of 100,000,000 characters runs, one more character is refused', async () => {
  const end = '\nprint(6 * 7)';
  const code = (length) => `${'#'.repeat(length - end.length)}${end}`;
  const { structuredContent } = await run('executeCode', { language: 'python', code: code(largest) });
  assert.equal(structuredContent.stdout, '42');
  await isRefused(run('executeCode', { language: 'python', code: code(largest + 1) }), 'code');
});

test('Output of ten million characters comes back whole', async () => {
  const { structuredContent } = await run('executeCode', { language: 'python', code: 'print("x" * 10_000_000)' });
  assert.equal(structuredContent.stdout.length, 10_000_000);
});

test('A message of the stream stays below 24 MiB, whatever a program prints', async () => {
  const operation = operations.find((one) => one.name === 'InvokeCodeInterpreter');
  for (const code of ['print("x" * 30_000_000)', 'print("\\x01" * 30_000_000)', 'print("世" * 30_000_000)']) {
    const { status, bytes } = await send(emulator, operation, {
      codeInterpreterIdentifier, sessionId, name: 'executeCode', arguments: { language: 'python', code },
    });
    assert.equal(status, 200);
    // A message begins with its length; there is one alone.
    assert.equal(bytes.readUInt32BE(0), bytes.length);
    assert.ok(bytes.length <= 24 * 1024 * 1024, `${bytes.length}`);
  }
});
