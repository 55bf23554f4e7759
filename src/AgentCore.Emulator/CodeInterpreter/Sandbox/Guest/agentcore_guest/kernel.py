"""The few things that only the Linux kernel can do for us, each best effort: elsewhere they are skipped."""
import ctypes
import os
import resource
import signal

SET_PARENT_DEATH_SIGNAL, SET_DUMPABLE, SET_CHILD_SUBREAPER = 1, 4, 36


def prctl(option, value):
    """Calls prctl(2) where the C library has it."""
    try:
        ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)
    except AttributeError:
        pass


def hide():
    """Makes this process's memory and descriptors unreadable for user programs, which run as the same user."""
    prctl(SET_DUMPABLE, 0)


def adopt_orphans():
    """Makes orphaned descendants children of this process, so that none is ever out of sight."""
    prctl(SET_CHILD_SUBREAPER, 1)


def die_with_parent():
    """Ends this process when its parent ends."""
    prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)


def volunteer_for_oom(score):
    """Offers this process to the kernel before any of the host's own when memory runs out."""
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
    """Every process in sight: {pid: (parent, bytes of memory that it has in use, shared ones included)}."""
    found = {}
    for name in os.listdir("/proc") if os.path.isdir("/proc") else ():
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat", "rb") as file:
                    # The name, in brackets, may hold anything; what follows its last bracket is fixed.
                    fields = file.read().rpartition(b")")[2].split()
                    found[int(name)] = int(fields[1]), int(fields[21]) * resource.getpagesize()
            except (OSError, IndexError):
                pass
    return found


def parents():
    """Every process in sight with its parent: {pid: ppid}."""
    return {pid: parent for pid, (parent, _) in processes().items()}


def proportional(pid, otherwise):
    """Bytes of memory of a process, each page that it shares with others counted in part."""
    try:
        with open(f"/proc/{pid}/smaps_rollup", "rb") as file:
            return next(int(line.split()[1]) * 1024 for line in file if line.startswith(b"Pss:"))
    except (OSError, StopIteration):
        return otherwise  # it has ended, or hides itself


def shared_segments():
    """Bytes that System V shared memory holds, attached or not."""
    try:
        with open("/proc/sysvipc/shm", "rb") as file:
            return sum(int(line.split()[14]) for line in list(file)[1:])
    except (OSError, IndexError):
        return 0


def kill(pid, number):
    """Sends a signal to a process that may have ended."""
    try:
        os.kill(pid, number)
    except OSError:
        pass
