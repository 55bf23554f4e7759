// Stands in for a network: a proxy that leads every host to one service, and that service behind TLS. The arguments are a
// certificate and its key. Prints the addresses as JSON; GET /requests of the proxy lists what came. Ends with its input.
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';

const [certificate, key] = process.argv.slice(2).map((file) => fs.readFileSync(file));
const seen = [];
const session = {
  browserIdentifier: 'aws.browser.v1',
  sessionId: '01JT0000000000000000000000',
  status: 'READY',
  createdAt: '2026-01-01T00:00:00Z',
  lastUpdatedAt: '2026-01-01T00:00:00Z',
  streams: { automationStream: { streamEndpoint: 'wss://example.com/a', streamStatus: 'ENABLED' } },
};

function see(via, method, request) {
  seen.push({ via, method, url: request.url, host: request.headers.host });
}

function serve(via, server) {
  server.on('request', (request, response) => {
    const isList = request.url === '/requests';
    if (!isList) see(via, request.method, request);
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(isList ? seen : session));
  });
  server.on('upgrade', (request, socket) => {
    see(via, 'UPGRADE', request);
    socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
  });
  return server;
}

const plain = serve('tunnel', http.createServer());
const tls = serve('tls', https.createServer({ cert: certificate, key }));
const proxy = serve('proxy', http.createServer());
proxy.on('connect', (request, socket) => {
  see('proxy', 'CONNECT', request);
  socket.write('HTTP/1.1 200 OK\r\n\r\n');
  (request.url.endsWith(':443') ? tls : plain).emit('connection', socket);
});

const listen = (server) => new Promise((done) => server.listen(0, '127.0.0.1', () => done(server.address().port)));
const ports = { proxy: await listen(proxy), tls: await listen(tls) };
console.log(JSON.stringify(ports));
process.stdin.on('end', () => process.exit()).resume();
