// The shop: a web site of the tests' own, on loopback. README.md lists its pages and the names on them.
//
// It is one server for all tests, in Node.js: there it is short what a listener of .NET makes long, such as to cut a
// response in the middle, to send a head without a body, and to hold any number of requests that never end. The tests
// need Node.js anyway. It starts within a tenth of a second, so each Pester file starts one of its own (Start-Shop in
// tests/Module/common.ps1), which ends with its standard input; tests in Node.js call startShop().
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileResponses } from './files.mjs';
import { slowResponses } from './slow.mjs';
import { madePages } from './made-pages.mjs';

const types = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml',
  '.json': 'application/json',
};
const made = { ...madePages, ...fileResponses, ...slowResponses };

// Starts the shop. url() gives an address by the name 127.0.0.1, or by localhost, which is another site and so another
// process of the browser; requests holds method, path, headers and body of each request so far.
export async function startShop() {
  const requests = [];
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://shop');
    const body = await readBody(request);
    if (pathname === '/requests') {
      return void send(response, 200, '.json', JSON.stringify(requests));
    }

    const { method, url: path, headers } = request;
    requests.push({ method, path, headers, body: body.toString('latin1') });
    const [host, port] = request.headers.host.split(':');
    const other = `http://${host === 'localhost' ? '127.0.0.1' : 'localhost'}:${port}`;
    const handler = made[pathname];
    if (handler) {
      return void handler({ request, response, query: searchParams, body, other, send: send.bind(null, response) });
    }

    const name = pathname === '/' ? 'index.html' : basename(pathname);
    const page = readPage(extname(name) ? name : `${name}.html`);
    return void send(response, page ? 200 : 404, page ? extname(name) || '.html' : '.html',
      page?.replaceAll('{{other}}', other) ?? '<!doctype html><title>Not found</title><h1>Not found</h1>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  return {
    port,
    requests,
    url: (path = '/', host = '127.0.0.1') => `http://${host}:${port}${path}`,
    async stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function send(response, status, type, content, headers = {}) {
  response.writeHead(status, { 'content-type': types[type] ?? type, ...headers }).end(content);
}

function readPage(name) {
  try {
    return readFileSync(new URL(`pages/${name}`, import.meta.url), 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') {
      return null;
    }

    throw error;
  }
}

async function readBody(request) {
  const parts = [];
  for await (const part of request) {
    parts.push(part);
  }

  return Buffer.concat(parts);
}

// As a program: says its addresses in a line of JSON, and ends with its standard input.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const shop = await startShop();
  console.log(JSON.stringify({ url: shop.url('/'), otherUrl: shop.url('/', 'localhost') }));
  process.stdin.resume().once('end', () => process.exit());
}
