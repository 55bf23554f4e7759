// The player puts the documents of frames of other origins into their pages, and leaves out what is damaged.
import assert from 'node:assert/strict';
import test from 'node:test';
import { playable } from '../../src/AgentCore.Emulator/WebConsole/Page/frames.js';

const rrweb = (data, frame) => ({ type: 'rrweb', timestamp: data.timestamp ?? 1, frame, data });
const place = (data, frame, timestamp = 1) => ({ type: 'frame', timestamp, frame, data });
const snapshot = (timestamp, childNodes = []) =>
  ({ type: 2, timestamp, data: { node: { type: 0, id: 1, childNodes } } });

test('A document goes into the element of its frame, with numbers of its own', () => {
  const text = { type: 3, id: 2, textContent: 'of another site' };
  const { events, damaged } = playable([
    rrweb(snapshot(5, [{ type: 2, id: 9, attributes: {} }])),
    rrweb(snapshot(6, [text]), 'inner'),
    rrweb({ type: 3, timestamp: 7, data: { source: 0, adds: [{ parentId: 1, nextId: null, node: { type: 3, id: 3 } }] } }, 'inner'),
    place({ node: 9 }, 'inner', 8),
    rrweb({ type: 3, timestamp: 9, data: { source: 14, ranges: [{ start: 2, end: 2 }] } }, 'inner'),
    rrweb({ type: 3, timestamp: 9, data: { source: 4, width: 5 } }, 'inner'),
    { type: 'console', timestamp: 9, data: {} },
  ]);
  assert.equal(damaged, 0);
  assert.deepEqual(events.map((one) => [one.type, one.timestamp, one.data.source]), [
    [2, 5, undefined], [3, 8, 0], [3, 8, 0], [3, 9, 14],
  ]);
  const [{ parentId, node }] = events[1].data.adds;
  assert.deepEqual([parentId, node.id, node.childNodes[0].id, node.childNodes[0].rootId], [9, 1_000_001, 1_000_002, 1_000_001]);
  assert.equal(events[1].data.isAttachIframe, true);
  assert.deepEqual(events[2].data.adds[0], { parentId: 1_000_001, nextId: null, node: { type: 3, id: 1_000_003, rootId: 1_000_001 } });
  assert.deepEqual(events[3].data.ranges, [{ start: 1_000_002, end: 1_000_002 }]);
});

test('A frame in a frame goes into the element of that, and an attribute that is called id stays', () => {
  const { events } = playable([
    rrweb(snapshot(1, [{ type: 2, id: 4, attributes: { id: 7 } }]), 'outer'),
    place({ node: 9 }, 'outer'),
    rrweb(snapshot(2), 'inner'),
    place({ node: 4, in: 'outer' }, 'inner'),
  ]);
  assert.deepEqual(events.map((one) => one.data.adds[0].parentId), [9, 1_000_004]);
  assert.equal(events[0].data.adds[0].node.childNodes[0].attributes.id, 7);
  assert.equal(events[1].data.adds[0].node.id, 2_000_001);
});

for (const [what, data, where] of [
  ['a document without a type', {}, 7],
  ['a type that is a text', { type: 'x' }, {}],
  ['no document', { type: 2, timestamp: 1, data: {} }, { node: 5 }],
  ['no number of an element', { type: 2, timestamp: 1, data: { node: { id: 1, type: 0 } } }, { node: 'x' }],
  ['a child that is none', { type: 2, timestamp: 1, data: { node: { id: 1, type: 0, childNodes: [null] } } }, { node: 5 }],
  ['nothing at all', null, null],
]) {
  test(`The rest of a page plays where a frame has ${what}`, () => {
    const { events, damaged } = playable([rrweb(data ?? {}, 'frame'), place(where, 'frame'), rrweb({ type: 3 })]);
    assert.deepEqual(events, [{ type: 3 }]);
    assert.ok(damaged > 0);
  });
}
