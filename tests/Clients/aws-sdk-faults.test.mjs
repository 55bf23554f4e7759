// Faults on demand, as the AWS SDK for JavaScript sees them: its exception classes, and its own retries.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import * as data from '@aws-sdk/client-bedrock-agentcore';
import * as control from '@aws-sdk/client-bedrock-agentcore-control';
import { HttpRequest } from '@smithy/protocol-http';
import { startEmulator } from './support/emulator.mjs';
import { codeInterpreterIdentifier, invoke } from './support/events.mjs';
import { closeRequests, signerOf } from './support/requests.mjs';

let emulator, client, patient, lists, sessionId;
before(async () => {
  emulator = await startEmulator('--fault', 'ListCodeInterpreters:throttle:1');
  client = new data.BedrockAgentCoreClient(emulator.settings);
  patient = new data.BedrockAgentCoreClient({ ...emulator.settings, maxAttempts: 3 });
  lists = new control.BedrockAgentCoreControlClient({ ...emulator.settings, maxAttempts: 3 });
  sessionId = (await client.send(new data.StartCodeInterpreterSessionCommand({ codeInterpreterIdentifier }))).sessionId;
});
after(async () => {
  closeRequests();
  await emulator?.stop();
});
beforeEach(() => faults('DELETE'));

// Calls the emulator's own operation; returns the faults that are set.
async function faults(method, body) {
  const { host } = new URL(emulator.url);
  const request = new HttpRequest({
    method, protocol: 'http:', path: '/emulator/faults', headers: { host }, body: body && JSON.stringify(body),
  });
  const { headers } = await signerOf(emulator).sign(request);
  const response = await fetch(`${emulator.url}/emulator/faults`, { method, headers, body: request.body });
  assert.equal(response.status, 200);
  return (await response.json()).faults;
}

const set = (operation, fault, more = {}) => faults('PUT', { operation, fault, ...more });
const hits = async () => (await faults('GET')).map((one) => one.hits);
const run = (by = client) => invoke(by, sessionId, 'executeCode', { language: 'python', code: 'print(1)' });
const browsers = () => lists.send(new control.ListBrowsersCommand({}));

test('throttling is retried by the SDK until it is over', async () => {
  await set('ListBrowsers', 'throttle', { count: 2 });
  const { $metadata } = await browsers();
  assert.equal($metadata.attempts, 3);
  assert.deepEqual(await hits(), [2]);

  await set('ListBrowsers', 'throttle');
  await assert.rejects(browsers(), control.ThrottlingException);
});

test('every error of an operation is the class of the SDK', async () => {
  for (const name of ['AccessDenied', 'InternalServer', 'ResourceNotFound', 'Throttling']) {
    await set('GetBrowser', 'error', { errorCode: name });
    const got = lists.send(new control.GetBrowserCommand({ browserId: 'aws.browser.v1' }));
    await assert.rejects(got, control[`${name}Exception`]);
    await faults('DELETE');
  }

  await set('CreateBrowser', 'error', { errorCode: 'Validation', count: 1 });
  const create = lists.send(new control.CreateBrowserCommand({
    name: 'x', networkConfiguration: { networkMode: 'PUBLIC' },
  }));
  await assert.rejects(create, (error) =>
    error instanceof control.ValidationException && error.reason === 'FieldValidationFailed');
});

test('every exception of the event stream is thrown while it is read', async () => {
  const names = ['AccessDenied', 'Conflict', 'InternalServer', 'ResourceNotFound', 'ServiceQuotaExceeded', 'Throttling',
    'Validation'];
  for (const name of names) {
    for (const after of [0, 1]) {
      await set('InvokeCodeInterpreter', 'exception', { errorCode: name, after, count: 1 });
      await assert.rejects(run(), data[`${name}Exception`], `${name} after ${after}`);
    }
  }
});

test('a connection that is cut is an error of the connection, and the session goes on', async () => {
  await set('InvokeCodeInterpreter', 'cut', { after: 100, count: 1 });
  await assert.rejects(run(), (error) => !(error instanceof data.BedrockAgentCoreServiceException));

  // The SDK itself sends a call again whose stream breaks before its first event.
  await set('InvokeCodeInterpreter', 'cut', { after: 100, count: 2 });
  assert.equal((await run(patient)).length, 1);
  assert.deepEqual(await hits(), [2]);
  await set('ListBrowsers', 'cut', { count: 1 });
  await browsers();
  assert.equal((await run()).length, 1);
});
