// The same jobs with the AWS SDK for JavaScript, of the packages of tests/Clients. Reads a job a line, as JSON, and
// prints its result: how long it took, in milliseconds, and what the job found. Ends with its standard input.
import { createRequire } from 'node:module';
import { open, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const {
  BedrockAgentCoreClient, GetBrowserSessionCommand, InvokeCodeInterpreterCommand, ListBrowserSessionsCommand,
} = createRequire(new URL('../../Clients/package.json', import.meta.url))('@aws-sdk/client-bedrock-agentcore');

const browserIdentifier = 'aws.browser.v1';
const codeInterpreterIdentifier = 'aws.codeinterpreter.v1';
const pieceBytes = 16 * 1024 * 1024;
const filesInOneCall = 1000;

const jobs = {
  async get({ client, sessionId, count }) {
    for (let round = 0; round < count; round++) {
      await client.send(new GetBrowserSessionCommand({ browserIdentifier, sessionId }));
    }
  },

  async list({ client }) {
    const sessions = [];
    let nextToken;
    do {
      const page = await client.send(new ListBrowserSessionsCommand({ browserIdentifier, maxResults: 100, nextToken }));
      sessions.push(...page.items);
      nextToken = page.nextToken;
    } while (nextToken);

    return sessions.length;
  },

  async events({ client, code, keep }) {
    const kept = [];
    let written = 0;
    for await (const result of invoke(client, undefined, 'executeCode', { language: 'python', code })) {
      written += result.structuredContent.stdout.length;
      if (keep) {
        kept.push(result);
      }
    }

    return written;
  },

  async upload({ client, sessionId, path }) {
    const name = basename(path);
    if ((await stat(path)).isDirectory()) {
      for (const files of chunks((await readdir(path)).sort(), filesInOneCall)) {
        const content = [];
        for (const file of files) {
          content.push({ path: `${name}/${file}`, blob: await readFile(join(path, file)) });
        }

        await call(client, sessionId, 'writeFiles', { content });
        await run(client, sessionId, `cd ${name} && sha256sum ${files.join(' ')}`);
      }

      return;
    }

    const pieces = [];
    const source = await open(path);
    for await (const blob of source.createReadStream({ highWaterMark: pieceBytes })) {
      pieces.push(`.piece-${pieces.length}`);
      await call(client, sessionId, 'writeFiles', { content: [{ path: pieces.at(-1), blob }] });
    }

    const all = pieces.join(' ');
    await run(client, sessionId, `cat ${all} > ${name} && sha256sum ${name} && rm ${all}`);
  },

  async download({ client, sessionId, path, count }) {
    const name = basename(path);
    const folder = await stat(path).then((found) => found.isDirectory(), () => false);
    if (folder) {
      await run(client, sessionId, `ls -l ${name}`);
      const all = Array.from({ length: count }, (_, number) => `${number}.txt`);
      for (const files of chunks(all, filesInOneCall)) {
        const paths = files.map((file) => `${name}/${file}`);
        const { content } = await call(client, sessionId, 'readFiles', { paths });
        for (const { resource } of content) {
          await writeFile(join(path, basename(resource.uri)), resource.blob ?? resource.text);
        }

        await run(client, sessionId, `cd ${name} && sha256sum ${files.join(' ')}`);
      }

      return;
    }

    const target = await open(path, 'w');
    for (let piece = 0; piece < count; piece++) {
      await run(client, sessionId, `dd if=${name} of=.piece bs=${pieceBytes} skip=${piece} count=1`);
      const { content } = await call(client, sessionId, 'readFiles', { paths: ['.piece'] });
      await target.write(content[0].resource.blob);
    }

    await run(client, sessionId, `sha256sum ${name} && rm .piece`);
    const { size } = await target.stat();
    await target.close();
    return size;
  },
};

async function* invoke(client, sessionId, name, input) {
  const command = { codeInterpreterIdentifier, sessionId, name, arguments: input };
  for await (const event of (await client.send(new InvokeCodeInterpreterCommand(command))).stream) {
    yield event.result;
  }
}

async function call(client, sessionId, name, input) {
  for await (const result of invoke(client, sessionId, name, input)) {
    if (result.isError) {
      throw new Error(`${name}: ${JSON.stringify(result.content).slice(0, 500)}`);
    }

    return result;
  }
}

async function run(client, sessionId, command) {
  const { structuredContent } = await call(client, sessionId, 'executeCommand', { command });
  if (structuredContent.exitCode !== 0) {
    throw new Error(`${command}: ${structuredContent.stdout}`);
  }
}

function* chunks(all, size) {
  for (let at = 0; at < all.length; at += size) {
    yield all.slice(at, at + size);
  }
}

const clients = new Map();
function clientOf({ url, accessKey, secretKey }) {
  if (!clients.has(url)) {
    const credentials = { accessKeyId: accessKey, secretAccessKey: secretKey };
    clients.set(url, new BedrockAgentCoreClient({ endpoint: url, region: 'us-west-2', credentials }));
  }

  return clients.get(url);
}

console.log('{}');
for await (const line of createInterface({ input: process.stdin })) {
  let result;
  try {
    const job = JSON.parse(line);
    const client = clientOf(job);
    const start = performance.now();
    const found = await jobs[job.do]({ ...job, client });
    result = { milliseconds: performance.now() - start, found };
  } catch (error) {
    result = { error: `${error.stack}` };
  }

  console.log(JSON.stringify(result));
}
