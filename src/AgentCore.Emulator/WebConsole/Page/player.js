// Plays a recording: the documents of one page after the other, as rrweb rebuilds them. None of their scripts runs: the
// frame that they are built in has a sandbox, and the policy of this page holds there, too. The page of the console
// loads it, and so does the page that the module makes of a recording: nothing here knows where recordings come from.
import { duration } from './clock.js';
import { byId, create, setText, tell } from './dom.js';
import { playable } from './frames.js';

const [toggle, time, shownTime, speed, skip, pages, screen, wait, problem] =
  ['toggle', 'time', 'shown-time', 'speed', 'skip', 'pages', 'screen', 'wait', 'problem'].map(byId);
let recording = null;
let replayer = null;
let playing = false;
let total = 0;
let first = 0; // when the first document is there

// Plays what a function finds: an object with title, problem, pages (with id and url), and read, which gets the id of a
// page and gives its events as they were recorded, and a problem.
export function show(find) {
  attempt(async () => {
    recording = await find();
    document.title = `Recording of ${recording.title}`;
    tell(problem, recording.problem);
    if (recording.pages.length === 0) {
      setText(wait, 'This recording has no page that can be played.');
      return;
    }

    pages.replaceChildren(...recording.pages.map((page, index) =>
      create('option', { value: page.id }, `${index + 1}. ${page.url || 'empty page'}`)));
    pages.addEventListener('change', () => attempt(load));
    await load();
  });
}

async function load() {
  stop();
  const page = pages.value;
  setText(wait, 'Loading…');
  wait.hidden = false;
  const recorded = await recording.read(page);
  if (page !== pages.value) {
    return; // another one was chosen meanwhile
  }

  const { events, damaged } = playable(recorded.events);
  tell(problem, recorded.problem ?? (damaged > 0 ? 'A frame of it is damaged; what it shows is left out.' : null));
  // A player needs the document and something after it, if only the end.
  const whole = events.find((one) => one.type === 2);
  if (!whole) {
    setText(wait, 'Nothing was recorded of this page.');
    return;
  }

  first = whole.timestamp - events[0].timestamp + 1;
  const last = events[events.length - 1];
  wait.hidden = true;
  replayer = new rrweb.Replayer([...events, { type: 5, timestamp: last.timestamp + 500, data: { tag: 'end', payload: {} } }], {
    root: screen,
    speed: Number(speed.value),
    skipInactive: skip.checked,
    mouseTail: false,
    showWarning: false,
    triggerFocus: false,
  });
  replayer.iframe.title = 'The recorded page';
  replayer.iframe.tabIndex = -1;
  replayer.on('resize', fit);
  replayer.on('finish', () => setPlaying(false));
  total = replayer.getMetaData().totalTime;
  time.max = Math.ceil(total / time.step) * time.step;
  [toggle.disabled, time.disabled] = [false, false];
  replayer.play();
  setPlaying(true);
  fit();
}

function stop() {
  setPlaying(false);
  replayer?.pause();
  replayer?.destroy();
  replayer = null;
  [toggle.disabled, time.disabled] = [true, true];
}

function setPlaying(now) {
  playing = now;
  setText(toggle, now ? 'Pause' : 'Play');
  if (now) {
    requestAnimationFrame(tick);
  }

  showTime();
}

function tick() {
  if (playing) {
    showTime();
    requestAnimationFrame(tick);
  }
}

function showTime() {
  const at = replayer ? Math.min(total, Math.max(0, replayer.getCurrentTime())) : 0;
  time.value = at;
  time.setAttribute('aria-valuetext', duration(at));
  setText(shownTime, `${duration(at)} / ${duration(total)}`);
}

// Makes the recorded page as large as the room for it.
function fit() {
  if (!replayer) {
    return;
  }

  const { offsetWidth: width, offsetHeight: height } = replayer.iframe;
  const scale = Math.min(screen.clientWidth / width, screen.clientHeight / height, 1);
  if (Number.isFinite(scale)) {
    const [left, top] = [(screen.clientWidth - width * scale) / 2, (screen.clientHeight - height * scale) / 2];
    replayer.wrapper.style.transform = `translate(${left}px, ${top}px) scale(${scale})`;
  }
}

toggle.addEventListener('click', () => {
  if (playing) {
    replayer.pause();
  } else {
    replayer.play(replayer.getCurrentTime() >= total ? first : replayer.getCurrentTime());
  }

  setPlaying(!playing);
});
time.addEventListener('input', () => {
  const at = Math.max(first, Number(time.value));
  if (playing) {
    replayer.play(at);
  } else {
    replayer.pause(at);
  }

  showTime();
});
speed.addEventListener('change', () => replayer?.setConfig({ speed: Number(speed.value) }));
skip.addEventListener('change', () => replayer?.setConfig({ skipInactive: skip.checked }));
addEventListener('resize', fit);

async function attempt(step) {
  try {
    await step();
  } catch (error) {
    tell(problem, error.message);
    setText(wait, '');
  }
}
