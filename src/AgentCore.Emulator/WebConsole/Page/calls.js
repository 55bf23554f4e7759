// The calls as they come: the newest first, and the last two hundred of them.
import { timeOfDay } from './clock.js';
import { byId, create } from './dom.js';

const most = 200;
const rows = byId('calls-rows');
const filter = byId('calls-filter');
const seen = new Set();

export function showCall(call) {
  if (seen.has(call.requestId)) {
    return; // a connection that was lost begins with calls that were shown
  }

  seen.add(call.requestId);
  const row = rowOf(call);
  row.hidden = !fits(row);
  rows.prepend(row);
  while (rows.children.length > most) {
    seen.delete(rows.lastElementChild.dataset.id);
    rows.lastElementChild.remove();
  }

  byId('calls-scroll').hidden = false;
  byId('calls-empty').hidden = true;
}

filter.addEventListener('input', () => {
  for (const row of rows.children) {
    row.hidden = !fits(row);
  }
});

const fits = (row) => row.textContent.toLowerCase().includes(filter.value.trim().toLowerCase());

function rowOf(call) {
  const status = create('td', { className: call.error || call.status >= 400 ? 'bad' : 'good' }, `${call.status}`);
  const who = [call.caller, call.region].filter(Boolean).join(', ');
  const of = call.sessionId ?? call.resourceId ?? '';
  return create('tr', { data: { id: call.requestId } },
    create('td', { className: 'nowrap' }, timeOfDay(call.startedAt)),
    create('th', { scope: 'row' }, call.operation, call.error && create('div', { className: 'bad' }, call.error)),
    status,
    create('td', { className: 'number' }, took(call.milliseconds)),
    create('td', { className: 'id', title: who }, call.caller ?? 'nobody'),
    create('td', { className: 'id', title: of }, of));
}

const took = (milliseconds) =>
  (milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`);
