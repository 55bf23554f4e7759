// The staged emulator, for one test file: started with options, ended with the file.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const assembly = fileURLToPath(new URL('../../../out/AgentCore/emulator/AgentCore.Emulator.dll', import.meta.url));

// The SDK tells what it will need next year, in every process.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

export const region = 'us-west-2';

// Starts an emulator with options of its command line, and with variables of its environment, given as an object.
// It also ends when this process dies, since its standard input does.
export async function startEmulator(...options) {
  const environment = options.filter((one) => typeof one === 'object');
  const words = options.filter((one) => typeof one === 'string');
  const command = [assembly, 'serve', '--print-secret', '--exit-on-stdin-close', ...words];
  const child = spawn('dotnet', command, { stdio: 'pipe', env: Object.assign({}, process.env, ...environment) });
  const errors = [];
  createInterface({ input: child.stderr }).on('line', (line) => errors.push(line));
  const ended = once(child, 'exit');
  const output = createInterface({ input: child.stdout });
  const ready = await Promise.race([once(output, 'line'), ended.then(() => null)]);
  if (!ready) {
    throw new Error(`The emulator ended with ${child.exitCode}. Build it with ./build.sh build. ${errors.join('\n')}`);
  }

  const { url, accessKey, secretKey, consoleUrl } = JSON.parse(ready[0]);
  return {
    url,
    consoleUrl,
    pid: child.pid,
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
    // Settings of a client of the AWS SDK; a test sees an error at once, not after retries.
    settings: {
      endpoint: url,
      region,
      credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
      maxAttempts: 1,
    },
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
