"""The supervisor's one thread: waits for descriptors and for time."""
import heapq
import itertools
import selectors
import time
import traceback


class Loop:
    """Calls back when a descriptor can be read and when a time has come, until nothing is watched any more."""

    def __init__(self):
        self._selector = selectors.DefaultSelector()
        self._timers = []
        self._order = itertools.count()

    def watch(self, fd, callback):
        """Calls `callback(fd)` whenever the descriptor can be read or has ended."""
        self._selector.register(fd, selectors.EVENT_READ, callback)

    def forget(self, fd):
        """Watches a descriptor no longer. To be called before it is closed."""
        self._selector.unregister(fd)

    def later(self, seconds, callback):
        """Calls `callback()` once, after a while."""
        heapq.heappush(self._timers, (time.monotonic() + seconds, next(self._order), callback))

    def run(self):
        """Runs for as long as the process lives."""
        while True:
            wait = max(0, self._timers[0][0] - time.monotonic()) if self._timers else None
            for key, _ in self._selector.select(wait):
                # An earlier callback of this round may have closed the descriptor.
                if self._selector.get_map().get(key.fd) is key:
                    _guarded(key.data, key.fd)
            while self._timers and self._timers[0][0] <= time.monotonic():
                _guarded(heapq.heappop(self._timers)[2])


def _guarded(callback, *arguments):
    # A fault of one callback must not end the process: the session with all its files and variables would end with it.
    try:
        callback(*arguments)
    except Exception:
        traceback.print_exc()
