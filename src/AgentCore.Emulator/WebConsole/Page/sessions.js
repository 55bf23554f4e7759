// The sessions, each with a card.
import { duration, now } from './clock.js';
import { byId, create, reconcile, setText, tell } from './dom.js';
import { act } from './requests.js';
import { followThumbnail, forgetThumbnail } from './thumbnails.js';
import { openViewer } from './viewer.js';

const armedTime = 4000;
const cards = new Map();
const parent = byId('cards');
const nameOf = (session) => session.name ?? session.id;

export function showSessions(sessions, runIn) {
  const focused = [...cards.values()].find((card) => card.element.contains(document.activeElement));
  const order = [...cards.keys()];
  reconcile(
    parent,
    sessions.map((session) => ({ key: session.id, value: session })),
    cards,
    (session) => (session.tool === 'browser' ? browserCard(session) : codeCard(session, runIn)));
  byId('sessions-empty').hidden = sessions.length > 0;
  setText(byId('sessions-count'), sessions.length > 0 ? `${sessions.length} running` : '');
  if (focused && !focused.element.isConnected) {
    moveFocus(order, focused.id);
  }

  tick();
}

// Ages and what is left of each session.
export function tick() {
  for (const card of cards.values()) {
    setText(card.age, duration(now() - card.createdAt));
    setText(card.left, duration(card.endsAt - now()));
  }
}

// The card with the focus is gone: the next one takes it, or the section.
function moveFocus(order, id) {
  const rest = [...order.slice(order.indexOf(id) + 1), ...order.slice(0, order.indexOf(id)).reverse()];
  const next = rest.map((key) => cards.get(key)).find(Boolean);
  (next?.element.querySelector('.stop') ?? byId('sessions')).focus();
}

function card(session, preview, ...actions) {
  const title = create('h3', { id: `name-${session.id}` });
  const [age, left] = [create('b'), create('b')];
  const stop = stopButton(session);
  const page = create('p', { className: 'page' });
  const element = create('article', { className: 'card', 'aria-labelledby': title.id },
    preview,
    create('div', { className: 'about' },
      title,
      page,
      create('p', { className: 'facts' },
        create('span', { className: 'badge', data: { status: session.status } }, session.status),
        create('span', {}, 'age ', age),
        create('span', {}, left, ' left')),
      create('p', { className: 'mono' }, session.id),
      create('p', {}, `${session.resourceId} · ${session.region}`),
      create('div', { className: 'actions' }, ...actions, stop)));
  return {
    id: session.id,
    element,
    age,
    left,
    page,
    createdAt: Date.parse(session.createdAt),
    endsAt: Date.parse(session.endsAt),
    update: (value) => setText(title, nameOf(value)),
  };
}

function browserCard(session) {
  const open = () => openViewer(nameOf(session), `/console/live-view/${encodeURIComponent(session.id)}`);
  const image = create('img', { alt: '', hidden: true });
  const wait = create('span', { className: 'wait' }, 'Looking…');
  const note = create('span', { className: 'note', hidden: true });
  const preview = create('button', {
    className: 'preview', type: 'button', 'aria-label': `Live view of ${nameOf(session)}`, onclick: open,
  }, image, wait, note);
  const view = card(session, preview, create('button', { type: 'button', onclick: open }, 'Live view'));
  setText(view.page, 'Browser');
  followThumbnail(preview, session.id, (thumbnail) => {
    if (thumbnail.image) {
      image.src = `data:image/jpeg;base64,${thumbnail.image}`;
      image.hidden = false;
      wait.hidden = true;
      const text = thumbnail.title || thumbnail.address;
      setText(view.page, text);
      view.page.title = thumbnail.address;
    } else if (image.hidden) {
      setText(wait, 'No page is shown.');
    }

    tell(note, thumbnail.dialog);
  });
  return { ...view, close: () => forgetThumbnail(preview) };
}

function codeCard(session, runIn) {
  const [input, output] = [create('span', { className: 'input' }), create('span')];
  const preview = create('pre', { className: 'preview' },
    input, create('span', { className: 'printed' }, output));
  const view = card(session, preview, create('button', {
    type: 'button', onclick: () => runIn(session.id),
  }, 'Run code'));
  return {
    ...view,
    update(value) {
      view.update(value);
      const call = value.lastCall;
      input.classList.toggle('idle', !call);
      setText(input, call ? `› ${call.input || call.tool}` : 'Nothing was run yet.');
      setText(output, call?.output.trimEnd() ?? '');
      output.classList.toggle('bad', call?.isError ?? false);
      setText(view.page, call ? `Code · ${call.tool}${call.isRunning ? ' is running' : ''}` : 'Code');
    },
  };
}

// The first press arms it, the second one stops the session.
function stopButton(session) {
  const button = create('button', { className: 'stop', type: 'button', 'aria-label': `Stop ${nameOf(session)}` }, 'Stop');
  let timer = null;
  const disarm = () => {
    clearTimeout(timer);
    delete button.dataset.armed;
    button.textContent = 'Stop';
    button.setAttribute('aria-label', `Stop ${nameOf(session)}`);
  };
  button.onclick = async () => {
    if (!('armed' in button.dataset)) {
      button.dataset.armed = '';
      button.textContent = 'Really stop?';
      button.setAttribute('aria-label', `Really stop ${nameOf(session)}? Press again.`);
      timer = setTimeout(disarm, armedTime);
      return;
    }

    disarm();
    button.textContent = 'Stopping…';
    try {
      await act(`/console/sessions/${encodeURIComponent(session.id)}/stop`, {});
      tell(byId('sessions-problem'), null);
    } catch (error) {
      tell(byId('sessions-problem'), error.message);
      disarm();
    }
  };
  button.onblur = disarm;
  return button;
}
