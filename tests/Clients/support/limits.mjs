// Values just inside and just outside of every limit of an operation's request.
import { patternOf } from './strings.mjs';

// Values of this size take seconds each; the tests of the tools try them.
const largest = 1_000_000;

// Ids of nothing: a request with them passes the limits and is not found, so no session starts.
const unknown = {
  browserIdentifier: 'unknown-abcdefghij', browserId: 'unknown-abcdefghij',
  codeInterpreterIdentifier: 'unknown-abcdefghij', codeInterpreterId: 'unknown-abcdefghij',
  profileIdentifier: 'unknown-abcdefghij', profileId: 'unknown-abcdefghij', sessionId: 'UNKNOWN',
};

// The cases of an operation: the whole input, the path of the member that it is about, and whether it is valid.
export function* casesOf(operation) {
  const valid = minimal(operation.members);
  for (const member of operation.members) {
    for (const one of casesOfMember(member, member.name)) {
      yield { ...one, input: { ...valid, [member.name]: one.value } };
    }
  }
}

function minimal(members) {
  return Object.fromEntries(members.filter((one) => one.required).map((one) => [one.name, sample(one)]));
}

// A valid value that is as small as can be.
function sample(member) {
  switch (member.kind) {
    case 'string': return unknown[member.name] ?? make(member, Math.max(1, range(member).min));
    case 'blob': return '';
    case 'boolean': return true;
    case 'enum': return member.values[0];
    case 'list': return Array.from({ length: member.min || 1 }, () => sample(member.item));
    case 'map': return mapOf(member, Math.max(1, member.min));
    case 'union': return { [member.members[0].name]: sample(member.members[0]) };
    case 'shape': return minimal(member.members);
    default: return member.min ?? 1;
  }
}

function mapOf(member, count) {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, sample(member.item)]));
}

// How long a text may be, by its limits and its pattern together.
function range({ min = 0, max = Infinity, pattern }) {
  const made = pattern && patternOf(pattern);
  return made ? { min: Math.max(min, made.min), max: Math.min(max, made.max) } : { min, max };
}

function make({ pattern }, length) {
  return pattern ? patternOf(pattern).make(length) : 'a'.repeat(length);
}

function isValid(member, text) {
  const { min = 0, max = Infinity, pattern } = member;
  return text.length >= min && text.length <= max && (!pattern || patternOf(pattern).matches(text));
}

function* casesOfMember(member, path) {
  // A list without entries leaves nothing in a query, as if it were absent.
  const canBeAbsent = member.place !== 'path' && !(member.place === 'query' && member.kind === 'list');
  if (member.required && canBeAbsent) {
    yield { path, about: 'absent', value: undefined, isValid: false };
  }

  switch (member.kind) {
    case 'string': yield* casesOfText(member, path); break;
    case 'enum': yield* casesOfEnum(member, path); break;
    case 'list': yield* casesOfList(member, path); break;
    case 'map': yield* casesOfMap(member, path); break;
    case 'union': yield* casesOfUnion(member, path); break;
    case 'shape': yield* casesOfShape(member, path, minimal(member.members)); break;
    default: yield* casesOfNumber(member, path);
  }
}

function* casesOfNumber({ min, max, kind }, path) {
  if (kind !== 'blob' && min !== undefined) {
    yield* [min, max].map((value) => ({ path, about: `${value}`, value, isValid: true }));
    yield* [min - 1, max + 1].map((value) => ({ path, about: `${value}`, value, isValid: false }));
  }
}

function* casesOfText(member, path) {
  const { min, max } = range(member);
  const texts = new Map();
  const add = (text, about) => texts.has(text) || texts.set(text, about);
  const inPath = member.place === 'path';
  if (member.min !== undefined || member.pattern) {
    add(make(member, min), `${min} characters`);
    add(make(member, min).slice(1), `${min} characters without the first`);
  }

  if (max < largest) {
    add(make(member, max), `${max} characters`);
    add(`${make(member, max)}${make(member, max).at(-1) ?? 'a'}`, `${max + 1} characters`);
  }

  if (member.pattern) {
    const text = make(member, Math.max(1, min));
    // HTTP takes spaces and line ends off the end of a header, and has no encoding for others than those of ASCII.
    for (const last of member.place === 'header' ? ['!'] : ['!', 'é', ' ', '\n']) {
      add(`${text}${last}`, `${JSON.stringify(last)} at its end`);
    }
  }

  for (const [text, about] of texts) {
    // Nothing in a path is another path; nothing in a header is none.
    if (text !== '' || member.place === 'body' || (!inPath && !member.required)) {
      yield { path, about, value: text, isValid: isValid(member, text) };
    }
  }
}

function* casesOfEnum({ values }, path) {
  yield* values.map((value) => ({ path, about: value, value, isValid: true }));
  yield { path, about: 'unknown', value: 'NO_SUCH_VALUE', isValid: false };
}

function* casesOfList(member, path) {
  const { min, max, item, place } = member;
  const of = (count) => Array.from({ length: count }, () => sample(item));
  if (min !== undefined) {
    yield* [min, max].map((count) => ({ path, about: `${count} entries`, value: of(count), isValid: true }));
    yield* [min - 1, max + 1].filter((count) => count >= 0)
      .map((count) => ({ path, about: `${count} entries`, value: of(count), isValid: false }));
  }

  for (const one of casesOfMember({ ...item, place, required: false }, `${path}[0]`)) {
    yield { ...one, value: [one.value] };
  }
}

function* casesOfMap(member, path) {
  const { min, max, key, item } = member;
  yield* [min, max].map((count) => ({ path, about: `${count} entries`, value: mapOf(member, count), isValid: true }));
  yield { path, about: `${max + 1} entries`, value: mapOf(member, max + 1), isValid: false };
  for (const one of casesOfText(key, path)) {
    yield { ...one, about: `a key of ${one.about}`, value: { [one.value]: sample(item) } };
  }

  for (const one of casesOfMember({ ...item, required: false }, `${path}.key`)) {
    yield { ...one, value: { key: one.value } };
  }
}

function* casesOfUnion({ members }, path) {
  yield { path, about: 'no member', value: {}, isValid: false };
  if (members.length > 1) {
    const [first, second] = members;
    const value = { [first.name]: sample(first), [second.name]: sample(second) };
    yield { path, about: 'two members', value, isValid: false };
  }

  for (const member of members) {
    yield { path, about: member.name, value: { [member.name]: sample(member) }, isValid: true };
    yield* casesOfShape({ members: [{ ...member, required: false }] }, path, {});
  }
}

function* casesOfShape({ members }, path, valid) {
  for (const member of members) {
    for (const one of casesOfMember(member, `${path}.${member.name}`)) {
      yield { ...one, value: { ...valid, [member.name]: one.value } };
    }
  }
}
