// A cell that runs code in a session.
import { byId, create, setText, tell } from './dom.js';
import { act } from './requests.js';

const [form, session, language, code] = ['cell', 'cell-session', 'cell-language', 'cell-code'].map(byId);
const [run, cancel, status, output] = ['cell-run', 'cell-cancel', 'cell-status', 'cell-output'].map(byId);
const problem = byId('cell-problem');
const samples = {
  python: "print('Hello')",
  javascript: "console.log('Hello')",
  typescript: "const word: string = 'Hello'; console.log(word)",
  shell: 'echo Hello',
};
let running = null;
let images = [];

// The sessions that code can run in.
export function showCodeSessions(sessions) {
  const chosen = session.value;
  const options = sessions.filter((one) => one.tool === 'code')
    .map((one) => create('option', { value: one.id }, `${one.name ?? 'Session'} · ${one.id.slice(-6)}`));
  const texts = (all) => all.map((one) => `${one.value} ${one.textContent}`).join();
  if (texts(options) !== texts([...session.options].slice(1))) {
    session.replaceChildren(create('option', { value: '' }, 'New session'), ...options);
    session.value = options.some((one) => one.value === chosen) ? chosen : '';
  }
}

// Chooses a session, and waits for code.
export function runIn(sessionId) {
  session.value = sessionId;
  byId('run').scrollIntoView();
  code.focus({ preventScroll: true });
}

language.addEventListener('change', () => { code.placeholder = samples[language.value]; });
code.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  }
});
cancel.addEventListener('click', () => running?.abort());
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  if (running || code.value.trim() === '') {
    return;
  }

  running = new AbortController();
  [run.disabled, cancel.hidden] = [true, false];
  tell(problem, null);
  setText(status, 'Running…');
  try {
    const request = { sessionId: session.value || null, language: language.value, code: code.value };
    const result = await act('/console/run', request, running.signal);
    choose(result.sessionId);
    show(result);
    setText(status, summary(result));
  } catch (error) {
    setText(status, error.name === 'AbortError' ? 'Cancelled.' : '');
    tell(problem, error.name === 'AbortError' ? null : error.message);
  } finally {
    running = null;
    [run.disabled, cancel.hidden] = [false, true];
  }
});

// The session that ran the code, which may be new, runs the next, too.
function choose(sessionId) {
  if (![...session.options].some((one) => one.value === sessionId)) {
    session.append(create('option', { value: sessionId }, `Session · ${sessionId.slice(-6)}`));
  }

  session.value = sessionId;
}

function summary({ exitCode, seconds, isError }) {
  const how = isError ? `Failed${exitCode === undefined ? '' : ` with exit code ${exitCode}`}` : 'Done';
  return seconds === undefined ? `${how}.` : `${how} in ${seconds.toFixed(2)} s.`;
}

function show({ stdout, stderr, displays }) {
  images.forEach((image) => URL.revokeObjectURL(image));
  images = [];
  const parts = [
    stdout && create('pre', {}, stdout),
    stderr && create('pre', { className: 'errors' }, stderr),
    ...displays.map(display),
  ].filter(Boolean);
  output.replaceChildren(...(parts.length > 0 ? parts : [create('pre', {}, 'No output.')]));
  output.hidden = false;
}

function display({ mimeType, data, text }, index) {
  if (data !== undefined) {
    return figure(Uint8Array.from(atob(data), (one) => one.charCodeAt(0)), mimeType, index);
  }

  return mimeType === 'image/svg+xml' ? figure(text, mimeType, index)
    : mimeType === 'text/html' ? page(text, index)
      : create('pre', {}, text);
}

function figure(content, mimeType, index) {
  const address = URL.createObjectURL(new Blob([content], { type: mimeType }));
  images.push(address);
  return create('figure', {}, create('img', { src: address, alt: `Figure ${index + 1} of the output` }));
}

// HTML of a program runs no script and loads nothing: the frame's sandbox and the policy of this page forbid it. What
// the browser would report because of that is taken out before.
function page(html, index) {
  const plain = html.replace(/<style[^]*?<\/style\s*>/gi, '').replace(/\s(style|on[a-z]+)\s*=/gi, ' data-$1=');
  const parsed = new DOMParser().parseFromString(plain, 'text/html');
  parsed.querySelectorAll('script, link, meta, base, iframe, frame, object, embed').forEach((one) => one.remove());

  const frame = create('iframe', { title: `HTML ${index + 1} of the output`, srcdoc: parsed.documentElement.outerHTML });
  frame.sandbox = 'allow-same-origin'; // to measure it; scripts stay forbidden
  frame.onload = () => {
    const inner = frame.contentDocument;
    const sheet = new frame.contentWindow.CSSStyleSheet();
    sheet.replaceSync('body { font: 14px/1.5 system-ui, sans-serif; color: #111; background: #fff; margin: 10px }'
      + 'table { border-collapse: collapse } th, td { padding: 3px 10px; border: 1px solid #ccc; text-align: right }');
    inner.adoptedStyleSheets = [sheet];
    frame.height = Math.min(480, inner.documentElement.offsetHeight + 4);
  };
  return create('figure', {}, frame);
}
