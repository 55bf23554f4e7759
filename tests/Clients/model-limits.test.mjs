// Every limit that the API describes: a value just inside is let through, one just outside is an error that names it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { operations } from './support/api.mjs';
import { startEmulator } from './support/emulator.mjs';
import { casesOf } from './support/limits.mjs';
import { closeRequests, send } from './support/requests.mjs';

let emulator;
before(async () => {
  emulator = await startEmulator();
});
after(async () => {
  closeRequests();
  await emulator?.stop();
});

for (const operation of operations) {
  test(`${operation.name}: its limits hold, and hold back nothing else`, async (context) => {
    const count = { inside: 0, outside: 0 };
    const faults = [];
    const cases = casesOf(operation);
    const trySome = async () => {
      for (const one of cases) {
        count[one.isValid ? 'inside' : 'outside']++;
        const response = await send(emulator, operation, one.input);
        const isRight = one.isValid ? letsThrough(response, one.path) : isRefusedFor(response, operation, one.path);
        if (!isRight) {
          const kind = one.isValid ? 'valid' : 'not valid';
          faults.push(`${one.path}, ${one.about}, is ${kind}: ${response.status} ${response.text.slice(0, 300)}`);
        }
      }
    };
    // Four at a time take the cases from one list.
    await Promise.all(Array.from({ length: 4 }, trySome));
    context.diagnostic(`${count.inside} inside, ${count.outside} outside`);
    assert.deepEqual(faults, []);
  });
}

// A token of a page has to be of the emulator's making, too, which no limit says.
const isForeignToken = (field) => field.name === 'nextToken' && field.message.startsWith('is not a token of this list');

// Whether the response is an error about the limits of the member, or of one within it.
function refuses({ code, error }, path) {
  return code === 'ValidationException'
    && (error.fieldList ?? []).some((field) => field.name.startsWith(path) && !isForeignToken(field));
}

// Valid values may still name what does not exist, or exists already.
function letsThrough(response, path) {
  const outcomes = [undefined, 'ResourceNotFoundException', 'ConflictException', 'ValidationException'];
  return outcomes.includes(response.code) && !refuses(response, path);
}

// An operation that does not list ValidationException finds nothing under a malformed id.
function isRefusedFor(response, operation, path) {
  return operation.errors.includes('Validation')
    ? response.status === 400 && response.error?.reason === 'FieldValidationFailed' && refuses(response, path)
    : response.status === 404 && response.code === 'ResourceNotFoundException';
}
