"""What sockets hold: memory that belongs to no process, as the kernel's socket diagnostics (sock_diag) tell it.

They see the network namespace of this process, which in a sandbox is the session's own.
"""
import errno
import os
import socket
import struct

DIAGNOSTICS, BY_FAMILY, DUMP, ERROR, DONE = 4, 20, 0x301, 2, 3
HEADER, ATTRIBUTE, LENGTHS = struct.Struct("=IHHII"), struct.Struct("=HH"), struct.Struct("=II")
MEMORY = struct.Struct("=6I")  # received, its limit, being sent, its limit, reserved, waiting to be sent
ALL, CHUNK = 0xFFFFFFFF, 65536

UNIX = struct.pack("=BBHIIIII", socket.AF_UNIX, 0, 0, ALL, 0, 4 | 16 | 32, 0, 0)  # peer, queues, memory
UNIX_PEER, UNIX_QUEUES, UNIX_MEMORY, INET_MEMORY = 2, 4, 5, 7
INET = [struct.pack("=BBBBI48x", family, protocol, 1 << (INET_MEMORY - 1), 0, ALL)
        for family in (socket.AF_INET, socket.AF_INET6) for protocol in (socket.IPPROTO_TCP, socket.IPPROTO_UDP)]

# Of what a closed socket has sent nobody tells more than that it waits: at most so much, and so many messages of it.
LARGEST_BUFFER, MOST_MESSAGES = 425_984, 11


def held():
    """Bytes that sockets hold: {inode: bytes}; sockets that no descriptor leads to have inode 0."""
    found = {}
    for request, offset, inode, memory in [(UNIX, 16, 4, UNIX_MEMORY), *((each, 72, 68, INET_MEMORY) for each in INET)]:
        for message in _dump(request):
            attributes = dict(_attributes(message[offset:]))
            size = _size(attributes.get(memory, b""))
            if request is UNIX:
                size += _orphaned(message[1], attributes)
            if size:
                number, = struct.unpack_from("=I", message, inode)
                found[number] = found.get(number, 0) + size
    return found


def of_netlink():
    """Bytes that wait in netlink sockets."""
    try:
        with open("/proc/net/netlink", "rb") as file:
            return sum(int(line.split()[4]) for line in list(file)[1:])
    except (OSError, IndexError):
        return 0


def of_process(pid):
    """The inodes of the sockets that a process has open."""
    found = set()
    try:
        for descriptor in os.scandir(f"/proc/{pid}/fd"):
            kind, _, number = os.readlink(descriptor.path).partition(":[")
            if kind == "socket":
                found.add(int(number[:-1]))
    except OSError:
        pass  # it has ended, or hides itself
    return found


def _dump(request):
    try:
        with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, DIAGNOSTICS) as kernel:
            kernel.send(HEADER.pack(HEADER.size + len(request), BY_FAMILY, DUMP, 0, 0) + request)
            while True:
                data, at = kernel.recv(CHUNK), 0
                while at < len(data):
                    length, kind, *_ = HEADER.unpack_from(data, at)
                    if kind in (ERROR, DONE):
                        return
                    yield data[at + HEADER.size:at + length]
                    at += (length + 3) & ~3
    except OSError as error:
        if error.errno == errno.EMFILE:
            raise
        # A kernel without socket diagnostics: their memory is not seen.


def _attributes(data):
    at = 0
    while at + ATTRIBUTE.size <= len(data):
        length, kind = ATTRIBUTE.unpack_from(data, at)
        yield kind, data[at + ATTRIBUTE.size:at + length]
        at += max(4, (length + 3) & ~3)


def _size(memory):
    if len(memory) < MEMORY.size:
        return 0
    received, _, sent, _, _, waiting = MEMORY.unpack_from(memory)
    return received + max(sent, waiting)


def _orphaned(kind, attributes):
    waiting, _ = LENGTHS.unpack(attributes.get(UNIX_QUEUES, bytes(8)))
    if not waiting or attributes.get(UNIX_PEER, bytes(4)) != bytes(4):
        return 0
    return LARGEST_BUFFER * (1 if kind == socket.SOCK_STREAM else MOST_MESSAGES)
