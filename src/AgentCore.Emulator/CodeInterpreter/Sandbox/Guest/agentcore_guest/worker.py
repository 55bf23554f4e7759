"""A Python interpreter that runs one piece of code after the other in one namespace, as a notebook does."""
import ast
import asyncio
import ctypes
import importlib
import inspect
import io
import itertools
import linecache
import os
import signal
import site
import sys
import traceback
import types

from . import figures
from .channel import CHUNK, FrameReader, send
from .notebook import Notebook

INTERRUPTED = 130


class Worker:
    """Executes code in a module named __main__, where its variables stay."""

    def __init__(self, channel):
        self._channel = channel
        self._running = False
        self._count = itertools.count(1)
        self._loop = None
        self._main = types.ModuleType("__main__")
        sys.modules["__main__"] = self._main
        signal.signal(signal.SIGINT, self._interrupt)
        figures.install(self._send_image)
        self._notebook = Notebook(self._main)

    def serve(self):
        """Runs what comes until the channel ends."""
        reader = FrameReader(sys.maxsize)
        while data := os.read(self._channel, CHUNK):
            for _, code in reader.feed(data):
                exit_code = self._execute(code.decode("utf-8", "replace"))
                _flush()
                send(self._channel, {"event": "end", "exitCode": exit_code})

    def _execute(self, code):
        name = f"<cell {next(self._count)}>"
        linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
        try:
            importlib.invalidate_caches()  # modules may have been written or installed since the last call
            self._running = True
            self._run(code, name)
            figures.show()
            return 0
        except SystemExit as request:
            return _exit_code(request.code)
        except KeyboardInterrupt as error:
            _print_error(error)
            return INTERRUPTED
        except BaseException as error:  # whatever user code raises is an answer, not our end
            _print_error(error)
            return 1
        finally:
            self._running = False

    def _run(self, code, name):
        try:
            tree = compile(code, name, "exec", ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        except SyntaxError:
            translated = self._notebook.translate(code)
            if translated is None:
                raise
            tree = compile(translated, name, "exec", ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        last = None
        if tree.body and isinstance(tree.body[-1], ast.Expr) and not code.rstrip().endswith(";"):
            last = ast.Expression(tree.body.pop().value)
        self._evaluate(tree, name, "exec")
        if last:
            value = self._evaluate(last, name, "eval")
            if value is not None:
                self._main._ = value
                if not figures.show_value(value):
                    print(repr(value))

    def _evaluate(self, tree, name, mode):
        code = compile(tree, name, mode, ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        result = eval(code, self._main.__dict__)
        if code.co_flags & inspect.CO_COROUTINE:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                asyncio.set_event_loop(self._loop)
            result = self._loop.run_until_complete(result)
        return result

    def _interrupt(self, *_):
        # An interrupt that comes when the code has just ended must not end the worker.
        if self._running:
            raise KeyboardInterrupt

    def _send_image(self, png):
        send(self._channel, {"event": "image"}, png)


def _exit_code(code):
    if code is None or isinstance(code, int):
        return (code or 0) & 0xFF
    print(code, file=sys.stderr)
    return 1


def _print_error(error):
    """Prints a traceback that begins with the user's own frames."""
    if type(error).__name__ == "UsageError":  # IPython's way to say that a magic is unknown or used in a wrong way
        print(f"UsageError: {error}", file=sys.stderr)
        return
    trace = error.__traceback__
    while trace and trace.tb_frame.f_code.co_filename in (__file__, figures.__file__):
        trace = trace.tb_next
    last = trace
    while last and last.tb_next:
        if last.tb_next.tb_frame.f_code.co_filename == __file__:
            last.tb_next = None  # where an interrupt was raised
        last = last.tb_next
    try:
        lines = traceback.format_exception(type(error), error, trace)
    except Exception:  # an exception whose own text fails
        lines = [f"{type(error).__name__}\n"]
    print("".join(lines), end="", file=sys.stderr)


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


def main(channel):
    """Prepares the process as a notebook's kernel finds it, then serves."""
    os.set_inheritable(channel, False)
    sys.argv = [""]
    sys.path[0] = ""
    if sys.prefix == sys.base_prefix and site.getusersitepackages() not in sys.path:
        sys.path.append(site.getusersitepackages())  # where pip will put what is not there yet
    for number, name in ((1, "stdout"), (2, "stderr")):
        raw = io.FileIO(number, "w", closefd=False)
        setattr(sys, name, io.TextIOWrapper(_Immediate(raw), encoding="utf-8", errors="backslashreplace",
                                            write_through=True))
    Worker(channel).serve()
