// The AWS SDK for JavaScript calls every operation that the API describes.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import * as data from '@aws-sdk/client-bedrock-agentcore';
import * as control from '@aws-sdk/client-bedrock-agentcore-control';
import { operations } from './support/api.mjs';
import { until } from './support/conditions.mjs';
import { startEmulator } from './support/emulator.mjs';
import { collect } from './support/events.mjs';

const browserId = 'aws.browser.v1';
const interpreterId = 'aws.codeinterpreter.v1';
const called = new Set();
let emulator, dataClient, controlClient;

before(async () => {
  emulator = await startEmulator();
  dataClient = new data.BedrockAgentCoreClient(emulator.settings);
  controlClient = new control.BedrockAgentCoreControlClient(emulator.settings);
});
after(async () => await emulator?.stop());

// Calls an operation by its name, on the plane that has it.
function call(operation, input) {
  called.add(operation);
  const name = `${operation}Command`;
  return name in data ? dataClient.send(new data[name](input)) : controlClient.send(new control[name](input));
}

async function isGone(get) {
  return await get().then(() => false, (error) => error.name === 'ResourceNotFoundException');
}

const kinds = [
  {
    kind: 'Browser', id: 'browserId', arn: 'browserArn', list: 'ListBrowsers', items: 'browserSummaries',
    pages: control.paginateListBrowsers, definition: { networkConfiguration: { networkMode: 'PUBLIC' } },
    system: browserId, status: 'CREATING',
  },
  {
    kind: 'CodeInterpreter', id: 'codeInterpreterId', arn: 'codeInterpreterArn', list: 'ListCodeInterpreters',
    items: 'codeInterpreterSummaries', pages: control.paginateListCodeInterpreters,
    definition: { networkConfiguration: { networkMode: 'SANDBOX' } }, system: interpreterId, status: 'CREATING',
  },
  {
    kind: 'BrowserProfile', id: 'profileId', arn: 'profileArn', list: 'ListBrowserProfiles',
    items: 'profileSummaries', pages: control.paginateListBrowserProfiles, definition: {}, status: 'READY',
  },
];

for (const { kind, id, arn, list, items, pages, definition, system, status } of kinds) {
  test(`${kind}: is created, read, listed in pages, tagged and deleted`, async () => {
    const made = [];
    for (const name of ['one', 'two', 'three']) {
      const input = { name, description: `the ${name}`, ...definition, tags: { team: 'blue' } };
      made.push(await call(`Create${kind}`, input));
      assert.equal(made.at(-1).status, status);
      assert.match(made.at(-1)[id], new RegExp(`^${name}-[a-zA-Z0-9]{10}$`));
      assert.ok(Math.abs(made.at(-1).createdAt - Date.now()) < 60_000);
    }

    const [first] = made;
    const get = () => call(`Get${kind}`, { [id]: first[id] });
    const ready = await until(get, (one) => one.status === 'READY');
    assert.equal(ready[arn], first[arn]);
    assert.equal(ready.description, 'the one');
    assert.equal(ready.name, 'one');
    assert.ok(ready.lastUpdatedAt instanceof Date);

    const page = await call(list, { maxResults: 2 });
    assert.equal(page[items].length, 2);
    assert.ok(page.nextToken);
    const listed = [];
    for await (const one of pages({ client: controlClient, pageSize: 1 }, {})) {
      assert.ok(one[items].length <= 1);
      listed.push(...one[items].map((item) => item[id]));
    }

    const expected = [...made.map((one) => one[id]), ...(system ? [system] : [])];
    assert.deepEqual(listed.toSorted(), expected.toSorted());

    const resourceArn = first[arn];
    await call('TagResource', { resourceArn, tags: { cost: '7', team: 'red' } });
    assert.deepEqual((await call('ListTagsForResource', { resourceArn })).tags, { cost: '7', team: 'red' });
    await call('UntagResource', { resourceArn, tagKeys: ['cost'] });
    assert.deepEqual((await call('ListTagsForResource', { resourceArn })).tags, { team: 'red' });

    for (const one of made) {
      assert.equal((await call(`Delete${kind}`, { [id]: one[id] })).status, 'DELETING');
    }

    await until(() => isGone(get));
  });
}

test('A browser and a code interpreter take sessions in the statement after their creation', async () => {
  const name = 'at_once';
  const browser = await call('CreateBrowser', { name, networkConfiguration: { networkMode: 'PUBLIC' } });
  assert.equal(browser.status, 'CREATING');
  const session = await call('StartBrowserSession', { browserIdentifier: browser.browserId });
  assert.equal(session.browserIdentifier, browser.browserId);
  await call('StopBrowserSession', { browserIdentifier: browser.browserId, sessionId: session.sessionId });

  const code = await call('CreateCodeInterpreter', { name, networkConfiguration: { networkMode: 'SANDBOX' } });
  assert.equal(code.status, 'CREATING');
  const codeInterpreterIdentifier = code.codeInterpreterId;
  const { sessionId } = await call('StartCodeInterpreterSession', { codeInterpreterIdentifier });
  await call('StopCodeInterpreterSession', { codeInterpreterIdentifier, sessionId });
});

test('A browser and a code interpreter are deleted in the statement after their creation', async () => {
  const name = 'short_lived';
  const browser = await call('CreateBrowser', { name, networkConfiguration: { networkMode: 'PUBLIC' } });
  assert.equal((await call('DeleteBrowser', { browserId: browser.browserId })).status, 'DELETING');
  await until(() => isGone(() => call('GetBrowser', { browserId: browser.browserId })));

  const code = await call('CreateCodeInterpreter', { name, networkConfiguration: { networkMode: 'SANDBOX' } });
  const { codeInterpreterId } = code;
  assert.equal((await call('DeleteCodeInterpreter', { codeInterpreterId })).status, 'DELETING');
  await until(() => isGone(() => call('GetCodeInterpreter', { codeInterpreterId })));
});

test('A browser session is started, read, listed, driven, handed to a person, saved and stopped', async () => {
  const { profileId } = await call('CreateBrowserProfile', { name: 'kept' });
  const started = await call('StartBrowserSession', {
    browserIdentifier: browserId, name: 'tour', sessionTimeoutSeconds: 600, viewPort: { width: 800, height: 600 },
    profileConfiguration: { profileIdentifier: profileId },
  });
  const { sessionId } = started;
  assert.match(sessionId, /^[0-9a-zA-Z]{1,40}$/);
  const path = `/browser-streams/${browserId}/sessions/${sessionId}`;
  const { streamEndpoint } = started.streams.automationStream;
  assert.equal(streamEndpoint, `${emulator.url.replace('http', 'ws')}${path}/automation`);
  assert.equal(started.streams.liveViewStream.streamEndpoint, `${emulator.url}${path}/live-view`);
  assert.equal(started.streams.automationStream.streamStatus, 'ENABLED');

  const read = await call('GetBrowserSession', { browserIdentifier: browserId, sessionId });
  assert.equal(read.name, 'tour');
  assert.equal(read.status, 'READY');
  assert.equal(read.sessionTimeoutSeconds, 600);
  assert.deepEqual(read.viewPort, { width: 800, height: 600 });
  assert.deepEqual(read.profileConfiguration, { profileIdentifier: profileId });
  assert.equal(read.createdAt.getTime(), started.createdAt.getTime());

  const { items } = await call('ListBrowserSessions', { browserIdentifier: browserId, status: 'READY' });
  assert.deepEqual(items.map((one) => one.sessionId), [sessionId]);

  const shot = await call('InvokeBrowser', {
    browserIdentifier: browserId, sessionId, action: { screenshot: { format: 'PNG' } },
  });
  assert.equal(shot.sessionId, sessionId);
  assert.equal(Buffer.from(shot.result.screenshot.data).toString('latin1', 1, 4), 'PNG');

  for (const streamStatus of ['DISABLED', 'ENABLED']) {
    const updated = await call('UpdateBrowserStream', {
      browserIdentifier: browserId, sessionId, streamUpdate: { automationStreamUpdate: { streamStatus } },
    });
    assert.equal(updated.streams.automationStream.streamStatus, streamStatus);
    assert.ok(updated.updatedAt instanceof Date);
  }

  const saved = await call('SaveBrowserSessionProfile', {
    profileIdentifier: profileId, browserIdentifier: browserId, sessionId,
  });
  assert.equal(saved.profileIdentifier, profileId);
  assert.equal(saved.sessionId, sessionId);
  const profile = await call('GetBrowserProfile', { profileId });
  assert.equal(profile.lastSavedBrowserSessionId, sessionId);
  assert.equal(profile.lastSavedBrowserId, browserId);
  assert.ok(profile.lastSavedAt instanceof Date);

  for (let time = 0; time < 2; time++) {
    const stopped = await call('StopBrowserSession', { browserIdentifier: browserId, sessionId });
    assert.equal(stopped.sessionId, sessionId);
  }

  const ended = await call('GetBrowserSession', { browserIdentifier: browserId, sessionId });
  assert.equal(ended.status, 'TERMINATED');
});

test('A code interpreter session is started, read, listed in pages, used and stopped', async () => {
  const codeInterpreterIdentifier = interpreterId;
  const sessions = [];
  for (const name of ['a', 'b', 'c']) {
    const started = await call('StartCodeInterpreterSession', { codeInterpreterIdentifier, name });
    sessions.push(started.sessionId);
  }

  const [sessionId] = sessions;
  const read = await call('GetCodeInterpreterSession', { codeInterpreterIdentifier, sessionId });
  assert.equal(read.status, 'READY');
  assert.equal(read.name, 'a');
  assert.equal(read.sessionTimeoutSeconds, 900);

  const listed = [];
  let nextToken;
  do {
    const page = await call('ListCodeInterpreterSessions', {
      codeInterpreterIdentifier, status: 'READY', maxResults: 2, nextToken,
    });
    assert.ok(page.items.length <= 2);
    listed.push(...page.items.map((one) => one.sessionId));
    nextToken = page.nextToken;
  } while (nextToken);

  assert.deepEqual(listed.toSorted(), sessions.toSorted());

  const response = await call('InvokeCodeInterpreter', {
    codeInterpreterIdentifier, sessionId, name: 'executeCode', arguments: { code: 'print(6 * 7)', language: 'python' },
  });
  assert.equal(response.sessionId, sessionId);
  const events = await collect(response.stream);
  assert.equal(events.length, 1);
  assert.equal(events[0].result.structuredContent.stdout, '42');

  for (const each of [...sessions, ...sessions]) {
    const stopped = await call('StopCodeInterpreterSession', { codeInterpreterIdentifier, sessionId: each });
    assert.equal(stopped.sessionId, each);
  }

  const ended = await call('GetCodeInterpreterSession', { codeInterpreterIdentifier, sessionId });
  assert.equal(ended.status, 'TERMINATED');
});

test('The same client token gives the same response, and is an error with other values', async () => {
  const clientToken = randomUUID();
  const definition = { name: 'twice', networkConfiguration: { networkMode: 'SANDBOX' }, clientToken };
  const first = await call('CreateCodeInterpreter', definition);
  const second = await call('CreateCodeInterpreter', definition);
  assert.equal(second.codeInterpreterId, first.codeInterpreterId);
  await assert.rejects(call('CreateCodeInterpreter', { ...definition, name: 'other' }), (error) => {
    assert.equal(error.name, 'ValidationException');
    assert.equal(error.reason, 'IdempotentParameterMismatchException');
    return true;
  });

  const session = { codeInterpreterIdentifier: interpreterId, clientToken: randomUUID() };
  const { sessionId } = await call('StartCodeInterpreterSession', session);
  assert.equal((await call('StartCodeInterpreterSession', session)).sessionId, sessionId);
  await call('StopCodeInterpreterSession', { codeInterpreterIdentifier: interpreterId, sessionId });
});

test('Every operation of the API was called', () => {
  assert.deepEqual([...called].toSorted(), operations.map((one) => one.name).toSorted());
  assert.equal(called.size, 27);
});
