"""What a session holds of the machine's memory, all its processes and files together, and an end to what is too much.

A control group bounds it exactly, but not every machine lets us make one; this works wherever the guest does, and tells
what was ended. It counts what belongs to no process, too: files, System V objects, what waits in sockets.
"""
import os
import signal
import time

from . import ipc, kernel, sockets

GROWTH = 1.5 * 1024**3  # bytes a second that one processor can fill
SHORTEST, LONGEST = 0.02, 0.5  # seconds between two looks
SHARE = 0.2  # most of one processor's time that looking may take
INODE = 1024  # bytes that a file costs besides its content


class Watch:
    """Looks at the sum, the more often the less is left, and kills the biggest process of the biggest program."""

    def __init__(self, supervisor, limit, folders, events):
        self._supervisor, self._limit, self._folders, self._events = supervisor, limit, folders, events
        self._dying, self._ended = set(), 0

    def look(self):
        """Looks once, and sees to it that the next look follows."""
        pause = LONGEST
        try:
            pause = self._look()
        finally:
            self._supervisor.loop.later(pause, self.look)

    def tell_ended(self):
        """Says how many processes the kernel has ended since the last time, to whoever reads the output of any."""
        ended = kernel.ended_for_memory(self._events) if self._events else 0
        if ended > self._ended:
            self._supervisor.note(None, f"[{ended - self._ended} processes ended by SIGKILL: {self._reason()}.]\n")
            self._ended = ended

    def _look(self):
        began = time.monotonic()
        self.tell_ended()
        processes = _family(kernel.processes())
        self._dying &= processes.keys()
        sizes = {pid: used for pid, (_, used) in processes.items() if pid not in self._dying}
        objects, buffers = (ipc.held(), sockets.held()) if self._folders else (0, {})
        others = self._held_by_files() + objects + sum(buffers.values()) + (sockets.of_netlink() if buffers else 0)
        left = self._limit - others - sum(sizes.values())
        if left < 0:  # pages that processes share were counted for each; now exactly, which takes longer
            sizes = {pid: used and max(0, used - kernel.shared_with_others(pid)) for pid, used in sizes.items()}
            left = self._limit - others - sum(sizes.values())
        if left < 0:
            self._free({pid: root for pid, (root, _) in processes.items()}, sizes, objects, buffers, -left)
        pause = max(left, 0) / (GROWTH * (os.cpu_count() or 1))
        return max(min(max(pause, SHORTEST), LONGEST), (time.monotonic() - began) / SHARE)

    def _held_by_files(self):
        total = 0
        for folder in self._folders:
            state = os.statvfs(folder)
            total += (state.f_blocks - state.f_bfree) * state.f_frsize + (state.f_files - state.f_ffree) * INODE
        return total

    def _free(self, roots, sizes, objects, buffers, excess):
        programs, left = {}, dict(buffers)
        for pid, size in sizes.items():
            if pid != roots[pid]:  # a runner is ours, and small
                held = sum(left.pop(inode, 0) for inode in sockets.of_process(pid)) if left else 0
                programs.setdefault(roots[pid], []).append((size + held, pid))
        biggest = max(programs, key=lambda root: sum(size for size, _ in programs[root]), default=None)
        if objects > sum(size for size, _ in programs.get(biggest, ())):
            ipc.remove_all()
            self._supervisor.note(None, "[The session's message queues, semaphores and shared memory, of "
                                        f"{_mib(objects)} together, removed: {self._reason()}.]\n")
        elif biggest is not None:
            self._end(biggest, programs[biggest], excess)

    def _end(self, root, processes, excess):
        freed = count = 0
        for size, pid in sorted(processes, reverse=True):
            if freed >= excess:
                break
            kernel.kill(pid, signal.SIGKILL)
            self._dying.add(pid)
            freed, count = freed + size, count + 1
        self._supervisor.note(root, f"[{count} of the program's processes, of {_mib(freed)} together, ended by "
                                    f"SIGKILL: {self._reason()}.]\n")

    def _reason(self):
        return f"the session used more than its {_mib(self._limit)} of memory, files included"


def _family(processes):
    """This process and all that descend from it: {pid: (its program's runner, bytes)}."""
    me, found = os.getpid(), {}
    for pid, (parent, used) in processes.items():
        root, seen = pid, set()
        while parent != me and parent in processes and root not in seen:
            seen.add(root)
            root, parent = parent, processes[parent][0]
        if pid == me or parent == me:
            found[pid] = (root, used)
    return found


def _mib(size):
    return f"{size / 1024**2:.0f} MiB"
