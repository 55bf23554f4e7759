// Browsers, code interpreters and profiles, a table each.
import { dayAndTime } from './clock.js';
import { byId, create } from './dom.js';

const kinds = [
  { key: 'browsers', title: 'Browsers', extra: { title: 'Records to', of: (one) => one.recording ?? '–' } },
  { key: 'codeInterpreters', title: 'Code interpreters' },
  {
    key: 'profiles',
    title: 'Browser profiles',
    extra: { title: 'Last saved', of: (one) => (one.lastSavedAt ? dayAndTime(one.lastSavedAt) : 'never') },
    empty: ['No profile yet. A profile keeps cookies and local storage for later sessions:',
      'New-ACBrowserProfile shopper'],
  },
];
const shown = new Map();

export function showResources(state) {
  for (const kind of kinds) {
    const text = JSON.stringify(state[kind.key]);
    if (shown.get(kind.key)?.text !== text) {
      const element = tableOf(kind, state[kind.key]);
      const before = shown.get(kind.key)?.element;
      if (before) {
        before.replaceWith(element);
      } else {
        byId('tables').append(element);
      }

      shown.set(kind.key, { text, element });
    }
  }
}

function tableOf({ title, extra, empty }, resources) {
  if (resources.length === 0) {
    return create('div', {}, create('h3', {}, title), create('div', { className: 'empty' },
      create('p', {}, empty[0]), create('pre', {}, empty[1])));
  }

  const columns = ['Id', 'Status', 'Region', ...(extra ? [extra.title] : []), 'Tags', 'Created'];
  const table = create('table', {},
    create('caption', { className: 'unseen' }, title),
    create('thead', {}, create('tr', {}, ...columns.map((column) => create('th', { scope: 'col' }, column)))),
    create('tbody', {}, ...resources.map((one) => rowOf(one, extra))));
  return create('div', {}, create('h3', {}, title), create('div', { className: 'scroll' }, table));
}

function rowOf(one, extra) {
  const tags = Object.entries(one.tags).map(([key, value]) =>
    create('span', { className: 'tag' }, value === '' ? key : `${key}=${value}`));
  return create('tr', {},
    create('th', { className: 'id', scope: 'row', title: one.description ?? '' }, one.id),
    create('td', {}, create('span', { className: 'badge', data: { status: one.status } }, one.status)),
    create('td', { className: 'nowrap' }, one.region ?? 'all'),
    ...(extra ? [create('td', {}, extra.of(one))] : []),
    create('td', {}, create('div', { className: 'tags' }, ...(tags.length > 0 ? tags : ['–']))),
    create('td', { className: 'nowrap' }, one.region ? dayAndTime(one.createdAt) : '–'));
}
