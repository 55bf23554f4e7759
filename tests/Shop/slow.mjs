// What comes late or never, and what a page asks for by script.
import { font } from './font.mjs';

const picture = (colour) => '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="60">'
  + `<rect width="100" height="60" fill="${colour}"/></svg>`;

const latePage = '<!doctype html><title>Late</title><h1>Late page</h1>';

// After ?ms= (700).
function later({ query, response }, what) {
  const timer = setTimeout(what, Number(query.get('ms') ?? 700));
  response.once('close', () => clearTimeout(timer));
}

export const slowResponses = {
  '/slow/page': (call) => later(call, () => call.send(200, '.html', latePage)),
  '/slow/image': (call) => later(call, () => call.send(200, '.svg', picture('rgb(0, 128, 0)'))),
  '/slow/text': (call) => later(call, () => call.send(200, 'text/plain', 'The bread is ready.')),
  '/slow/font': (call) => later(call, () => call.send(200, 'font/ttf', font)),
  // A request without a response, and one whose response begins and does not end.
  '/endless/request': () => {},
  '/endless/response': ({ response }) => response.writeHead(200, { 'content-type': 'text/plain' }).write('begun'),
  '/favicon.ico': ({ response }) => response.writeHead(204).end(),
  '/picture': ({ send, query }) => send(200, '.svg', picture(query.get('colour') ?? 'rgb(255, 0, 0)')),
  '/api/price': ({ send }) => send(200, '.json', '{"price": 2}'),
  '/api/echo': ({ send, request }) => send(200, '.json', JSON.stringify(request.headers)),
  '/api/error': ({ send }) => send(500, '.json', '{"error": "broken"}'),
};
