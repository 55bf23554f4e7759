// The console of the emulator.
import { showCall } from './calls.js';
import { runIn, showCodeSessions } from './cell.js';
import { setClock } from './clock.js';
import { byId, setText, tell } from './dom.js';
import { follow } from './events.js';
import { showRecordings } from './recordings.js';
import { showResources } from './resources.js';
import { showSessions, tick } from './sessions.js';
import { stopThumbnails } from './thumbnails.js';

const ticking = setInterval(tick, 1000);

function connection(state, text) {
  byId('link').dataset.state = state;
  setText(byId('link-text'), text);
}

function end(text, sentence) {
  clearInterval(ticking);
  stopThumbnails();
  connection('ended', text);
  document.body.dataset.ended = '';
  tell(byId('banner'), sentence);
}

follow({
  open: () => connection('open', 'Live'),
  lost: () => connection('lost', 'Connecting again…'),
  closed: () => end('Closed', 'This page was opened too long ago, or its emulator was started again. '
    + 'Show-ACEmulator opens the console anew.'),
  ended: () => end('Ended', 'The emulator has ended. Start-ACEmulator starts it again, and Show-ACEmulator opens its console.'),
  hello: ({ now }) => setClock(now),
  state: (state) => {
    showSessions(state.sessions, runIn);
    showCodeSessions(state.sessions);
    showResources(state);
    showRecordings(state);
  },
  call: showCall,
});
