"""What a session holds of the machine's memory, all its processes and files together, and an end to what is too much.

Control groups would bound it exactly, but only root and some desktops may make them; this works wherever the guest does.
"""
import os
import signal
import time

from . import kernel

GROWTH = 1.5 * 1024**3  # bytes a second that one processor can fill
SHORTEST, LONGEST = 0.02, 0.5  # seconds between two looks
SHARE = 0.2  # most of one processor's time that looking may take
INODE = 1024  # bytes that a file costs besides its content


class Watch:
    """Looks at the sum, the more often the less is left, and kills the biggest process of the biggest program."""

    def __init__(self, supervisor, limit, folders):
        self._supervisor, self._limit, self._folders = supervisor, limit, folders
        self._dying = set()

    def look(self):
        """Looks once, and sees to it that the next look follows."""
        pause = LONGEST
        try:
            pause = self._look()
        finally:
            self._supervisor.loop.later(pause, self.look)

    def _look(self):
        began = time.monotonic()
        processes = _family(kernel.processes())
        self._dying &= processes.keys()
        sizes = {pid: resident for pid, (_, resident) in processes.items() if pid not in self._dying}
        others = self._held_by_files()
        left = self._limit - others - sum(sizes.values())
        if left < 0:  # pages that processes share were counted for each; now exactly, which takes longer
            sizes = {pid: size and kernel.proportional(pid, size) for pid, size in sizes.items()}
            left = self._limit - others - sum(sizes.values())
        if left < 0:
            self._end_biggest({pid: root for pid, (root, _) in processes.items()}, sizes, -left)
        pause = max(left, 0) / (GROWTH * (os.cpu_count() or 1))
        return max(min(max(pause, SHORTEST), LONGEST), (time.monotonic() - began) / SHARE)

    def _held_by_files(self):
        """Folders in memory, and segments that no process need have attached."""
        total = kernel.shared_segments() if self._folders else 0
        for folder in self._folders:
            state = os.statvfs(folder)
            total += (state.f_blocks - state.f_bfree) * state.f_frsize + (state.f_files - state.f_ffree) * INODE
        return total

    def _end_biggest(self, roots, sizes, excess):
        programs = {}
        for pid, size in sizes.items():
            if pid != roots[pid]:  # a runner is ours, and small
                programs.setdefault(roots[pid], []).append((size, pid))
        if not programs:
            return
        root = max(programs, key=lambda each: sum(size for size, _ in programs[each]))
        freed = count = 0
        for size, pid in sorted(programs[root], reverse=True):
            if freed >= excess:
                break
            kernel.kill(pid, signal.SIGKILL)
            self._dying.add(pid)
            freed, count = freed + size, count + 1
        self._supervisor.note(root, f"[{count} of the program's processes, of {_mib(freed)} together, ended by SIGKILL: the "
                                    f"session used more than its {_mib(self._limit)} of memory, files included.]\n")


def _family(processes):
    """This process and all that descend from it: {pid: (its program's runner, bytes)}."""
    me, found = os.getpid(), {}
    for pid, (parent, resident) in processes.items():
        root, seen = pid, set()
        while parent != me and parent in processes and root not in seen:
            seen.add(root)
            root, parent = parent, processes[parent][0]
        if pid == me or parent == me:
            found[pid] = (root, resident)
    return found


def _mib(size):
    return f"{size / 1024**2:.0f} MiB"
