// The shop's pages that depend on the request: what a form sent, who is signed in, which page of the list is wanted.
import { createHash } from 'node:crypto';

const colours = { red: 'rgb(200, 0, 0)', green: 'rgb(0, 130, 0)', blue: 'rgb(0, 0, 200)', white: 'rgb(255, 255, 255)' };

const escape = (text) => String(text).replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);

const page = (title, content) => '<!doctype html><html lang=en><head><meta charset=utf-8>'
  + `<title>${escape(title)}</title><link rel=stylesheet href=/shop.css></head>`
  + `<body><main><h1>${escape(title)}</h1>${content}</main></body></html>`;

const table = (caption, head, rows) => `<table><caption>${caption}</caption>`
  + `<thead><tr>${head.map((one) => `<th scope=col>${one}</th>`).join('')}</tr></thead><tbody>`
  + rows.map((row) => `<tr>${row.map((one) => `<td>${escape(one)}</td>`).join('')}</tr>`).join('')
  + '</tbody></table>';

const user = (request) => /\bshop-session=(\w+)/.exec(request.headers.cookie ?? '')?.[1];

const signInForm = (message) => page('Sign in', `<form method=post action=/signin>
  <p><label>User name <input name=user autocomplete=username autofocus></label>
  <p><label>Password <input name=password type=password autocomplete=current-password></label>
  <p><label><input type=checkbox name=remember value=yes> Remember me</label>
  <p><button>Sign in</button></form>${message ? `<p role=alert>${message}</p>` : ''}`);

export const madePages = {
  // What the form of /order sent, by the names of its fields, in their order; several values are joined by ", ".
  '/ordered': ({ send, body }) => {
    const fields = new URLSearchParams(body.toString());
    const rows = [...new Set(fields.keys())].map((name) => [name, fields.getAll(name).join(', ')]);
    send(200, '.html', page('Thank you', `<p role=status>Your order is number 4711.</p>${
      table('What arrived', ['Field', 'Value'], rows)}`));
  },
  // What reached the server of the files: name, size and SHA-256 (hexadecimal) of each.
  '/uploaded': async ({ send, request, body }) => {
    const type = request.headers['content-type'];
    const form = await new Response(body, { headers: { 'content-type': type } }).formData();
    const rows = [];
    for (const [field, file] of form) {
      if (typeof file !== 'string' && file.name) {
        const bytes = Buffer.from(await file.arrayBuffer());
        rows.push([field, file.name, bytes.length, createHash('sha256').update(bytes).digest('hex')]);
      }
    }

    send(200, '.html', page('Uploaded', table('What arrived', ['Field', 'Name', 'Size', 'SHA-256'], rows)));
  },
  // User name ada, password lovelace. The cookie ends with the browser, or in 30 days with "Remember me".
  '/signin': ({ send, request, body }) => {
    if (request.method !== 'POST') {
      return send(200, '.html', signInForm());
    }

    const fields = new URLSearchParams(body.toString());
    if (fields.get('user') !== 'ada' || fields.get('password') !== 'lovelace') {
      return send(403, '.html', signInForm('Wrong user name or password.'));
    }

    const age = fields.get('remember') ? '; Max-Age=2592000' : '';
    return send(303, '.html', '', {
      location: '/account', 'set-cookie': `shop-session=ada; Path=/; HttpOnly; SameSite=Lax${age}`,
    });
  },
  '/signout': ({ send }) => send(303, '.html', '', {
    location: '/signin', 'set-cookie': 'shop-session=; Path=/; Max-Age=0',
  }),
  '/account': ({ send, request }) => user(request) === 'ada'
    ? send(200, '.html', page('Your account', `<p>Hello Ada</p>${
      table('Orders', ['Number', 'Date', 'Total'], [['1001', '2026-03-02', '12.50'], ['1002', '2026-05-19', '7.00']])
    }<form method=post action=/signout><button>Sign out</button></form><p><a href=/files/private>Private file</a>
    <script>localStorage.setItem("theme", "dark")</script>`))
    : send(302, '.html', '', { location: '/signin' }),
  // 25 products on 3 pages: Product 1 to Product 25, the price of n is n.50.
  '/list': ({ send, query }) => {
    const number = Number(query.get('page') ?? 1);
    const first = (number - 1) * 10 + 1;
    const items = Array.from({ length: Math.max(0, Math.min(10, 26 - first)) }, (_, index) => first + index)
      .map((one) => `<li data-testid=product><a href="/product?number=${one}">Product ${one}</a> `
        + `<span class=price>${one}.50</span></li>`).join('');
    const next = number < 3
      ? `<a rel=next href="/list?page=${number + 1}">Next</a>` : '<button disabled>Next</button>';
    send(200, '.html', page('All products',
      `<p>Page ${number} of 3</p><ul aria-label=Products>${items}</ul><nav aria-label=Pages>${next}</nav>`));
  },
  '/product': ({ send, query }) => send(200, '.html',
    page(`Product ${query.get('number')}`, `<p>It costs ${query.get('number')}.50.</p>`)),
  // Four sites to look at, each of one colour: ?name=red, green, blue or white.
  '/site': ({ send, query }) => {
    const name = query.get('name') ?? 'white';
    send(200, '.html', `<!doctype html><title>The ${escape(name)} site</title>`
      + `<body style="background: ${colours[name] ?? 'black'}">`);
  },
};
