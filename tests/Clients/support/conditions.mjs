// Waits for conditions instead of times.
import { setTimeout as delay } from 'node:timers/promises';

// Asks until the response is one that is wanted, and returns it.
export async function until(ask, isWanted = Boolean, seconds = 15) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const last = await ask();
    if (isWanted(last)) {
      return last;
    }

    if (Date.now() > end) {
      throw new Error(`Not within ${seconds} s; the last was ${JSON.stringify(last)}`);
    }

    await delay(25);
  }
}
