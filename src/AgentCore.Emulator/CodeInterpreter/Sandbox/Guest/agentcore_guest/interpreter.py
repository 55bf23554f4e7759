"""The session's Python interpreter: a worker process that lives from call to call, and starts before the first."""
import os
import socket
import struct
import time

from .channel import CHUNK, FrameReader, send
from .output import Output, Taps, describe
from .program import GRACE

LARGEST_MESSAGE = 64 * 1024 * 1024  # an image, at most
SHOWN = ("image", "display")
PATIENCE = 10  # seconds that a worker may take to read what is sent to it


class Interpreter:
    """Runs one cell at a time. A worker that dies is replaced at the next call."""

    def __init__(self, supervisor, arguments):
        self._supervisor, self._arguments = supervisor, arguments
        self._child = self._call = self._done = self._lost = self._started = None

    def execute(self, call, code, clear, limit, done):
        """Runs a cell, in a fresh worker when `clear` is set; `done` is called at the end."""
        if self._call is not None:
            raise OSError(None, "The interpreter is busy with another call.")
        if clear and self._child:
            self._child.kill()
            self._bury()
        self._started = time.monotonic()
        if not self._child:
            self.start()
        note, self._lost = (None if clear else self._lost), None
        self._call, self._done = call, done
        self._output = Output(call, limit, self._supervisor.tell)
        if note:
            self._supervisor.tell({"call": call, "event": "lost", **note})
        self._taps.open(self._output)
        try:
            send(self._channel.fileno(), {"op": "execute"}, code)
        except OSError:
            self._child.kill()  # it has ended, or reads no more; its status is about to tell

    @property
    def runner(self):
        """The process that the worker descends from; None when there is none."""
        return self._child and self._child.runner

    def taken(self, count):
        """Goes on with output that waited for its reader."""
        self._taps.taken(count)

    def note(self, text):
        """Says something to whoever reads the output of the running code."""
        self._output.note(text)

    def cancel(self):
        """Interrupts the running code, and ends the worker if the code goes on."""
        self._child.interrupt()
        call = self._call
        self._supervisor.loop.later(GRACE, lambda: self._kill(call))

    def _kill(self, call):
        if self._child and self._call == call:
            self._child.kill()

    def start(self):
        """Starts a worker, which then waits for its first cell."""
        (out, out_end), (err, err_end) = os.pipe(), os.pipe()
        null = os.open(os.devnull, os.O_RDONLY)
        ours, theirs = socket.socketpair()
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", PATIENCE, 0))
        taps = Taps(self._supervisor.loop, {out: "stdout", err: "stderr"})
        try:
            self._child = self._supervisor.family.start(self._arguments, (null, out_end, err_end, theirs.fileno()))
        except OSError:
            taps.close()
            ours.close()
            raise
        finally:
            for fd in (out_end, err_end, null):
                os.close(fd)
            theirs.close()
        self._taps, self._channel = taps, ours
        self._reader = FrameReader(LARGEST_MESSAGE)
        self._supervisor.loop.watch(self._child.status, lambda _: self._died())
        self._supervisor.loop.watch(ours.fileno(), self._heard)

    def _heard(self, fd):
        try:
            for head, body in self._reader.feed(os.read(fd, CHUNK)):
                if self._call is None:
                    continue
                if head.get("event") in SHOWN:
                    self._output.show(head["event"], str(head["mimeType"]), body)
                elif head.get("event") == "end":
                    self._end({"exitCode": int(head.get("exitCode", 1)) & 0xFF, "signal": None, "died": False},
                              float(head["seconds"]))
        except Exception:
            # User code found the worker's own descriptor and wrote anything to it, or closed it.
            self._child.kill()

    def _died(self):
        how = describe(self._bury())
        if self._call is None:
            self._lost = how if self._started else None  # nothing is lost before the first cell
        else:
            self._end({**how, "died": True})

    def _bury(self):
        loop = self._supervisor.loop
        loop.forget(self._child.status)
        loop.forget(self._channel.fileno())
        self._channel.close()
        status = self._supervisor.family.bury(self._child)
        self._child = None
        if self._call is None:
            self._taps.close()
        return status

    def _end(self, how, seconds=None):
        elapsed = time.monotonic() - self._started
        call, self._call = self._call, None
        if how["died"]:
            self._taps.close()
        else:
            self._taps.drain()
        self._supervisor.watch.tell_ended()
        self._done(call)
        self._supervisor.tell({"call": call, "event": "end", "truncated": self._output.truncated, **how,
                               # Without the time that a new worker takes to start; user code may report anything.
                               "seconds": seconds if seconds is not None and 0 <= seconds <= elapsed else elapsed})
