// Every class of error that the API knows, as the AWS SDK for JavaScript throws it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as data from '@aws-sdk/client-bedrock-agentcore';
import * as control from '@aws-sdk/client-bedrock-agentcore-control';
import { until } from './support/conditions.mjs';
import { startEmulator } from './support/emulator.mjs';
import { codeInterpreterIdentifier, invoke, invokeOne } from './support/events.mjs';
import { closeRequests, send } from './support/requests.mjs';

const browserIdentifier = 'aws.browser.v1';
let emulator, client, controlClient;
before(async () => {
  emulator = await startEmulator();
  client = new data.BedrockAgentCoreClient(emulator.settings);
  controlClient = new control.BedrockAgentCoreControlClient(emulator.settings);
});
after(async () => {
  closeRequests();
  await emulator?.stop();
});

// Expects an exception of a class of the SDK, with its status, and returns it.
async function rejects(promise, type, status) {
  const error = await promise.then(() => assert.fail('no error'), (reason) => reason);
  assert.ok(error instanceof type, `${error.name}: ${error.message}`);
  assert.equal(error.$metadata.httpStatusCode, status);
  assert.ok(error.message.length > 10);
  return error;
}

// Expects an error by its code alone: the SDK has no class for those of a signature.
async function rejectsWith(promise, name, status) {
  const error = await promise.then(() => assert.fail('no error'), (reason) => reason);
  assert.equal(error.name, name);
  assert.equal(error.$metadata.httpStatusCode, status);
  return error;
}

async function startSession() {
  const command = new data.StartCodeInterpreterSessionCommand({ codeInterpreterIdentifier });
  return (await client.send(command)).sessionId;
}

// Waits until a program has made the file "runs".
const runs = (sessionId) => until(async () => {
  const { content } = await invokeOne(client, sessionId, 'listFiles', { directoryPath: '' });
  return content.some((one) => one.name === 'runs');
});

const stopSession = (sessionId) =>
  client.send(new data.StopCodeInterpreterSessionCommand({ codeInterpreterIdentifier, sessionId }));

const createInterpreter = (name) => controlClient.send(new control.CreateCodeInterpreterCommand({
  name, networkConfiguration: { networkMode: 'SANDBOX' },
}));

test('ValidationException has reason and fields, on both planes', async () => {
  const start = client.send(new data.StartBrowserSessionCommand({
    browserIdentifier, sessionTimeoutSeconds: 28_801, viewPort: { width: 319, height: 600 },
  }));
  const error = await rejects(start, data.ValidationException, 400);
  assert.equal(error.reason, 'FieldValidationFailed');
  assert.deepEqual(error.fieldList.map((one) => one.name).toSorted(), ['sessionTimeoutSeconds', 'viewPort.width']);
  assert.match(error.message, /28801|28800/);

  const created = await rejects(createInterpreter('1st'), control.ValidationException, 400);
  assert.deepEqual(created.fieldList.map((one) => one.name), ['name']);
});

test('ValidationException names the member of a header by its name in the API', async () => {
  const error = await rejects(client.send(new data.InvokeBrowserCommand({
    browserIdentifier, sessionId: 'not-an-id', action: { screenshot: {} },
  })), data.ValidationException, 400);
  assert.deepEqual(error.fieldList.map((one) => one.name), ['sessionId']);
});

test('ResourceNotFoundException on both planes', async () => {
  await rejects(client.send(new data.GetBrowserSessionCommand({ browserIdentifier, sessionId: 'NOPE' })),
    data.ResourceNotFoundException, 404);
  await rejects(controlClient.send(new control.GetBrowserCommand({ browserId: 'unknown-abcdefghij' })),
    control.ResourceNotFoundException, 404);
});

test('ResourceNotFoundException, not an error that the operation does not list, for a malformed id', async () => {
  await rejects(controlClient.send(new control.GetBrowserCommand({ browserId: 'not an id' })),
    control.ResourceNotFoundException, 404);
  await rejects(controlClient.send(new control.GetCodeInterpreterCommand({ codeInterpreterId: 'not an id' })),
    control.ResourceNotFoundException, 404);
});

test('ConflictException for a name that is taken, and for a deletion with live sessions', async () => {
  const { codeInterpreterId } = await createInterpreter('taken');
  await rejects(createInterpreter('taken'), control.ConflictException, 409);
  const started = await client.send(new data.StartCodeInterpreterSessionCommand({
    codeInterpreterIdentifier: codeInterpreterId,
  }));
  const remove = () => controlClient.send(new control.DeleteCodeInterpreterCommand({ codeInterpreterId }));
  await rejects(remove(), control.ConflictException, 409);
  await client.send(new data.StopCodeInterpreterSessionCommand({
    codeInterpreterIdentifier: codeInterpreterId, sessionId: started.sessionId,
  }));
  assert.equal((await remove()).status, 'DELETING');
});

test('AccessDeniedException for a page of another site, without advice about IAM', async () => {
  const page = new data.BedrockAgentCoreClient(emulator.settings);
  page.middlewareStack.add((next) => (call) => {
    call.request.headers.origin = 'https://other.example';
    return next(call);
  }, { step: 'build' });
  const list = page.send(new data.ListBrowserSessionsCommand({ browserIdentifier }));
  const error = await rejects(list, data.AccessDeniedException, 403);
  assert.match(error.message, /'https:\/\/other\.example' is not allowed/);
  assert.doesNotMatch(error.message, /IAM/);
});

test('InvokeBrowser while a person has the browser', async () => {
  const { sessionId } = await client.send(new data.StartBrowserSessionCommand({ browserIdentifier }));
  await client.send(new data.UpdateBrowserStreamCommand({
    browserIdentifier, sessionId, streamUpdate: { automationStreamUpdate: { streamStatus: 'DISABLED' } },
  }));
  const { result } = await client.send(
    new data.InvokeBrowserCommand({ browserIdentifier, sessionId, action: { screenshot: {} } }));
  assert.equal(result.screenshot.status, 'SUCCESS');
  await client.send(new data.StopBrowserSessionCommand({ browserIdentifier, sessionId }));
});

test('ServiceQuotaExceededException for the 51st tag of a resource', async () => {
  const created = await createInterpreter('tagged');
  const resourceArn = created.codeInterpreterArn;
  const tags = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`key${index}`, 'x']));
  await controlClient.send(new control.TagResourceCommand({ resourceArn, tags }));
  await rejects(controlClient.send(new control.TagResourceCommand({ resourceArn, tags: { another: 'x' } })),
    control.ServiceQuotaExceededException, 402);
});

test('InternalServerException where this machine has no Chromium', async () => {
  const without = await startEmulator({ AGENTCORE_CHROMIUM: '/nowhere/chromium' });
  try {
    const own = new data.BedrockAgentCoreClient(without.settings);
    const start = own.send(new data.StartBrowserSessionCommand({ browserIdentifier }));
    const error = await rejects(start, data.InternalServerException, 500);
    assert.match(error.message, /\/nowhere\/chromium/);
  } finally {
    await without.stop();
  }
});

test('A wrong key, a wrong secret and no signature are errors of the signature', async () => {
  const list = (settings) => new data.BedrockAgentCoreClient({ ...emulator.settings, ...settings })
    .send(new data.ListBrowserSessionsCommand({ browserIdentifier }));
  const { accessKeyId } = emulator.credentials;
  const unknown = { credentials: { accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'x' } };
  await rejectsWith(list(unknown), 'UnrecognizedClientException', 403);
  await rejectsWith(list({ credentials: { accessKeyId, secretAccessKey: 'wrong' } }), 'InvalidSignatureException', 403);
  await rejectsWith(list({ signer: { sign: async (request) => request } }), 'MissingAuthenticationTokenException', 403);
});

test('The end of a session in mid-call is a ResourceNotFoundException in the stream', async () => {
  const sessionId = await startSession();
  const code = 'open("runs", "w").close()\nimport time\ntime.sleep(60)';
  const ending = invoke(client, sessionId, 'executeCode', { language: 'python', code }).catch((error) => error);
  await runs(sessionId);
  await stopSession(sessionId);
  const error = await ending;
  assert.ok(error instanceof data.ResourceNotFoundException, `${error.name}: ${error.message}`);
  assert.ok(error.message.includes(sessionId), error.message);
});

test('An unknown task is a ResourceNotFoundException, the 101st task a ServiceQuotaExceededException', async () => {
  const sessionId = await startSession();
  const missing = await invoke(client, sessionId, 'getTask', { taskId: 'nope' }).catch((error) => error);
  assert.ok(missing instanceof data.ResourceNotFoundException, `${missing}`);
  for (let count = 0; count < 100; count++) {
    await invokeOne(client, sessionId, 'startCommandExecution', { command: 'sleep 600' });
  }

  const more = await invoke(client, sessionId, 'startCommandExecution', { command: 'true' }).catch((error) => error);
  assert.ok(more instanceof data.ServiceQuotaExceededException, `${more}`);
  await stopSession(sessionId);
});

test('A call on an ended session is a ResourceNotFoundException', async () => {
  const sessionId = await startSession();
  await stopSession(sessionId);
  await rejects(client.send(new data.InvokeCodeInterpreterCommand({
    codeInterpreterIdentifier, sessionId, name: 'executeCode', arguments: { language: 'python', code: '1' },
  })), data.ResourceNotFoundException, 404);
});

test('A caller that goes away interrupts its program, and the session takes the next call', async () => {
  const sessionId = await startSession();
  const aborter = new AbortController();
  const calling = client.send(new data.InvokeCodeInterpreterCommand({
    codeInterpreterIdentifier, sessionId, name: 'executeCode',
    arguments: { language: 'python', code: 'kept = 7\nopen("runs", "w").close()\nimport time\ntime.sleep(600)' },
  }), { abortSignal: aborter.signal });
  const aborted = assert.rejects(calling, { name: 'AbortError' });
  await runs(sessionId);
  aborter.abort();
  await aborted;
  const code = { language: 'python', code: 'print(kept)' };
  const { structuredContent } = await invokeOne(client, sessionId, 'executeCode', code);
  assert.equal(structuredContent.stdout, '7');
  await stopSession(sessionId);
});

test('A path that no operation has is an UnknownOperationException', async () => {
  const response = await send(emulator, { method: 'POST', path: '/nothing/here', members: [] }, {});
  assert.equal(response.status, 404);
  assert.equal(response.code, 'UnknownOperationException');
});

test('ServiceQuotaExceededException for sessions and resources above a quota that was set', async () => {
  const names = ['browser-sessions', 'code-interpreter-sessions', 'browsers', 'code-interpreters', 'browser-profiles'];
  const small = await startEmulator(...names.flatMap((name) => ['--quota', `${name}=1`]));
  try {
    const own = new data.BedrockAgentCoreClient(small.settings);
    const ownControl = new control.BedrockAgentCoreControlClient(small.settings);
    const networkConfiguration = { networkMode: 'PUBLIC' };
    const cases = [
      [data, () => own.send(new data.StartBrowserSessionCommand({ browserIdentifier }))],
      [data, () => own.send(new data.StartCodeInterpreterSessionCommand({ codeInterpreterIdentifier }))],
      [control, (name) => ownControl.send(new control.CreateBrowserCommand({ name, networkConfiguration }))],
      [control, (name) => ownControl.send(new control.CreateCodeInterpreterCommand({ name, networkConfiguration }))],
      [control, (name) => ownControl.send(new control.CreateBrowserProfileCommand({ name }))],
    ];
    for (const [sdk, create] of cases) {
      await create('first');
      await rejects(create('second'), sdk.ServiceQuotaExceededException, 402);
    }
  } finally {
    await small.stop();
  }
});

test('ThrottlingException above a rate that was set; a client that retries gets through', async () => {
  const slow = await startEmulator('--rates', 'ListBrowsers=2');
  try {
    const list = (settings) => new control.BedrockAgentCoreControlClient({ ...slow.settings, ...settings })
      .send(new control.ListBrowsersCommand({}));
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => list()));
    const failures = outcomes.filter((one) => one.status === 'rejected').map((one) => one.reason);
    assert.ok(failures.length > 0 && failures.length < 20, `${failures.length} of 20 failed`);
    for (const error of failures) {
      assert.ok(error instanceof control.ThrottlingException, `${error.name}: ${error.message}`);
      assert.equal(error.$metadata.httpStatusCode, 429);
    }

    await Promise.all(Array.from({ length: 6 }, () => list({ maxAttempts: 20 })));
  } finally {
    await slow.stop();
  }
});
