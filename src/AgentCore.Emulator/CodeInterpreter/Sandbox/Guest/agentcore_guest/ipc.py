"""System V objects: message queues, semaphores and shared memory, which stay when the processes that made them end."""
import ctypes

REMOVE = 0
MESSAGE, QUEUE, SEMAPHORE = 64, 256, 64  # bytes that the kernel takes for each besides its content

# By kind: the bytes that an object holds, from its line in /proc/sysvipc.
KINDS = {
    "shm": lambda fields: int(fields[14]),  # its pages in memory
    "msg": lambda fields: int(fields[3]) + int(fields[4]) * MESSAGE + QUEUE,
    "sem": lambda fields: int(fields[3]) * SEMAPHORE + QUEUE,
}


def held():
    """Bytes that all objects hold."""
    return sum(size(fields) for kind, size in KINDS.items() for fields in _objects(kind))


def remove_all():
    """Removes every object. Shared memory that processes have attached goes when they end."""
    library = ctypes.CDLL(None)
    for kind in KINDS:
        for fields in _objects(kind):
            number = int(fields[1])
            if kind == "sem":
                library.semctl(number, 0, REMOVE)
            else:
                getattr(library, kind + "ctl")(number, REMOVE, None)


def _objects(kind):
    try:
        with open("/proc/sysvipc/" + kind, "rb") as file:
            return [line.split() for line in list(file)[1:]]
    except OSError:
        return []
