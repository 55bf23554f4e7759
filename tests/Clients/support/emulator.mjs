// The staged emulator, for one test file: started with options, ended with the file.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const assembly = fileURLToPath(new URL('../../../out/AgentCore/emulator/AgentCore.Emulator.dll', import.meta.url));

// The SDK tells what it will need next year, in every process.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

export const region = 'us-west-2';

// Launches an emulator with options of its command line, and with variables of its environment, given as an object:
// its process, its end, and its ready line, which is null where it ended before. It also ends when this process dies,
// since its standard input does.
export function launchEmulator(...options) {
  const environment = options.filter((one) => typeof one === 'object');
  const words = options.filter((one) => typeof one === 'string');
  const command = [assembly, 'serve', '--print-secret', '--exit-on-stdin-close', '--warm=0', ...words];
  const child = spawn('dotnet', command, { stdio: 'pipe', env: Object.assign({}, process.env, ...environment) });
  const errors = [];
  createInterface({ input: child.stderr }).on('line', (line) => errors.push(line));
  const ended = once(child, 'exit');
  const output = createInterface({ input: child.stdout });
  const ready = Promise.race([once(output, 'line').then(([line]) => JSON.parse(line)), ended.then(() => null)]);
  return {
    child,
    errors,
    ended,
    ready,
    // Ends it as the kernel does when memory is short: at once, and without a word.
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

// Starts an emulator and waits until it is ready.
export async function startEmulator(...options) {
  const { child, errors, ended, ready, kill } = launchEmulator(...options);
  const line = await ready;
  if (!line) {
    throw new Error(`The emulator ended with ${child.exitCode}. Build it with ./build.sh build. ${errors.join('\n')}`);
  }

  const { url, accessKey, secretKey, consoleUrl } = line;
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
    kill,
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
