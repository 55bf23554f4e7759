// Records the document that it runs in. It runs in every document before the document's own scripts, in a world of its own:
// the page sees neither it nor rrweb. The emulator puts rrweb in where its name stands, and adds the binding.
(() => {
const send = globalThis.agentcoreRecorderSend;
const console = { log() {}, warn() {}, error() {}, info() {}, debug() {} }; // that of rrweb is not the page's
const key = 'agentcoreRecorder';
const flushMilliseconds = 200;
const checkoutMilliseconds = 60_000;
const batchLength = 256 * 1024;
const longestEvent = 8 * 1024 * 1024;
const budget = { bytes: 16 * 1024 * 1024, milliseconds: 5_000 };
const pauses = { first: 5_000, longest: 60_000, oversized: 3 };
const passwordFields = ['current-password', 'new-password'];
const mostReported = 1_000;
const mask = '********';
const meta = 4; // the type of rrweb's event before each snapshot

// Only the outermost document of an origin needs it: rrweb records the frames that it can reach.
function loadRrweb() {
  const holder = {};
  (function () {
    let exports, module, define; // an element of the page may have such an id
    /* rrweb.min.js */
  }).call(holder);
  return holder.rrweb;
}

const parentRecorder = (() => {
  try {
    return window.parent !== window && window.parent.document ? window.parent[key] : undefined;
  } catch {
    return undefined; // a page of another origin
  }
})();

// Fields that are or once were for a password, in all documents that see each other.
const masked = parentRecorder?.masked ?? new WeakSet();
const reported = parentRecorder?.reported ?? new Set();

function isMasked(field) {
  const uses = (field.getAttribute('autocomplete') ?? '').toLowerCase().split(/\s+/);
  if (field.type?.toLowerCase() === 'password' || uses.some(use => passwordFields.includes(use))) {
    masked.add(field);
  }

  return masked.has(field);
}

// The emulator removes what was reported to it from everything else that it records.
function tell(text, whole) {
  const known = whole ? `${text}\n` : text; // no field of one line has a line end
  if (text && !reported.has(known)) {
    if (reported.size === mostReported) {
      reported.clear();
    }

    reported.add(known);
    send(JSON.stringify(whole ? { secret: text, whole } : { secret: text }));
  }
}

function maskInput(text, field) {
  if (!isMasked(field)) {
    return text;
  }

  tell(text);
  return text ? mask : '';
}

function noteField(event) {
  const field = event.composedPath()[0];
  if (field instanceof Element && 'value' in field && isMasked(field)) {
    tell(field.value, event.type === 'change' || event.type === 'focusout');
  }
}

// What is about to be inserted: the page sees it before the field has it.
function noteInsertion(event) {
  const field = event.composedPath()[0];
  if (field instanceof Element && 'value' in field && isMasked(field)) {
    const carried = event.clipboardData ?? event.dataTransfer;
    tell(carried ? carried.getData('text/plain') : event.data, true);
  }
}

// The observer of types does not see into shadow roots: who presses "show password" there has its fields noted before.
function noteRoots(event) {
  for (const root of event.composedPath()) {
    if (root instanceof ShadowRoot) {
      root.querySelectorAll('input').forEach(isMasked);
    }
  }
}

// What scripts wrote into a field was no event.
function noteFields() {
  for (const field of document.querySelectorAll('input')) {
    if (isMasked(field)) {
      tell(field.value, true);
    }
  }
}

function noteTypes(changes) {
  for (const change of changes) {
    if (change.oldValue?.toLowerCase() === 'password') {
      masked.add(change.target);
    }
  }
}

// document.open() removes listeners; those that are there are not added twice.
function listen() {
  for (const name of ['input', 'change', 'keyup', 'focusout']) {
    window.addEventListener(name, noteField, true);
  }

  for (const name of ['beforeinput', 'paste', 'drop']) {
    window.addEventListener(name, noteInsertion, true);
  }

  for (const name of ['pointerdown', 'keydown', 'focusin']) {
    window.addEventListener(name, noteRoots, true);
  }

  window.addEventListener('submit', noteFields, true);
  window.addEventListener('pagehide', flush, true);
}

let buffer = [];
let buffered = 0;
let timer = 0;

function flush() {
  clearTimeout(timer);
  timer = 0;
  if (buffer.length > 0) {
    send(`{"events":[${buffer.join(',')}]}`);
    buffer = [];
    buffered = 0;
  }

  listen();
}

function push(text) {
  buffer.push(text);
  buffered += text.length;
  if (buffered > batchLength) {
    flush();
  } else if (!timer) {
    timer = setTimeout(flush, flushMilliseconds);
  }
}

let rrweb;
let stop;
let suspended = false;
let pause = pauses.first;
let oversized = 0;
let spent = { bytes: 0, since: Date.now() };

// A page that changes faster than that is let alone for a while, and begins again with all that it then shows.
function suspend(reason) {
  suspended = true;
  queueMicrotask(() => stop?.());
  const data = { tag: 'recording-paused', payload: { reason } };
  push(JSON.stringify({ type: 5, data, timestamp: Date.now() }));
  if (oversized < pauses.oversized) {
    setTimeout(start, pause);
    pause = Math.min(pause * 2, pauses.longest);
  }
}

function emit(event) {
  if (suspended) {
    return; // what rrweb still had
  }

  if (event.type === meta) {
    event.data.title = document.title;
  }

  const text = JSON.stringify(event);
  if (text.length > longestEvent) {
    oversized++;
    suspend('one change of the page is too large');
    return;
  }

  push(text);
  const now = Date.now();
  if (now - spent.since > budget.milliseconds) {
    spent = { bytes: 0, since: now };
  }

  spent.bytes += text.length;
  if (spent.bytes > budget.bytes) {
    suspend('the page changes too fast');
  }
}

function start() {
  suspended = false;
  spent = { bytes: 0, since: Date.now() };
  stop = rrweb.record({
    emit,
    recordAfter: 'DOMContentLoaded',
    checkoutEveryNms: checkoutMilliseconds,
    maskInputOptions: { input: true, textarea: true, password: true },
    maskInputFn: maskInput,
    slimDOMOptions: { script: true, comment: true },
    sampling: { mousemove: 50, scroll: 150 },
    errorHandler: () => true,
  });
}

// What rrweb does to a page in other worlds, it must not do here: frames that it makes to find unchanged functions, of which
// this world has no others, and an attribute for fields that were for a password, which `masked` has.
function keepOut() {
  const { createElement } = Document.prototype;
  Document.prototype.createElement = function (name, ...more) {
    if (name === 'iframe') {
      throw new Error('No frame is needed.'); // rrweb goes on with the functions that are there
    }

    return createElement.call(this, name, ...more);
  };
  const { setAttribute } = Element.prototype;
  Element.prototype.setAttribute = function (name, value) {
    if (name !== 'data-rr-is-password') {
      setAttribute.call(this, name, value);
    }
  };
}

// What rrweb calls a frame of this document.
const idOf = element => (parentRecorder ? parentRecorder.idOf(element) : rrweb?.record.mirror.getId(element) ?? -1);

function snapshot() {
  if (rrweb && !suspended) {
    rrweb.record.takeFullSnapshot(true);
  }
}

// The emulator calls it again when a frame has another document: a window outlives its first, empty one, and
// document.open() leaves nothing of what was there.
function begin(anew) {
  if (window[key]?.document === document && !anew) {
    return;
  }

  window[key]?.end();
  const types = new MutationObserver(noteTypes);
  types.observe(document, { subtree: true, attributes: true, attributeFilter: ['type'], attributeOldValue: true });
  const end = () => {
    types.disconnect();
    stop?.();
    suspended = true;
  };
  window[key] = { document, masked, reported, flush, begin, end, idOf, snapshot };
  listen();
  if (!parentRecorder) {
    rrweb ??= loadRrweb();
    start();
  }
}

if (!parentRecorder && !window[key]) {
  keepOut();
}

begin();
})();
