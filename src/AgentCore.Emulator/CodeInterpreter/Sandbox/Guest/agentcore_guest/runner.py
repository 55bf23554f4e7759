"""Starting user programs so that all they leave behind is found and ended.

Between supervisor and program stands a runner: a fork of the supervisor that adopts and reaps the program's orphans
(daemons, background jobs) and reports the program's end. When it is gone, by itself or because somebody killed it,
what is left of its tree falls to the supervisor as children that it did not start: strays, ended at once.
"""
import os
import signal
import struct

from . import kernel

STATUS = struct.Struct(">i")
OUT_OF_MEMORY_SCORE = 1000


class Child:
    """A started program: its runner's process id, and a descriptor that tells its wait status, then end of file."""

    def __init__(self, runner, status):
        self.runner = runner
        self.status = status

    def interrupt(self):
        """Sends what Ctrl+C sends, to the program's process group."""
        kernel.kill(self.runner, signal.SIGTERM)

    def kill(self):
        """Ends the program with all that it started."""
        _end_tree(self.runner)


class Family:
    """All programs that run now. Whatever else is a child of this process is a stray."""

    def __init__(self):
        self._runners = set()

    def start(self, arguments, environment, limits, streams, keep=(), terminal=False):
        """Starts a program in a session of its own; with `terminal`, stdout is its controlling terminal.

        `streams` are its standard input, output and error, `keep` what it inherits besides.
        """
        status_read, status_write = os.pipe()
        try:
            runner = os.fork()
        except OSError:
            os.close(status_read)
            os.close(status_write)
            raise
        if not runner:
            _run(arguments, environment, limits, streams, keep, terminal, status_write)
        os.close(status_write)
        self._runners.add(runner)
        return Child(runner, status_read)

    def bury(self, child):
        """Ends what an ended program left behind; its wait status, or None when its runner was killed.

        To be called once, when the child's status can be read.
        """
        data = os.read(child.status, STATUS.size)
        os.close(child.status)
        self._runners.discard(child.runner)
        self._end_strays()
        return STATUS.unpack(data)[0] if len(data) == STATUS.size else None

    def end(self):
        """Ends all programs."""
        self._runners.clear()
        self._end_strays()

    def _end_strays(self):
        me = os.getpid()
        while strays := {pid for pid, parent in kernel.parents().items() if parent == me} - self._runners:
            for pid in strays:
                _end_tree(pid)
            for pid in strays:
                os.waitpid(pid, 0)


def _run(arguments, environment, limits, streams, keep, terminal, status):
    try:
        used = {*streams, *keep, status}
        _close_all_but(used)
        kernel.die_with_parent()
        kernel.adopt_orphans()
        program = os.fork()
        if not program:
            _become(arguments, environment, limits, streams, keep, terminal)
        signal.signal(signal.SIGTERM, lambda *_: _signal_group(program))
        for fd in used - {status}:
            os.close(fd)
        ended, how = os.wait()
        while ended != program:
            ended, how = os.wait()
        os.write(status, STATUS.pack(how))
    finally:
        os._exit(0)


def _become(arguments, environment, limits, streams, keep, terminal):
    try:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGPIPE, signal.SIGXFSZ):
            signal.signal(number, signal.SIG_DFL)
        kernel.die_with_parent()
        os.setsid()
        for target, fd in enumerate(streams):
            os.dup2(fd, target)
        for fd in keep:
            os.set_inheritable(fd, True)
        if terminal:
            # The first terminal that a session leader opens becomes its controlling one.
            os.close(os.open(os.ttyname(1), os.O_RDWR))
        kernel.hide(False)  # what this copy of the supervisor holds is the session's own
        kernel.volunteer_for_oom(OUT_OF_MEMORY_SCORE)
        kernel.apply_limits(limits)
        os.execvpe(arguments[0], arguments, environment)
    except OSError as error:
        os.write(2, f"{arguments[0]}: {error.strerror}\n".encode())
    finally:
        os._exit(127)


def _end_tree(root):
    """Ends a process with all its descendants. They are stopped first, so that none can fork away meanwhile."""
    stopped = set()
    while True:
        parents = kernel.parents()
        tree = {root} & parents.keys()
        grown = True
        while grown:
            more = {pid for pid, parent in parents.items() if parent in tree} - tree
            tree |= more
            grown = bool(more)
        if tree <= stopped:
            break
        for pid in tree - stopped:
            kernel.kill(pid, signal.SIGSTOP)
        stopped |= tree
    for pid in stopped:
        kernel.kill(pid, signal.SIGKILL)


def _close_all_but(used):
    """Leaves only `used`, and the null device in the place of the supervisor's own channel."""
    null = os.open(os.devnull, os.O_RDWR)
    for fd in range(3):
        os.dup2(null, fd)
    for name in os.listdir("/dev/fd"):
        if int(name) > 2 and int(name) not in used:
            try:
                os.close(int(name))
            except OSError:
                pass


def _signal_group(leader):
    try:
        os.killpg(leader, signal.SIGINT)
    except OSError:
        pass
