// A TLS front for the host name of AWS, for clients that know no other: a plain tunnel to the emulator.
// It stands in a network of its own, made by bubblewrap together with a hosts file that leads the name to it. So it
// takes port 443 of nobody, needs no rights, and nothing of the machine changes. A Unix socket leads out of there.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { fileURLToPath } from 'node:url';
import { generate } from 'selfsigned';
import { region, startEmulator } from './emulator.mjs';
import { startSite } from './site.mjs';

export const awsHost = `bedrock-agentcore.${region}.amazonaws.com`;

// Runs a file of tests where the name of AWS is that of a front; its tests are reported as those of this process.
export async function runBehindFront(file) {
  const folder = await mkdtemp(join(tmpdir(), 'clients-front-'));
  const [emulator, site] = await Promise.all([startEmulator('--public-url', `https://${awsHost}`), startSite()]);
  const { port } = new URL(emulator.url);
  const relay = net.createServer((socket) => connectBoth(socket, net.connect(Number(port), '127.0.0.1')));
  relay.listen(join(folder, 'socket'));
  try {
    const subject = [{ name: 'commonName', value: awsHost }];
    const names = [{ name: 'subjectAltName', altNames: [{ type: 2, value: awsHost }] }];
    const { cert, private: key } = await generate(subject, { extensions: names, keySize: 2048 });
    await writeFile(join(folder, 'front.crt'), cert);
    await writeFile(join(folder, 'front.key'), key, { mode: 0o600 });
    await writeFile(join(folder, 'hosts'), `127.0.0.1 localhost ${awsHost}\n`);
    const isRoot = process.getuid() === 0;
    const words = [
      ...(isRoot ? [] : ['--unshare-user', '--uid', '0', '--gid', '0']),
      '--unshare-net', '--cap-add', 'CAP_NET_BIND_SERVICE', '--die-with-parent', '--dev-bind', '/', '/',
      '--ro-bind', join(folder, 'hosts'), '/etc/hosts',
      process.execPath, fileURLToPath(new URL(`../${file}`, import.meta.url)),
    ];
    const env = {
      ...process.env,
      NODE_EXTRA_CA_CERTS: join(folder, 'front.crt'),
      AGENTCORE_FRONT: folder,
      AGENTCORE_SITE: site.url(''),
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: emulator.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: emulator.credentials.secretAccessKey,
    };
    const child = spawn('bwrap', words, { stdio: 'inherit', env });
    [process.exitCode] = await once(child, 'exit');
  } finally {
    relay.close();
    await Promise.all([emulator.stop(), site.stop(), rm(folder, { recursive: true })]);
  }
}

// Opens the front; called by the tests behind it.
export async function openFront() {
  const folder = process.env.AGENTCORE_FRONT;
  const [cert, key] = await Promise.all(['front.crt', 'front.key'].map((name) => readFile(join(folder, name))));
  const sockets = new Set();
  const server = tls.createServer({ cert, key }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    connectBoth(socket, net.connect(join(folder, 'socket')));
  });
  server.listen(443, '127.0.0.1');
  await once(server, 'listening');
  return {
    site: process.env.AGENTCORE_SITE,
    close() {
      server.close();
      sockets.forEach((one) => one.destroy());
    },
  };
}

// Passes bytes both ways; the end of one end is that of the other.
function connectBoth(one, other) {
  for (const [from, to] of [[one, other], [other, one]]) {
    from.pipe(to);
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
  }
}
