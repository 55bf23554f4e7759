"""A call that runs a program to its end, on pipes or on a terminal."""
import os
import pty
import tempfile
import time

from .output import Output, Taps, describe

GRACE = 2.0  # seconds between asking a program to end and ending it


class Program:
    """Starts at once and tells its output and its end. `done` is called when it and all it started are gone."""

    def __init__(self, supervisor, call, request, body, done):
        self._supervisor, self._call, self._done = supervisor, call, done
        self._output = Output(call, request["limit"], supervisor.tell)
        self._started = time.monotonic()
        stdin = _readable(body)
        if request["terminal"]:
            ours, theirs = pty.openpty()
            streams, ends = {ours: "stdout"}, (stdin, theirs, theirs)
        else:
            (out, out_end), (err, err_end) = os.pipe(), os.pipe()
            streams, ends = {out: "stdout", err: "stderr"}, (stdin, out_end, err_end)
        self._taps = Taps(supervisor.loop, streams)
        try:
            self._child = supervisor.family.start(request["arguments"], ends, terminal=request["terminal"])
        except OSError:
            self._taps.close()
            raise
        finally:
            for fd in set(ends):
                os.close(fd)
        self._taps.open(self._output)
        supervisor.loop.watch(self._child.status, self._ended)

    @property
    def runner(self):
        """The process that the program descends from; None when it has ended."""
        return self._child and self._child.runner

    def taken(self, count):
        """Goes on with output that waited for its reader."""
        self._taps.taken(count)

    def note(self, text):
        """Says something to whoever reads the output."""
        self._output.note(text)

    def cancel(self):
        """Interrupts the program as Ctrl+C would, and ends it if it goes on."""
        self._child.interrupt()
        self._supervisor.loop.later(GRACE, self._kill)

    def _kill(self):
        if self._child:
            self._child.kill()

    def _ended(self, fd):
        self._supervisor.loop.forget(fd)
        self._supervisor.watch.tell_ended()
        status = self._supervisor.family.bury(self._child)
        self._child = None
        self._taps.close()
        self._done(self._call)
        self._supervisor.tell({"call": self._call, "event": "end", "seconds": time.monotonic() - self._started,
                               "truncated": self._output.truncated, **describe(status)})


def _readable(body):
    if not body:
        return os.open(os.devnull, os.O_RDONLY)
    with tempfile.TemporaryFile() as file:
        file.write(body)
        file.seek(0)
        return os.dup(file.fileno())
