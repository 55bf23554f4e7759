// Makes strings of a given length that a pattern of the API matches: classes, groups, alternatives, quantifiers.

const known = new Map();

// The lengths of what a pattern matches, and a string of it of a length that lies between them.
export function patternOf(source) {
  if (!known.has(source)) {
    known.set(source, read(source));
  }

  return known.get(source);
}

function read(source) {
  const root = parse(source);
  const whole = new RegExp(`^(?:${source})$`);
  return {
    min: root.min,
    max: root.max,
    matches: (text) => whole.test(text),
    make(length) {
      const text = root.make(length);
      if (text.length !== length || !whole.test(text)) {
        throw new Error(`/${source}/ does not match '${text}', which was made of it with ${length} characters.`);
      }

      return text;
    },
  };
}

function parse(source) {
  let at = 0;
  const root = parseAlternatives();
  if (at < source.length) {
    throw new Error(`/${source}/ is not understood from '${source.slice(at)}' on.`);
  }

  return root;

  function parseAlternatives() {
    const all = [parseSequence()];
    while (source[at] === '|') {
      at++;
      all.push(parseSequence());
    }

    return all.length === 1 ? all[0] : anyOf(all);
  }

  function parseSequence() {
    const parts = [];
    while (at < source.length && !'|)'.includes(source[at])) {
      parts.push(parseQuantified());
    }

    return sequence(parts);
  }

  function parseQuantified() {
    const one = parseOne();
    const quantifier = /^(?:([*+?])|\{(\d+)(?:,(\d*))?\})/.exec(source.slice(at));
    if (!quantifier) {
      return one;
    }

    at += quantifier[0].length;
    const [, sign, least, most] = quantifier;
    const [min, max] = sign
      ? { '*': [0, Infinity], '+': [1, Infinity], '?': [0, 1] }[sign]
      : [Number(least), most === undefined ? Number(least) : Number(most || Infinity)];
    return repeat(one, min, max);
  }

  function parseOne() {
    if (source[at] === '(') {
      at += source.startsWith('(?:', at) ? 3 : 1;
      const inner = parseAlternatives();
      at++;
      return inner;
    }

    const [atom] = /^(?:\[\^?(?:\\.|[^\]])+\]|\\.|.)/s.exec(source.slice(at));
    at += atom.length;
    const set = new RegExp(`^${atom}$`);
    const character = [...'aA0-:/. _', ...atom].find((one) => set.test(one));
    return { min: 1, max: 1, make: () => character };
  }
}

function anyOf(all) {
  return {
    min: Math.min(...all.map((one) => one.min)),
    max: Math.max(...all.map((one) => one.max)),
    make: (length) => (all.find((one) => one.min <= length && length <= one.max) ?? all[0]).make(length),
  };
}

// What is longer than the least length goes to the first parts that can take it.
function sequence(parts) {
  const min = parts.reduce((sum, one) => sum + one.min, 0);
  return {
    min,
    max: parts.reduce((sum, one) => sum + one.max, 0),
    make(length) {
      let rest = length - min;
      return parts.map((one) => {
        const more = Math.min(rest, one.max - one.min);
        rest -= more;
        return one.make(one.min + more);
      }).join('');
    },
  };
}

function repeat(one, min, max) {
  return {
    min: one.min * min,
    max: max === 0 ? 0 : one.max * max,
    make(length) {
      const count = Math.max(min, Math.ceil(length / one.max), length > 0 ? 1 : 0);
      return sequence(Array(count).fill(one)).make(length);
    },
  };
}
