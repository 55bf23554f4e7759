// Requests of the page to the emulator.

// What the emulator said, as an error with its sentence.
async function check(response) {
  if (response.ok) {
    return await response.json();
  }

  const body = await response.json().catch(() => ({}));
  throw new Error(body.message ?? `The emulator responded with ${response.status}.`);
}

async function send(path, options) {
  try {
    return await check(await fetch(path, options));
  } catch (error) {
    if (error instanceof TypeError) {
      throw new Error('The emulator does not respond.');
    }

    throw error;
  }
}

export const read = (path, signal) => send(path, { signal });

// An action: its type is one that no form of another page can send.
export const act = (path, body, signal) => send(path, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
  signal,
});
