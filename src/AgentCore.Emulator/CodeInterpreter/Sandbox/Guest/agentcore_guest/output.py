"""What programs write: read as it comes, forwarded up to a limit."""
import os
import signal

from .channel import CHUNK

DRAIN = 16  # chunks: as much as a pipe may hold; only somebody who writes on has more
RESERVE = 64 * 1024  # bytes of standard error beyond the limit: a program that fails says so at its end
WINDOW = 4 * 1024 * 1024  # bytes of a call's output that may wait for whoever reads it; then its program waits


class Output:
    """Forwards one call's output up to a limit; what goes beyond is still read, so that nobody blocks, and dropped."""

    def __init__(self, call, limit, tell):
        self._call, self._left, self._reserve, self._tell = call, limit, RESERVE, tell
        self.truncated = False
        self.waiting = 0

    def forward(self, stream, data):
        """Passes data of a stream ("stdout" or "stderr") on."""
        kept = data[:self._left]
        self._left -= len(kept)
        if stream == "stderr":
            more = data[len(kept):][:self._reserve]
            self._reserve -= len(more)
            kept += more
        self.truncated |= len(kept) < len(data)
        if kept:
            self.waiting += len(kept)
            self._tell({"call": self._call, "event": stream}, kept)

    def show(self, event, kind, data):
        """Passes an image or another form of an object on, whole or not at all."""
        if len(data) <= self._left:
            self._left -= len(data)
            self._tell({"call": self._call, "event": event, "mimeType": kind}, data)
        else:
            self.truncated = True

    def note(self, text):
        """Says something that the program itself cannot say, whatever the limit."""
        self._tell({"call": self._call, "event": "stderr"}, text.encode())


class Taps:
    """The reading ends of a program's output."""

    def __init__(self, loop, streams):
        self._loop, self._streams, self._output = loop, streams, None
        self._open, self._watched = set(), set()  # not yet at their end; read as they come
        for fd in streams:
            os.set_blocking(fd, False)

    def open(self, output):
        """Begins to forward. What was written since the last call comes first."""
        self._output, self._open = output, set(self._streams)
        self._watch()

    def taken(self, count):
        """Takes note that so much of what was forwarded is read, and goes on where that makes room."""
        self._output.waiting = max(0, self._output.waiting - count)
        self._watch()

    def drain(self):
        """Forwards what is there already, then no more."""
        for fd in list(self._open):
            for _ in range(DRAIN):
                if not self._read(fd):
                    break
        self._open.clear()
        self._watch()

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
        if data:
            self._output.forward(self._streams[fd], data)
        else:
            self._open.discard(fd)
        self._watch()
        return bool(data)

    def _watch(self):
        wanted = self._open if self._output and self._output.waiting < WINDOW else set()
        for fd in self._watched - wanted:
            self._loop.forget(fd)
        for fd in wanted - self._watched:
            self._loop.watch(fd, self._read)
        self._watched = set(wanted)


def describe(status):
    """A wait status as an exit code (128 and the signal's number, as shells do) and the signal's name."""
    if status is None:
        return {"exitCode": 128 + signal.SIGKILL, "signal": "SIGKILL"}
    if not os.WIFSIGNALED(status):
        return {"exitCode": os.WEXITSTATUS(status), "signal": None}
    number = os.WTERMSIG(status)
    names = {entry.value: entry.name for entry in signal.Signals}
    return {"exitCode": 128 + number, "signal": names.get(number, f"signal {number}")}
