"""The sandbox's first process: it owns the session's programs, interpreter and files, and outlives them all."""
import contextlib
import json
import os
import signal
import sys
import traceback

from . import files, fonts, kernel, network, seccomp
from .channel import CHUNK, BrokenChannel, FrameReader, send
from .interpreter import Interpreter
from .loop import Loop
from .memory import Watch
from .program import Program
from .runner import Family

LARGEST_REQUEST = 256 * 1024 * 1024
OUT_OF_MEMORY_SCORE = 500

# What IPython makes where it is missing. It could not do so when user code has filled the folder.
PROFILE = ".ipython/profile_default"
PROFILE_FOLDERS = ("db", "log", "pid", "security", "startup")


class Supervisor:
    """Answers the emulator's requests, each with any number of events; the last one of each is "end" or "refused"."""

    def __init__(self, settings):
        self.loop = Loop()
        self.family = Family(settings["environment"], settings["limits"])
        self.watch = Watch(self, settings["memory"], settings["memoryFolders"], settings.get("memoryEvents"))
        self._running = {}
        self._requests = FrameReader(LARGEST_REQUEST)
        self._interpreter = Interpreter(self, settings["worker"])
        self._operations = {"python": self._python, "program": self._program, "write": self._write,
                            "read": self._read, "list": self._list, "remove": self._remove}

    def run(self):
        """Serves until the emulator is gone, and then ends everything."""
        self.loop.watch(0, self._receive)
        self.watch.look()
        with contextlib.suppress(OSError):  # the first cell tries again, and reports it
            self._interpreter.start()
        self.tell({"event": "ready"})
        self.loop.run()

    def tell(self, head, body=b""):
        """Sends an event to the emulator."""
        try:
            send(1, head, body)
        except OSError:
            self._leave()

    def note(self, runner, text):
        """Says something to whoever reads the output of the program that a runner looks after, or of all for None."""
        for running in self._running.values():
            if runner in (None, running.runner):
                running.note(text)

    def _leave(self):
        if os.getpid() != 1:  # the kernel ends all with the first process of a sandbox
            self.family.end()
        os._exit(0)

    def _receive(self, fd):
        try:
            requests = list(self._requests.feed(os.read(fd, CHUNK) or self._leave()))
        except (OSError, BrokenChannel):
            self._leave()
        for head, body in requests:
            try:
                self._serve(head, body)
            except files.Refused as refused:
                self._refuse(head, str(refused))
            except OSError as error:
                self._refuse(head, error.strerror or str(error))
            except Exception as error:  # of one call, which must not end the session
                traceback.print_exc()
                self._refuse(head, f"{type(error).__name__}: {error}")

    def _serve(self, head, body):
        call, operation = head["call"], head["op"]
        running = self._running.get(call)
        if operation == "cancel":
            if running:
                running.cancel()
        elif operation == "taken":
            if running:
                running.taken(head["taken"])
        else:
            self._operations[operation](call, head, body)

    def _refuse(self, head, reason):
        self.tell({"call": head["call"], "event": "refused", "reason": reason})

    def _finished(self, call):
        del self._running[call]

    def _python(self, call, head, body):
        self._interpreter.execute(call, body, head["clear"], head["limit"], self._finished)
        self._running[call] = self._interpreter

    def _program(self, call, head, body):
        self._running[call] = Program(self, call, head, body, self._finished)

    def _write(self, call, head, body):
        files.write(head["paths"], head["sizes"], body)
        self.tell({"call": call, "event": "end"})

    def _read(self, call, head, _):
        for entry, content in files.read(head["paths"], head["limit"]):
            self.tell({"call": call, "event": "file", **entry}, content)
        self.tell({"call": call, "event": "end"})

    def _list(self, call, head, _):
        for some in files.entries(head["path"]):
            self.tell({"call": call, "event": "entries", "entries": some})
        self.tell({"call": call, "event": "end"})

    def _remove(self, call, head, _):
        files.remove(head["paths"])
        self.tell({"call": call, "event": "end"})


def main(text):
    """Prepares this process and the session's folders, then serves."""
    settings = json.loads(text)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    kernel.volunteer_for_oom(OUT_OF_MEMORY_SCORE)
    kernel.hide()
    if settings.get("memoryEvents"):
        os.set_inheritable(settings["memoryEvents"], False)
    if "network" in settings:
        network.hand_over(settings["network"])
    if os.getpid() == 1:  # without a sandbox this process must live on to end the others
        kernel.die_with_parent()
        seccomp.apply()
    kernel.adopt_orphans()
    os.umask(0o022)
    os.chdir(settings["environment"]["HOME"])
    for folder in settings["folders"]:
        os.makedirs(folder, exist_ok=True)
    for folder in PROFILE_FOLDERS:
        os.makedirs(os.path.join(PROFILE, folder), exist_ok=True)
    with open(os.path.join(PROFILE, "startup", "README"), "ab"):
        pass  # empty, it takes nothing of the folder's size
    fonts.prepare(settings["environment"]["MPLCONFIGDIR"])
    settings["worker"] = [sys.executable, "-B", os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "worker"]
    Supervisor(settings).run()
