// The nine tools of the code interpreter through the AWS SDK for JavaScript.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import {
  BedrockAgentCoreClient, InvokeCodeInterpreterCommand, StartCodeInterpreterSessionCommand,
  StopCodeInterpreterSessionCommand,
} from '@aws-sdk/client-bedrock-agentcore';
import { until } from './support/conditions.mjs';
import { startEmulator } from './support/emulator.mjs';
import { codeInterpreterIdentifier, collect, invokeOne } from './support/events.mjs';

let emulator, client, sessionId;
before(async () => {
  emulator = await startEmulator();
  client = new BedrockAgentCoreClient(emulator.settings);
  const started = await client.send(new StartCodeInterpreterSessionCommand({ codeInterpreterIdentifier }));
  sessionId = started.sessionId;
});
after(async () => await emulator?.stop());

const run = (name, input) => invokeOne(client, sessionId, name, input);
const taskIs = (status, taskId) =>
  until(() => run('getTask', { taskId }), (one) => one.structuredContent.taskStatus === status);
const python = (code) => run('executeCode', { language: 'python', code });

test('executeCode: the whole output of a program of seconds is in one result, with exit code and time', async () => {
  const result = await python('import time\nfor i in range(3):\n  print("line", i, flush=True)\n  time.sleep(0.6)');
  assert.deepEqual(result.content, [{ type: 'text', text: 'line 0\nline 1\nline 2' }]);
  const { executionTime, ...rest } = result.structuredContent;
  assert.deepEqual(rest, { stdout: 'line 0\nline 1\nline 2', stderr: '', exitCode: 0 });
  assert.ok(executionTime > 1.7 && executionTime < 60, `${executionTime}`);
  assert.equal(result.isError, false);
});

test('executeCode: three million characters come back whole in one result', async () => {
  const { structuredContent } = await python('print("0123456789" * 300_000)');
  assert.equal(structuredContent.stdout, '0123456789'.repeat(300_000));
});

test('executeCode: variables stay until clearContext', async () => {
  await python('kept = 41');
  assert.equal((await python('kept + 1')).structuredContent.stdout, '42');
  const code = 'print("kept" in globals())';
  const cleared = await run('executeCode', { language: 'python', code, clearContext: true });
  assert.equal(cleared.structuredContent.stdout, 'False');
});

test('executeCode: a failing program is a result with isError, exit code 1 and the report of IPython', async () => {
  const result = await python('print("before")\nimport no_such_module_here');
  assert.equal(result.isError, true);
  assert.equal(result.structuredContent.exitCode, 1);
  assert.equal(result.structuredContent.stdout, 'before');
  const report = result.structuredContent.stderr;
  assert.match(report, /^-{60,}\nModuleNotFoundError +Traceback \(most recent call last\)\n/);
  assert.match(report, /\nCell In\[\d+\], line 2\n/);
  assert.match(report, /-+> 2 import no_such_module_here/);
  assert.match(report, /ModuleNotFoundError: No module named 'no_such_module_here'$/);
});

test('executeCode: an image is a block of its own', async () => {
  const { content } = await python(
    'import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()');
  const image = content.find((one) => one.type === 'image');
  assert.equal(image.mimeType, 'image/png');
  assert.equal(Buffer.from(image.data).toString('latin1', 1, 4), 'PNG');
});

for (const [language, runtime, code] of [
  ['javascript', 'nodejs', 'console.log([1, 2].map((x) => x * 21).at(-1))'],
  ['javascript', 'deno', 'console.log(Deno.version.deno.length > 0 ? 42 : 0)'],
  ['typescript', 'deno', 'const n: number = 42; console.log(n)'],
]) {
  test(`executeCode: ${language} on ${runtime}`, async () => {
    const { structuredContent, isError } = await run('executeCode', { language, runtime, code });
    assert.equal(structuredContent.stdout, '42');
    assert.equal(isError, false);
  });
}

test('executeCommand: one result with both streams merged, as in a terminal', async () => {
  const { structuredContent, isError } = await run('executeCommand', {
    command: 'echo one; echo two >&2; sleep 1.2; echo three',
  });
  assert.equal(structuredContent.stdout, 'one\r\ntwo\r\nthree');
  assert.equal(structuredContent.exitCode, 0);
  assert.equal(isError, false);
});

test('executeCommand: a failing command gives its text alone', async () => {
  const result = await run('executeCommand', { command: 'echo sorry; exit 3' });
  assert.equal(result.content[0].text.trim(), 'sorry');
  assert.equal(result.structuredContent, undefined);
  assert.equal(result.isError, false);
});

test('executeCommand: pip list shows what is installed', async () => {
  const { structuredContent } = await run('executeCommand', { command: 'pip list 2>/dev/null' });
  assert.match(structuredContent.stdout, /^numpy +\d/m);
  assert.match(structuredContent.stdout, /^ipython +\d/mi);
});

test('writeFiles, listFiles, readFiles, removeFiles: text and bytes make the way there and back', async () => {
  const bytes = randomBytes(67);
  const written = await run('writeFiles', {
    content: [{ path: 'data/table.csv', text: 'a,b\n1,2\n' }, { path: 'data/raw.bin', blob: bytes }],
  });
  assert.deepEqual(written.content, [{ type: 'text', text: 'Successfully wrote all 2 files' }]);
  assert.equal(written.structuredContent, undefined);
  assert.equal(written.isError, false);

  const home = await run('listFiles', { directoryPath: '' });
  const names = home.content.map((one) => [one.type, one.name, one.description]);
  assert.ok(names.some((one) => `${one}` === 'resource_link,data,Directory'), JSON.stringify(names));

  const listed = await run('listFiles', { directoryPath: 'data' });
  const links = listed.content.map((one) => [one.name, one.uri, one.description, one.mimeType]);
  assert.deepEqual(links.toSorted(), [
    ['raw.bin', 'file:///data/raw.bin', 'File', 'application/octet-stream'],
    ['table.csv', 'file:///data/table.csv', 'File', 'text/csv'],
  ]);

  const read = await run('readFiles', { paths: ['data/table.csv', 'data/raw.bin', 'missing.txt'] });
  const resources = read.content.filter((one) => one.type === 'resource').map((one) => one.resource);
  assert.equal(resources.length, 2);
  assert.equal(resources[0].text, 'a,b\n1,2\n');
  assert.deepEqual(Buffer.from(resources[1].blob), bytes);

  await run('removeFiles', { paths: ['data'] });
  const gone = await run('listFiles', { directoryPath: '' });
  assert.ok(!gone.content.some((one) => one.name === 'data'));
});

test('writeFiles: absolute paths and those out of the home are refused, and nothing of the call is written', async () => {
  for (const path of ['/etc/evil', '../evil', 'a/../../evil']) {
    const result = await run('writeFiles', { content: [{ path: 'good.txt', text: 'x' }, { path, text: 'x' }] });
    assert.equal(result.isError, true);
    assert.ok(JSON.stringify(result.content).includes(path), JSON.stringify(result.content));
  }

  const { content } = await run('listFiles', { directoryPath: '' });
  assert.ok(!content.some((one) => one.name === 'good.txt'));
});

test('readFiles and writeFiles with no entries are calls that do nothing', async () => {
  assert.equal((await run('readFiles', { paths: [] })).isError, false);
  assert.equal((await run('writeFiles', { content: [] })).isError, false);
});

test('executeCommand and executeCode with an empty text are calls that do nothing', async () => {
  assert.equal((await run('executeCommand', { command: '' })).isError, false);
  assert.equal((await python('')).isError, false);
});

test('startCommandExecution, getTask, stopTask: a task runs beside calls, ends by itself or is stopped', async () => {
  const quick = await run('startCommandExecution', { command: 'echo out; echo err >&2' });
  const { taskId } = quick.structuredContent;
  assert.match(quick.structuredContent.taskStatus, /^(submitted|working|completed)$/);
  const ended = await taskIs('completed', taskId);
  assert.equal(ended.structuredContent.stdout.trim(), 'out');
  assert.equal(ended.structuredContent.stderr.trim(), 'err');
  assert.equal(ended.structuredContent.exitCode, 0);

  const long = (await run('startCommandExecution', { command: 'sleep 600' })).structuredContent.taskId;
  await run('stopTask', { taskId: long });
  await taskIs('canceled', long);

  const failed = (await run('startCommandExecution', { command: 'exit 4' })).structuredContent.taskId;
  assert.equal((await taskIs('failed', failed)).structuredContent.exitCode, 4);
});

test('A file that one message cannot hold is an error that names the limit; below it, it is read whole', async () => {
  const bytes = randomBytes(16 * 1024 * 1024);
  await run('writeFiles', { content: [{ path: 'fits.bin', blob: bytes }] });
  const read = await run('readFiles', { paths: ['fits.bin'] });
  assert.ok(bytes.equals(Buffer.from(read.content[0].resource.blob)));

  await run('executeCommand', { command: 'head -c 20000000 /dev/zero > big.bin' });
  const refused = await run('readFiles', { paths: ['big.bin'] });
  assert.equal(refused.isError, true);
  const [limit] = refused.content[0].text.match(/\b2[45]\d{6}\b/);
  assert.ok(Number(limit) <= 24 * 1024 * 1024, limit);
  assert.match(refused.content[0].text, /big\.bin/);
  await run('removeFiles', { paths: ['fits.bin', 'big.bin'] });
});

test('A call without a session starts one and names it', async () => {
  const { sessionId: id, stream } = await client.send(new InvokeCodeInterpreterCommand({
    codeInterpreterIdentifier, name: 'executeCode', arguments: { language: 'python', code: 'print(1)' },
  }));
  assert.match(id, /^[0-9a-zA-Z]{1,40}$/);
  assert.equal((await collect(stream)).length, 1);
  await client.send(new StopCodeInterpreterSessionCommand({ codeInterpreterIdentifier, sessionId: id }));
});

test('With --incremental-results, output arrives while a program runs, and exit code and time come last', async () => {
  const incremental = await startEmulator('--incremental-results');
  try {
    const own = new BedrockAgentCoreClient(incremental.settings);
    const code = 'import time\nfor i in range(3):\n  print("line", i, flush=True)\n  time.sleep(0.8)';
    const { stream } = await own.send(new InvokeCodeInterpreterCommand({
      codeInterpreterIdentifier, name: 'executeCode', arguments: { language: 'python', code },
    }));
    const results = (await collect(stream)).map((one) => one.result.structuredContent);
    assert.ok(results.length > 1);
    assert.equal(results.map((one) => one.stdout).join('').trimEnd(), 'line 0\nline 1\nline 2');
    assert.deepEqual(results.map((one) => one.exitCode).filter((one) => one !== undefined), [0]);
    assert.ok(results.at(-1).executionTime > 2);
  } finally {
    await incremental.stop();
  }
});
