"""The few things that only the Linux kernel can do for us, each best effort: elsewhere they are skipped."""
import ctypes
import os
import re
import resource
import signal

FIELD = re.compile(rb"^(\w+):\s+(\d+)", re.MULTILINE)
OPEN_FILE = 4096  # bytes: half of what a pipe holds when its user has too many
SET_PARENT_DEATH_SIGNAL, SET_DUMPABLE, SET_CHILD_SUBREAPER = 1, 4, 36


def prctl(option, value):
    """Calls prctl(2) where the C library has it."""
    try:
        ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)
    except AttributeError:
        pass


def hide(hidden=True):
    """Makes this process's memory and descriptors unreadable for user programs, which run as the same user."""
    prctl(SET_DUMPABLE, not hidden)


def adopt_orphans():
    """Makes orphaned descendants children of this process, so that none is ever out of sight."""
    prctl(SET_CHILD_SUBREAPER, 1)


def die_with_parent():
    """Ends this process when its parent ends."""
    prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)


def volunteer_for_oom(score):
    """Offers this process to the kernel before any of the host's own when memory runs out. Not while it is hidden."""
    try:
        with open("/proc/self/oom_score_adj", "w") as file:
            file.write(str(score))
    except OSError:
        pass


def apply_limits(limits):
    """Sets hard limits, by their name in the resource module; a lower one that is in force already stays."""
    for name, value in limits.items():
        kind = getattr(resource, name)
        _, hard = resource.getrlimit(kind)
        if hard == resource.RLIM_INFINITY or value < hard:
            resource.setrlimit(kind, (value, value))


def processes():
    """Every process in sight: {pid: (parent, bytes of memory that it has in use)}.

    Shared pages count in full, as do page tables, and for each open file what the kernel may hold for it.
    """
    found = {}
    for name in os.listdir("/proc") if os.path.isdir("/proc") else ():
        if name.isdigit():
            try:
                with open(f"/proc/{name}/status", "rb") as file:
                    fields = dict(FIELD.findall(file.read()))
                files = os.stat(f"/proc/{name}/fd").st_size  # their number; 0 before Linux 6.2
                used = sum(int(fields.get(field, 0)) for field in (b"VmRSS", b"VmPTE")) * 1024
                found[int(name)] = int(fields[b"PPid"]), used + files * OPEN_FILE if used else 0
            except (OSError, KeyError):
                pass
    return found


def parents():
    """Every process in sight with its parent: {pid: ppid}."""
    found = {}
    for name in os.listdir("/proc") if os.path.isdir("/proc") else ():
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat", "rb") as file:
                    # The name, in brackets, may hold anything; what follows its last bracket is fixed.
                    found[int(name)] = int(file.read().rpartition(b")")[2].split()[1])
            except (OSError, IndexError):
                pass
    return found


def shared_with_others(pid):
    """Bytes that are to be left out of what a process uses: of pages that it shares, the part of the others."""
    try:
        with open(f"/proc/{pid}/smaps_rollup", "rb") as file:
            fields = dict(FIELD.findall(file.read()))
            return (int(fields[b"Rss"]) - int(fields[b"Pss"])) * 1024
    except (OSError, KeyError):
        return 0  # it has ended, or hides itself


def ended_for_memory(descriptor):
    """How many processes of the session's control group the kernel has ended."""
    fields = os.pread(descriptor, 4096, 0).split()
    return int(fields[fields.index(b"oom_kill") + 1]) if b"oom_kill" in fields else 0


def kill(pid, number):
    """Sends a signal to a process that may have ended."""
    try:
        os.kill(pid, number)
    except OSError:
        pass
