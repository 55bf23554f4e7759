// The recordings, which change when a session starts, when it ends, and when its recording is complete.
import { dayAndTime, duration } from './clock.js';
import { byId, create, setText, tell } from './dom.js';
import { read } from './requests.js';
import { openViewer } from './viewer.js';

let shownFor = null;

export async function showRecordings({ sessions, ending }) {
  const live = sessions.filter((one) => one.tool === 'browser').map((one) => one.id);
  const ids = `${live} ${ending}`;
  if (ids === shownFor) {
    return;
  }

  shownFor = ids;
  try {
    const recordings = await read('/console/recordings');
    if (ids !== shownFor) {
      return; // a later list is on its way
    }

    byId('recordings-rows').replaceChildren(...recordings.map(rowOf));
    byId('recordings-scroll').hidden = recordings.length === 0;
    byId('recordings-empty').hidden = recordings.length > 0;
    setText(byId('recordings-count'), recordings.length > 0 ? `${recordings.length}` : '');
    tell(byId('recordings-problem'), null);
  } catch (error) {
    if (ids === shownFor) {
      shownFor = null;
    }

    tell(byId('recordings-problem'), error.message);
  }
}

function rowOf(recording) {
  const name = recording.name ?? recording.sessionId ?? 'Unknown session';
  const place = `s3://${recording.bucket}/${recording.folder}`;
  const address = `/console/recordings/play?${new URLSearchParams({ bucket: recording.bucket, folder: recording.folder })}`;
  const length = recording.endedAt ? duration(Date.parse(recording.endedAt) - Date.parse(recording.startedAt)) : '–';
  const play = create('button', {
    type: 'button', 'aria-label': `Play the recording of ${name}`, onclick: () => openViewer(name, address),
  }, 'Play');
  return create('tr', {},
    create('td', {}, recording.pages.length > 0 ? play : ''),
    create('th', { className: 'name', scope: 'row' }, name),
    create('td', {},
      create('span', { className: 'badge', data: { status: recording.state } }, recording.state),
      recording.problem && create('div', {}, recording.problem)),
    create('td', { className: 'number' }, length),
    create('td', { className: 'nowrap' }, dayAndTime(recording.startedAt)),
    create('td', { className: 'id' }, recording.browserId ?? '–'),
    create('td', { className: 'id place' }, place));
}
