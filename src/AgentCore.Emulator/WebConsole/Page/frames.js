// Puts the documents of frames of other origins into the page that is played, as rrweb itself does where it may: a
// snapshot becomes a change that adds a document to the frame's element, and all numbers of nodes become others.
const step = 1_000_000; // each document has numbers from the next of these on
const names = new Set(['id', 'parentId', 'nextId', 'previousId', 'rootId', 'styleId']);
const [fullSnapshot, incremental] = [2, 3];
const [mutation, viewportResize, selection] = [0, 4, 14];

// The events of rrweb for the player of a page, given all that was recorded of it: objects with type, timestamp, data,
// and frame where they are of one. Frames that are damaged are left out, and counted.
export function playable(recorded) {
  const frames = new Map();
  const events = [];
  let [last, damaged] = [0, 0];
  for (const one of recorded) {
    if (one.frame) {
      try {
        take(one);
      } catch {
        damaged++; // another program may have written it, or it is nested too deep
      }
    } else if (one.type === 'rrweb') {
      events.push(one.data);
    }
  }

  return { events, damaged };

  function take(one) {
    const frame = frames.get(one.frame) ?? { waiting: [], offset: 0, element: null };
    frames.set(one.frame, frame);
    if (one.type === 'frame') {
      place(frame, one);
    } else if (one.type === 'rrweb') {
      if (number(one.data.type) === fullSnapshot) {
        last += step;
        Object.assign(frame, { offset: last, element: null, waiting: [] });
      }

      if (frame.element !== null) {
        put(frame, one.data);
      } else if (frame.offset > 0) {
        frame.waiting.push(one.data);
      }
    }
  }

  // Where it goes is known a moment after the snapshot.
  function place(frame, one) {
    if (frame.waiting.length > 0) {
      const above = one.data.in ? frames.get(one.data.in)?.offset ?? 0 : 0;
      frame.element = above + number(one.data.node);
      frame.since = one.timestamp;
      for (const waiting of frame.waiting.splice(0)) {
        put(frame, waiting);
      }
    }
  }

  function put(frame, { type, data, timestamp }) {
    if (!data || ![fullSnapshot, incremental].includes(type)
      || (type === incremental && data.source === viewportResize)) {
      return;
    }

    renumber(data, frame.offset);
    let change = data;
    if (type === fullSnapshot) {
      frame.root = number(data.node.id);
      setRoot(data.node, frame.root);
      change = {
        source: mutation, texts: [], attributes: [], removes: [],
        adds: [{ parentId: frame.element, nextId: null, node: data.node }],
        isAttachIframe: true,
      };
    } else if (data.source === selection) {
      for (const range of data.ranges) {
        range.start = number(range.start) + frame.offset;
        range.end = number(range.end) + frame.offset;
      }
    } else if (data.source === mutation) {
      for (const add of data.adds ?? []) {
        setRoot(add.node, frame.root);
      }
    }

    events.push({ type: incremental, data: change, timestamp: Math.max(number(timestamp), frame.since) });
  }
}

// Attributes of elements are left as they are: an element may have one that is called so.
function renumber(node, offset) {
  for (const [name, value] of Object.entries(node)) {
    if (typeof value === 'number') {
      if (names.has(name) && value > 0) {
        node[name] = value + offset;
      }
    } else if (name === 'styleIds' && Array.isArray(value)) {
      node[name] = value.map((style) => number(style) + offset);
    } else if (value && typeof value === 'object' && (name !== 'attributes' || Array.isArray(value))) {
      renumber(value, offset);
    }
  }
}

function setRoot(node, root) {
  if (number(node.type) !== 0) {
    node.rootId ??= root;
  }

  for (const child of node.childNodes ?? []) {
    setRoot(child, root);
  }
}

function number(value) {
  if (typeof value !== 'number') {
    throw new TypeError('A number is missing.');
  }

  return value;
}
