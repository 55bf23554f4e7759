// Plays the recording that is in this page, or beside it, in the same files as it was recorded into.
import { show } from './player.js';

const about = JSON.parse(document.getElementById('about').textContent);
const linesOfPages = new Map(); // page id → lines of what was recorded of it
let damage = about.problem;

// The content of a file, unpacked, piece by piece: of one that is cut, what there is.
async function* unpacked(name) {
  const text = document.getElementById(name)?.textContent;
  const packed = text === undefined
    ? (await fetch(name)).body
    : new Blob([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))]).stream();
  const reader = packed.pipeThrough(new DecompressionStream('gzip')).pipeThrough(new TextDecoderStream()).getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    yield piece.value;
  }
}

async function readFile(name) {
  let rest = '';
  for await (const piece of unpacked(name)) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop();
    lines.filter((line) => line !== '').forEach(take);
  }
}

function take(line) {
  const { page = '' } = JSON.parse(line);
  linesOfPages.get(page)?.push(line) ?? linesOfPages.set(page, [line]);
}

// An event of rrweb may stand for itself, or be the data of one of ours.
function recordedOf(line) {
  const one = JSON.parse(line);
  return typeof one.type === 'number' ? { type: 'rrweb', timestamp: one.timestamp, data: one } : one;
}

show(async () => {
  for (const name of about.files) {
    try {
      await readFile(name);
    } catch {
      damage = `${name} is missing or damaged; what follows the damage is not shown.`;
      break;
    }
  }

  const named = about.pages.filter((page) => linesOfPages.has(page.id));
  const others = [...linesOfPages.keys()].filter((id) => !about.pages.some((page) => page.id === id));
  return {
    title: about.title,
    problem: damage,
    pages: [...named, ...others.map((id) => ({ id, url: about.title }))],
    read: (page) => ({ events: linesOfPages.get(page).map(recordedOf), problem: damage }),
  };
});
