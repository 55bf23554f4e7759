"""A Python interpreter that runs one cell after the other, as a notebook does, until the supervisor ends it."""
import ctypes
import importlib
import io
import os
import signal
import site
import sys
import time
import traceback

from . import definitions, kernel
from .channel import CHUNK, FrameReader, send
from .shell import Shell

CHANNEL = 3  # the descriptor at which the supervisor sends the cells
INTERRUPTED = 130
OUT_OF_MEMORY_SCORE = 600  # far from a command's 1000: many small processes go before the variables do
INLINE = "module://matplotlib_inline.backend_inline"  # shows figures when they are shown or their cell has ended


class Worker:
    """Runs the cells that come over the channel. A fork of it runs its cell to the end, and no other."""

    def __init__(self, channel):
        self._channel, self._process = channel, os.getpid()
        self._running = False
        self._shell = Shell.instance(self._show)
        definitions.install(self._shell)
        self._shell.run_cell("pass", silent=True)  # the first cell loads what the others find loaded
        signal.signal(signal.SIGINT, self._interrupt)

    def serve(self):
        """Runs what comes until the channel ends."""
        reader = FrameReader(sys.maxsize)
        while data := os.read(self._channel, CHUNK):
            for _, code in reader.feed(data):
                began = time.monotonic()
                exit_code = self._execute(code.decode("utf-8", "replace"))
                _flush()
                if self._is_fork():
                    os._exit(exit_code)
                send(self._channel, {"event": "end", "exitCode": exit_code, "seconds": time.monotonic() - began})

    def _execute(self, code):
        try:
            importlib.invalidate_caches()  # modules may have been written or installed since the last call
            self._running = True
            return self._shell.run(code)
        except KeyboardInterrupt:
            return INTERRUPTED
        except BaseException:  # of IPython itself, such as of a setting that the user changed
            traceback.print_exc()
            return 1
        finally:
            self._running = False

    def _show(self, head, body):
        if not self._is_fork():
            send(self._channel, head, body)

    def _is_fork(self):
        return os.getpid() != self._process

    def _interrupt(self, *_):
        # An interrupt that comes when the code has just ended must not end the worker.
        if self._running:
            raise KeyboardInterrupt


def _flush():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):
            pass  # user code replaced or closed it
    ctypes.CDLL(None).fflush(None)


class _Immediate(io.BufferedWriter):
    """Hands on what is written at once: somebody may watch. It is whole even if an interrupt cuts a write short."""

    def write(self, data):
        count = super().write(data)
        self.flush()
        return count


class _Stream(io.TextIOWrapper):
    """Standard output or error, which a program cannot close for those that run after it."""

    def close(self):
        self.flush()


def main():
    """Prepares the process as a notebook's kernel finds it, then serves."""
    os.set_inheritable(CHANNEL, False)
    kernel.volunteer_for_oom(OUT_OF_MEMORY_SCORE)
    sys.argv = [""]
    sys.path[0] = ""
    if sys.prefix == sys.base_prefix and site.getusersitepackages() not in sys.path:
        sys.path.append(site.getusersitepackages())  # where pip will put what is not there yet
    for number, name in ((1, "stdout"), (2, "stderr")):
        raw = io.FileIO(number, "w", closefd=False)
        setattr(sys, name, _Stream(_Immediate(raw), encoding="utf-8", errors="backslashreplace", write_through=True))
    os.environ["MPLBACKEND"] = INLINE
    Worker(CHANNEL).serve()
