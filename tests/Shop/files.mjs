// What the shop's downloads send: whole, empty, broken, big and slow files, with names of all sorts.
const report = 'Month,Sold\nJanuary,120\nFebruary,95\nMarch,143\n';

function attach({ send, content, type = 'text/csv', disposition }) {
  send(200, type, content, { 'content-length': Buffer.byteLength(content), 'content-disposition': disposition });
}

export const fileResponses = {
  '/files/report.csv': ({ send }) => attach({
    send, content: report, disposition: 'attachment; filename="report.csv"',
  }),
  // A name with CJK and quotes; as browsers read it: 報告 "三月".csv
  '/files/cjk': ({ send }) => attach({
    send,
    content: report,
    disposition: `attachment; filename="report.csv"; filename*=UTF-8''${encodeURIComponent('報告 "三月".csv')}`,
  }),
  '/files/outside': ({ send }) => attach({
    send, content: 'outside', disposition: 'attachment; filename="../../outside.txt"',
  }),
  '/files/unnamed.txt': ({ send }) => attach({ send, content: 'unnamed', disposition: 'attachment' }),
  '/files/empty': ({ send }) => attach({ send, content: '', disposition: 'attachment; filename="empty.txt"' }),
  '/files/moved': ({ send }) => send(302, '.html', '', { location: '/files/report.csv' }),
  '/files/missing': ({ send }) => send(404, '.html', 'no such file'),
  '/files/plain.txt': ({ send }) => send(200, 'text/plain', 'plain'),
  // By a POST form: the invoice names what the form sent.
  '/files/invoice': ({ send, body }) => attach({
    send,
    content: `Invoice for ${new URLSearchParams(body.toString()).get('customer')}\n`,
    type: 'text/plain',
    disposition: 'attachment; filename="invoice.txt"',
  }),
  // For those who are signed in alone.
  '/files/private': ({ send, request }) => {
    if (/\bshop-session=ada\b/.test(request.headers.cookie ?? '')) {
      attach({ send, content: 'for Ada alone\n', disposition: 'attachment; filename="private.txt"' });
    } else {
      send(403, '.html', 'sign in first');
    }
  },
  // ?size= bytes, of which the byte at i is i % 251; ?chunked sends no length.
  '/files/big': ({ response, query }) => {
    const size = Number(query.get('size') ?? 1_000_000);
    response.writeHead(200, {
      'content-type': 'application/octet-stream', 'content-disposition': 'attachment; filename="big.bin"',
      ...(query.has('chunked') ? {} : { 'content-length': size }),
    });
    sendPattern(response, size);
  },
  // Says 100,000 bytes, sends 1,000, and breaks the connection.
  '/files/broken': ({ response }) => {
    response.writeHead(200, {
      'content-type': 'application/octet-stream', 'content-length': 100_000,
      'content-disposition': 'attachment; filename="broken.bin"',
    });
    response.write(Buffer.alloc(1000, 1), () => setTimeout(() => response.destroy(), 200));
  },
  // Sends 1,000 of 100,000 bytes, and nothing more.
  '/files/stuck': ({ response }) => {
    response.writeHead(200, {
      'content-type': 'application/octet-stream', 'content-length': 100_000,
      'content-disposition': 'attachment; filename="stuck.bin"',
    });
    response.write(Buffer.alloc(1000, 1));
  },
  // Ten parts of 10 bytes, one each ?ms= (100).
  '/files/slow': ({ response, query }) => {
    response.writeHead(200, {
      'content-type': 'text/plain', 'content-length': 100, 'content-disposition': 'attachment; filename="slow.txt"',
    });
    let count = 0;
    const timer = setInterval(() => {
      response.write(`part ${count++}...\n`.padEnd(10).slice(0, 10));
      if (count === 10) {
        clearInterval(timer);
        response.end();
      }
    }, Number(query.get('ms') ?? 100));
    response.once('close', () => clearInterval(timer));
  },
};

function sendPattern(response, size) {
  const block = Buffer.alloc(251 * 1024);
  block.forEach((_, index) => { block[index] = index % 251; });
  let left = size;
  const write = () => {
    while (left > 0) {
      const part = left >= block.length ? block : block.subarray(0, left);
      left -= part.length;
      if (!response.write(part)) {
        response.once('drain', write);
        return;
      }
    }

    response.end();
  };
  write();
}
