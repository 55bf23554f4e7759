// The web, as the tests see it: a few pages on 127.0.0.1, which under the name localhost are another site.
import { createServer } from 'node:http';
import { once } from 'node:events';

const pages = {
  '/': '<title>First</title><a id=next href="/second">on</a><p id=count>0</p>'
    + '<button id=add onclick="count.textContent++">add</button>',
  '/second': '<title>Second</title><a id=home href="/">home</a>',
  '/third': '<title>Third</title>',
  '/events': '<title>Events</title><body style="margin:0; height:3000px"><input id=field style="margin-left:500px">'
    + '<script>window.seen = [];'
    + 'for (const type of ["mousemove", "mousedown", "mouseup", "click", "dblclick", "contextmenu"]) {'
    + '  addEventListener(type, (event) => seen.push(`${type} ${event.clientX} ${event.clientY}`)); }</script>',
  '/form': '<title>Form</title><input id=name><button id=greet onclick="'
    + 'greeting.textContent = `Hello ${document.getElementById(\'name\').value}`">Greet</button><p id=greeting></p>'
    + '<input id=file type=file multiple onchange="Promise.all([...files].map(async (f) => '
    + '`${f.name} ${f.size} ${(await f.text()).slice(0, 20)}`)).then((all) => told.textContent = all.join())">'
    + '<p id=told></p>',
  '/popups': '<title>Popups</title><a id=blank target=_blank href="/second">blank</a>'
    + '<button id=open onclick="window.open(\'/third\')">open</button>',
  '/downloads': '<title>Downloads</title><a id=get href="/file.txt">get</a>'
    + '<a id=blob download="made.txt" href="data:text/plain,made here">blob</a>',
  '/dialogs': '<title>Dialogs</title>'
    + '<button id=alert onclick="told.textContent = `${alert(\'careful\')}`">alert</button>'
    + '<button id=confirm onclick="told.textContent = confirm(\'sure?\')">confirm</button>'
    + '<button id=prompt onclick="told.textContent = prompt(\'who?\', \'you\')">prompt</button><p id=told></p>',
  '/frames': (host, port) => '<title>Frames</title><iframe name=same src="/form"></iframe>'
    + `<iframe name=other src="http://localhost:${port}/form"></iframe>`,
  '/fetches': '<title>Fetches</title><p id=told></p>'
    + '<script>fetch("/data.json").then((r) => r.json()).then((d) => told.textContent = d.from,'
    + ' (e) => told.textContent = `failed: ${e.message}`)</script>',
  '/worker': '<title>Worker</title><p id=told></p><script>navigator.serviceWorker.register("/worker.js");'
    + 'navigator.serviceWorker.ready.then(() => told.textContent = "ready")</script>',
  '/storage': '<title>Storage</title><script>localStorage.setItem("kept", "yes");</script>',
};
const scripts = {
  '/worker.js': 'addEventListener("install", () => skipWaiting());'
    + 'addEventListener("activate", (event) => event.waitUntil(clients.claim()));'
    + 'addEventListener("fetch", (event) => { if (event.request.url.endsWith("/from-worker"))'
    + ' event.respondWith(new Response("from the worker")); });',
};

// Starts the site; url() gives an address on it, requests() the paths that were asked for.
export async function startSite() {
  const requests = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://site');
    requests.push({ path: request.url, headers: request.headers });
    const page = pages[pathname];
    if (page) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'set-cookie': 'visited=1; Path=/' });
      response.end(typeof page === 'string' ? page : page(request.headers.host, server.address().port));
    } else if (pathname in scripts) {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(scripts[pathname]);
    } else if (pathname === '/file.txt') {
      response.writeHead(200, {
        'content-type': 'text/plain', 'content-disposition': 'attachment; filename="report.txt"',
      }).end('the report');
    } else if (pathname === '/data.json') {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"from":"the site"}');
    } else {
      response.writeHead(404).end('not here');
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  return {
    port,
    requests,
    url: (path, host = '127.0.0.1') => `http://${host}:${port}${path}`,
    async stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
