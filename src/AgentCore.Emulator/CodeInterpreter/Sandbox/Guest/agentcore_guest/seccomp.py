"""A filter of system calls for everything in the sandbox: what would lead out of it, or past its limits, is refused.

The other walls hold without it; it takes away what they do not cover: namespaces of one's own (with a memory file system
of any size), sockets that no network namespace contains (VSOCK), the machine's key rings, memory that belongs to no
process (memfd), and parts of the kernel that programs of this kind do not need.
"""
import ctypes
import errno
import os
import struct

SET_NO_NEW_PRIVILEGES, SET_SECCOMP, MODE_FILTER = 38, 22, 2
LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06  # instructions of BPF
NUMBER, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data
ALLOW, REFUSE = 0x7FFF0000, 0x00050000
OTHER_ABI = 0x40000000  # set in the numbers of x86-64's x32 calls
NAMESPACES = 0x7E020000  # CLONE_NEW*
FAMILIES = (1, 2, 10, 16)  # AF_UNIX, AF_INET, AF_INET6, AF_NETLINK

# Numbers by machine: AUDIT_ARCH, clone, socket, and the calls that are refused, with the error that programs expect.
MACHINES = {
    "x86_64": (0xC000003E, 56, 41, {
        errno.EPERM: (101, 310, 311, 272, 308, 165, 166, 155, 248, 249, 250, 321, 298, 323, 304),
        errno.ENOSYS: (319,)}),
    "aarch64": (0xC00000B7, 220, 198, {
        errno.EPERM: (117, 270, 271, 97, 268, 40, 39, 41, 217, 218, 219, 280, 241, 282, 265),
        errno.ENOSYS: (279,)}),
}
# In this order: ptrace, process_vm_readv, process_vm_writev, unshare, setns, mount, umount2, pivot_root, add_key,
# request_key, keyctl, bpf, perf_event_open, userfaultfd, open_by_handle_at; memfd_create.

# Newer calls have one number everywhere: open_tree, move_mount, fsopen, fsconfig, fsmount, fspick, mount_setattr;
# io_uring's three, clone3 (whose flags no filter can see; without it clone is used) and memfd_secret.
EVERYWHERE = {errno.EPERM: (428, 429, 430, 431, 432, 433, 442), errno.ENOSYS: (425, 426, 427, 435, 447)}


def apply():
    """Filters this process and all that it starts. On machines that are not listed there is no filter."""
    machine = MACHINES.get(os.uname().machine)
    if not machine:
        return
    code = b"".join(struct.pack("HBBI", *instruction) for instruction in _program(*machine))
    memory = ctypes.create_string_buffer(code)
    program = struct.pack("HP", len(code) // 8, ctypes.addressof(memory))
    call = ctypes.CDLL(None, use_errno=True).prctl
    call.argtypes = [ctypes.c_int, ctypes.c_ulong, ctypes.c_char_p, ctypes.c_ulong, ctypes.c_ulong]
    if call(SET_NO_NEW_PRIVILEGES, 1, None, 0, 0) or call(SET_SECCOMP, MODE_FILTER, program, 0, 0):
        raise OSError(ctypes.get_errno(), "The filter of system calls was not accepted")


def _program(architecture, clone, socket, refused):
    """Each instruction: its code, how many to skip when true and when false, its value."""
    lines = [(LOAD, 0, 0, ARCHITECTURE), (EQUAL, 1, 0, architecture), _refuse(errno.ENOSYS),
             (LOAD, 0, 0, NUMBER), (AT_LEAST, 0, 1, OTHER_ABI), _refuse(errno.ENOSYS)]
    for table in (refused, EVERYWHERE):
        for error, numbers in table.items():
            for number in numbers:
                lines += [(EQUAL, 0, 1, number), _refuse(error)]
    lines += [(EQUAL, 0, 4, clone), (LOAD, 0, 0, FIRST_ARGUMENT), (ANY_BIT, 0, 1, NAMESPACES), _refuse(errno.EPERM),
              (RETURN, 0, 0, ALLOW)]
    lines += [(EQUAL, 0, 2 * len(FAMILIES) + 2, socket), (LOAD, 0, 0, FIRST_ARGUMENT)]
    for family in FAMILIES:
        lines += [(EQUAL, 0, 1, family), (RETURN, 0, 0, ALLOW)]
    return [*lines, _refuse(errno.EAFNOSUPPORT), (RETURN, 0, 0, ALLOW)]


def _refuse(error):
    return RETURN, 0, 0, REFUSE | error
