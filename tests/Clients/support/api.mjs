// The API as the project describes it for its generator: operations, their members and limits.
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../../src/AgentCore.Generator/Api/', import.meta.url);
const documents = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && name !== 'Planes.json')
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')));

// The entries of a section as { name, planes, entry }; a name may be there once for each plane.
function entriesOf(section) {
  return documents.flatMap((document) => Object.entries(document[section] ?? {}).map(([name, entry]) =>
    ({ name, planes: (entry.planes ?? document.planes).split(' '), entry })));
}

const types = entriesOf('types');
const shapes = entriesOf('shapes');
const enums = entriesOf('enums');

const primitives = ['string', 'integer', 'long', 'double', 'boolean', 'timestamp', 'blob'];

// The entry of a name, that of the plane first; a type with limits may be written for the other plane alone.
function find(section, name, plane) {
  const all = section.filter((one) => one.name === name);
  return (all.find((one) => one.planes.includes(plane)) ?? all[0])?.entry;
}

// Reads "type [min..max] [required] [place] [token] [/pattern/]" or ["that", "sentence"] into an object.
function read(notation, plane) {
  const [text] = [notation].flat();
  const [, head, pattern] = /^(.*?)(?:\s+\/(.*)\/)?$/s.exec(text);
  const [, typeName, rest] = /^(\[.*?\]|\{.*?\}|\S+)(.*)$/s.exec(head);
  const member = { ...typeOf(typeName, plane), required: /\brequired\b/.test(rest), isToken: /\btoken\b/.test(rest) };
  const range = /(-?\d+)\.\.(\d+)/.exec(rest);
  const place = /\b(path|query|header)\b ?(\S*)/.exec(rest);
  return {
    ...member,
    ...(range && { min: Number(range[1]), max: Number(range[2]) }),
    ...(pattern && { pattern }),
    place: place?.[1] ?? 'body',
    header: place?.[1] === 'header' ? place[2] : undefined,
  };
}

// A type by name: primitive, list, map, enum, shape, or a primitive with limits of its own.
function typeOf(name, plane) {
  if (name.startsWith('[')) {
    return { kind: 'list', item: read(name.slice(1, -1), plane) };
  }

  if (name.startsWith('{')) {
    const [key, value] = name.slice(1, -1).split(': ');
    return { kind: 'map', key: read(key, plane), item: read(value, plane) };
  }

  const type = find(types, name, plane);
  if (type) {
    return read(type, plane);
  }

  const values = find(enums, name, plane)?.values;
  if (values) {
    return { kind: 'enum', values: Object.keys(values) };
  }

  const shape = find(shapes, name, plane);
  if (shape) {
    const members = membersOf(shape.members ?? shape.union, plane);
    return { kind: shape.union ? 'union' : 'shape', members };
  }

  if (!primitives.includes(name)) {
    throw new Error(`The API has no type '${name}'.`);
  }

  return { kind: name };
}

function membersOf(members, plane) {
  return Object.entries(members).map(([name, notation]) => Object.assign(read(notation, plane), { name }));
}

// Every operation: name, plane, method, path, errors and the members of its request.
export const operations = entriesOf('operations').map(({ name, planes: [plane], entry }) => {
  const [method, path] = entry.http.split(' ');
  return { name, plane, method, path, errors: entry.errors.split(' '), members: membersOf(entry.request, plane) };
});
