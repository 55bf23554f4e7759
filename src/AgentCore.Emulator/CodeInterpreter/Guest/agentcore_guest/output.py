"""What programs write: read as it comes, forwarded up to a limit."""
import os
import signal

from .channel import CHUNK

DRAIN = 16  # chunks: as much as a pipe may hold; only somebody who writes on has more


class Output:
    """Forwards one call's output up to a limit; what goes beyond is still read, so that nobody blocks, and dropped."""

    def __init__(self, call, limit, tell):
        self._call, self._left, self._tell = call, limit, tell
        self.truncated = False

    def forward(self, stream, data):
        """Passes data of a stream ("stdout" or "stderr") on."""
        kept = data[:self._left]
        self._left -= len(kept)
        self.truncated |= len(kept) < len(data)
        if kept:
            self._tell({"call": self._call, "event": stream}, kept)

    def image(self, data):
        """Passes an image on, whole or not at all."""
        if len(data) <= self._left:
            self._left -= len(data)
            self._tell({"call": self._call, "event": "image"}, data)
        else:
            self.truncated = True

    def note(self, text):
        """Says something that the program itself cannot say, whatever the limit."""
        self._tell({"call": self._call, "event": "stderr"}, text.encode())


class Taps:
    """The reading ends of a program's output."""

    def __init__(self, loop, streams):
        self._loop, self._streams, self._output, self._watched = loop, streams, None, set()
        for fd in streams:
            os.set_blocking(fd, False)

    def open(self, output):
        """Begins to forward. What was written since the last call comes first."""
        self._output = output
        for fd in self._streams:
            self._loop.watch(fd, self._read)
            self._watched.add(fd)

    def drain(self):
        """Forwards what is there already, then no more."""
        for fd in list(self._watched):
            for _ in range(DRAIN):
                if not self._read(fd):
                    break
        for fd in self._watched:
            self._loop.forget(fd)
        self._watched.clear()

    def close(self):
        """Drains, and closes all."""
        self.drain()
        for fd in self._streams:
            os.close(fd)
        self._streams = {}

    def _read(self, fd):
        try:
            data = os.read(fd, CHUNK)
        except BlockingIOError:
            return False
        except OSError:
            data = b""  # a terminal that nobody has open any more
        if not data:
            self._loop.forget(fd)
            self._watched.discard(fd)
            return False
        self._output.forward(self._streams[fd], data)
        return True


def describe(status):
    """A wait status as an exit code (128 and the signal's number, as shells do) and the signal's name."""
    if status is None:
        return {"exitCode": 128 + signal.SIGKILL, "signal": "SIGKILL"}
    if not os.WIFSIGNALED(status):
        return {"exitCode": os.WEXITSTATUS(status), "signal": None}
    number = os.WTERMSIG(status)
    names = {entry.value: entry.name for entry in signal.Signals}
    return {"exitCode": 128 + number, "signal": names.get(number, f"signal {number}")}
