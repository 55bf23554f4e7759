"""Starting user programs so that all they leave behind is found and ended.

Between supervisor and program stands a runner: a fork of the supervisor that adopts and reaps the program's orphans
(daemons, background jobs), ends what the program leaves behind, and reports the program's end. When it is gone, by
itself or because somebody killed it, what is left of its tree falls to the supervisor as children that it did not
start: strays, ended at once.

To fork a process of Python takes longer than most commands do. So a runner stays for the next program, and starts it
by `posix_spawn`, which copies no memory.
"""
import array
import json
import os
import signal
import socket
import struct

from . import kernel

STATUS = struct.Struct(">i")
OUT_OF_MEMORY_SCORE = 1000
NOT_STARTED = 127 << 8  # a wait status
MOST_STREAMS = 8
PATIENCE = 10  # seconds that a runner may take to read what is sent to it
TO_DEFAULT = (signal.SIGTERM, signal.SIGINT, signal.SIGPIPE, signal.SIGXFSZ)


class Child:
    """A started program: its runner's process id, and a descriptor that can be read when it has ended."""

    def __init__(self, runner, channel):
        self.runner = runner
        self._channel = channel
        self.status = channel.fileno()

    def give(self, job, streams):
        """Gives the runner a program to start."""
        kernel.kill(self.runner, signal.SIGCONT)  # another program may have stopped it
        self._channel.sendmsg([b"."], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", streams))])
        self._channel.sendall(json.dumps(job).encode() + b"\n")

    def report(self):
        """The program's wait status, or None when its runner is gone."""
        try:
            data = self._channel.recv(STATUS.size)
        except OSError:
            data = b""
        return STATUS.unpack(data)[0] if len(data) == STATUS.size else None

    def interrupt(self):
        """Sends what Ctrl+C sends, to the program's process group."""
        kernel.kill(self.runner, signal.SIGTERM)

    def kill(self):
        """Ends the program with all that it started."""
        _end_tree(self.runner)

    def close(self):
        """Gives the runner no more programs."""
        self._channel.close()


class Family:
    """All programs that run now. Whatever else is a child of this process is a stray."""

    def __init__(self, environment, limits):
        self._environment, self._limits = environment, limits
        self._runners = set()
        self._free = None

    def start(self, arguments, streams, terminal=False):
        """Starts a program in a session of its own; with `terminal`, stdout is its controlling terminal.

        `streams` are its descriptors: standard input, output and error, then others.
        """
        while True:
            child, self._free = self._free or self._fork(), None
            try:
                child.give({"arguments": arguments, "terminal": terminal}, streams)
                return child
            except OSError:  # a program has ended the runner while it was free
                child.kill()
                self._lose(child)

    def bury(self, child):
        """Takes note of an ended program; its wait status, or None when its runner was killed.

        To be called once, when the child's status can be read.
        """
        status = child.report()
        if status is None or self._free:
            self._lose(child)
        else:
            self._free = child
        return status

    def end(self):
        """Ends all programs."""
        self._runners.clear()
        _end_children()

    def _fork(self):
        ours, theirs = socket.socketpair()
        try:
            runner = os.fork()
        except OSError:
            ours.close()
            raise
        else:
            if not runner:
                _run(theirs, self._environment, self._limits)
        finally:
            theirs.close()
        ours.settimeout(PATIENCE)
        self._runners.add(runner)
        return Child(runner, ours)

    def _lose(self, child):
        child.close()
        self._runners.discard(child.runner)
        _end_children(self._runners)


class _Runner:
    """Runs one program after the other, as the supervisor gives them, until it gives no more."""

    def __init__(self, channel):
        self._channel, self._lines = channel, channel.makefile("rb")
        self._program = None

    def interrupt(self, *_):
        """Sends what Ctrl+C sends, to the process group of the program that runs."""
        if self._program:
            try:
                os.killpg(self._program, signal.SIGINT)
            except OSError:
                pass

    def serve(self):
        """Runs programs."""
        while True:
            streams = array.array("i")
            _, ancillary, *_ = self._channel.recvmsg(1, socket.CMSG_SPACE(MOST_STREAMS * streams.itemsize))
            for _, _, data in ancillary:
                streams.frombytes(data)
            if not streams:
                return
            self._channel.sendall(STATUS.pack(self._run(json.loads(self._lines.readline()), streams)))

    def _run(self, job, streams):
        program = job["arguments"][0]
        try:
            self._program = os.posix_spawnp(
                program, job["arguments"], os.environ, file_actions=_actions(streams, job["terminal"]), setsid=True,
                setsigdef=TO_DEFAULT)
        except (OSError, ValueError) as error:
            os.write(streams[2], f"{program}: {getattr(error, 'strerror', error)}\n".encode())
            return NOT_STARTED
        finally:
            for fd in streams:
                os.close(fd)
        ended, how = os.wait()
        while ended != self._program:
            ended, how = os.wait()
        self._program = None
        _end_children()
        return how


def _run(channel, environment, limits):
    try:
        _close_all_but({channel.fileno()})
        kernel.die_with_parent()
        kernel.adopt_orphans()
        kernel.hide(False)
        kernel.volunteer_for_oom(OUT_OF_MEMORY_SCORE)
        kernel.hide()
        kernel.apply_limits(limits)
        os.environ.clear()
        os.environ.update(environment)
        runner = _Runner(channel)
        signal.signal(signal.SIGTERM, runner.interrupt)
        runner.serve()
    finally:
        os._exit(0)


def _actions(streams, terminal):
    """What is done with descriptors before a program starts."""
    for target, fd in enumerate(streams):  # a descriptor is above all targets that are still to come
        if terminal and target == 1:
            # The first terminal that a session leader opens becomes its controlling one.
            yield os.POSIX_SPAWN_OPEN, target, os.ttyname(fd), os.O_RDWR, 0
        else:
            yield os.POSIX_SPAWN_DUP2, fd, target
    for fd in streams:
        if fd >= len(streams):
            yield os.POSIX_SPAWN_CLOSE, fd


def _end_children(kept=frozenset()):
    """Ends what descends from this process, but for some of its children."""
    me = os.getpid()
    while children := {pid for pid, parent in kernel.parents().items() if parent == me} - kept:
        for pid in children:
            _end_tree(pid)
        for pid in children:
            os.waitpid(pid, 0)


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
