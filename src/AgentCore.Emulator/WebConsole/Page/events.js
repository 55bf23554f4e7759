// What the emulator tells by server-sent events, and whether it is still there.

const longestLoss = 15_000;

// Follows the emulator until it ends. The handlers: open, lost, closed, ended, and one for each event by its name.
export function follow(handlers) {
  const source = new EventSource('/console/events');
  let lostAt = null;
  const finish = (how) => {
    source.close();
    handlers[how]();
  };

  source.onopen = () => {
    lostAt = null;
    handlers.open();
  };
  source.onerror = () => {
    lostAt ??= Date.now();
    if (source.readyState === EventSource.CLOSED) {
      finish('closed');
    } else if (Date.now() - lostAt > longestLoss) {
      finish('ended');
    } else {
      handlers.lost();
    }
  };
  source.addEventListener('end', () => finish('ended'));
  source.addEventListener('closed', () => finish('closed'));
  for (const name of ['hello', 'state', 'call']) {
    source.addEventListener(name, (event) => handlers[name](JSON.parse(event.data)));
  }
}
