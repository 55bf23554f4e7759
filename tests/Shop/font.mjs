// A TrueType font of the tests' own: each small letter is a full square, two ems wide, so that text shows by its width
// whether the font was there.
const em = 1000;
const wide = 2 * em;

const bytes = (...parts) => Buffer.concat(parts.map(([size, ...values]) => {
  const part = Buffer.alloc(size * values.length);
  values.forEach((value, index) => part.writeUIntBE(value < 0 ? value + 2 ** (8 * size) : value, index * size, size));
  return part;
}));

// One contour of four points.
const glyph = bytes(
  [2, 1, 0, 0, wide, em, 3, 0], [1, 1, 1, 1, 1], [2, 0, 0, wide, 0, 0, em, 0, -em]);
const count = 27;
const names = ['Shop', 'Regular', 'Shop', 'Shop', 'Version 1', 'Shop']
  .map((text) => Buffer.from(text, 'utf16le').swap16());

const tables = {
  'OS/2': bytes(
    [2, 3, wide, 400, 5, 0, 650, 700, 0, 140, 650, 700, 0, 480, 50, 250, 0], [1, ...Array(10).fill(0)],
    [4, 1, 0, 0, 0, 0x53484f50], [2, 64, 97, 122, em, 0, 0, em, 0], [4, 0, 0], [2, 500, 700, 0, 32, 0]),
  cmap: bytes([2, 0, 1, 3, 1], [4, 12], [2, 4, 32, 0, 4, 4, 1, 0, 122, 0xffff, 0, 97, 0xffff], [2, -96, 1, 0, 0]),
  glyf: Buffer.concat(Array(count).fill(glyph)),
  head: bytes([4, 0x10000, 0x10000, 0, 0x5f0f3cf5], [2, 0, em], [4, 0, 0, 0, 0], [2, 0, 0, wide, em, 0, 8, 2, 0, 0]),
  hhea: bytes([4, 0x10000], [2, em, 0, 0, wide, 0, 0, wide, 1, ...Array(7).fill(0), 1]),
  hmtx: bytes([2, wide, 0, ...Array(count - 1).fill(0)]),
  loca: bytes([2, ...Array.from({ length: count + 1 }, (_, index) => index * glyph.length / 2)]),
  maxp: bytes([4, 0x10000], [2, count, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]),
  name: Buffer.concat([
    bytes([2, 0, names.length, 6 + 12 * names.length]),
    ...names.map((text, id) => bytes(
      [2, 3, 1, 0x409, id + 1, text.length, names.slice(0, id).reduce((sum, one) => sum + one.length, 0)])),
    ...names]),
  post: bytes([4, 0x30000, 0], [2, -100, 50], [4, 0, 0, 0, 0, 0]),
};

function build() {
  const entries = Object.entries(tables);
  let offset = 12 + 16 * entries.length;
  const heads = [bytes([4, 0x10000], [2, entries.length, 128, 3, entries.length * 16 - 128])];
  const bodies = [];
  for (const [tag, body] of entries) {
    const padded = Buffer.concat([body, Buffer.alloc(-body.length & 3)]);
    let sum = 0;
    for (let at = 0; at < padded.length; at += 4) {
      sum = (sum + padded.readUInt32BE(at)) >>> 0;
    }

    heads.push(Buffer.from(tag), bytes([4, sum, offset, body.length]));
    bodies.push(padded);
    offset += padded.length;
  }

  return Buffer.concat([...heads, ...bodies]);
}

export const font = build();
