// Requests as bytes: any value in any place, signed, without an SDK that would check or change it before.
import { createHash, createHmac } from 'node:crypto';
import http from 'node:http';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import { region } from './emulator.mjs';

const agent = new http.Agent({ keepAlive: true });
export const closeRequests = () => agent.destroy();

// SHA-256 as the signer wants it, by Node.js.
class Sha256 {
  constructor(secret) {
    this.hash = secret ? createHmac('sha256', secret) : createHash('sha256');
  }

  update(data) {
    this.hash.update(data);
  }

  async digest() {
    return new Uint8Array(this.hash.digest());
  }
}

// The signer of an emulator's key.
export function signerOf({ credentials }, options) {
  return new SignatureV4({ service: 'bedrock-agentcore', region, credentials, sha256: Sha256, ...options });
}

// Signed headers for the upgrade of a stream, given its address.
export async function streamHeaders(emulator, address) {
  const { host, pathname } = new URL(address);
  const request = new HttpRequest({ method: 'GET', protocol: 'ws:', path: pathname, headers: { host } });
  return (await signerOf(emulator).sign(request)).headers;
}

// An address of a stream that is signed in its query.
export async function presign(emulator, address, expiresIn = 300) {
  const { protocol, host, pathname } = new URL(address);
  const request = new HttpRequest({ method: 'GET', protocol, path: pathname, headers: { host } });
  const { query } = await signerOf(emulator).presign(request, { expiresIn });
  return `${address}?${new URLSearchParams(query)}`;
}

// Percent-encodes as the signature needs it.
export function encode(text) {
  return encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}

// A signed request: method, path with query, headers and body. Values go where the operation's members say; a body that
// is given as bytes takes the place of the document.
export async function signedRequest(emulator, operation, input, bytes) {
  const headers = { host: new URL(emulator.url).host };
  const query = {};
  const document = {};
  let path = operation.path;
  for (const { name, place, header } of operation.members) {
    if (input[name] === undefined) {
      continue;
    }

    if (place === 'path') {
      path = path.replace(`{${name}}`, encode(input[name]));
    } else if (place === 'query') {
      query[name] = [input[name]].flat().map(String);
    } else if (place === 'header') {
      headers[header.toLowerCase()] = input[name];
    } else {
      document[name] = input[name];
    }
  }

  const hasBody = operation.method !== 'GET' && operation.method !== 'DELETE';
  const body = hasBody ? bytes ?? Buffer.from(JSON.stringify(document)) : undefined;
  if (body) {
    headers['content-type'] = 'application/json';
    headers['content-length'] = `${body.length}`;
  }

  const request = new HttpRequest({ method: operation.method, protocol: 'http:', path, query, headers, body });
  const signed = await signerOf(emulator).sign(request);
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value.map((one) => `${encode(name)}=${encode(one)}`));
  const address = pairs.length ? `${path}?${pairs.join('&')}` : path;
  return { method: operation.method, path: address, headers: signed.headers, body };
}

// Sends a request and returns status, error code and body, as text and as bytes.
export async function send(emulator, operation, input, document) {
  const { body, ...options } = await signedRequest(emulator, operation, input, document);
  return await new Promise((resolve, reject) => {
    const exchange = http.request(emulator.url, { agent, ...options }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const bytes = Buffer.concat(parts);
        const text = bytes.toString();
        const code = response.headers['x-amzn-errortype']?.split(':')[0];
        resolve({ status: response.statusCode, code, text, bytes, error: code ? JSON.parse(text) : undefined });
      });
    });
    exchange.on('error', reject);
    exchange.end(body);
  });
}
