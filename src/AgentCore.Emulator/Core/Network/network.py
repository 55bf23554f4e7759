"""The one way out of a sandbox's network namespace: a listener whose connections the emulator takes.

A part of the guest program of code sessions. Run as `python network.py <socket> <program> <arguments>` it makes the
listener and becomes the program.
"""
import os
import socket
import struct
import sys

ADDRESS = ("127.0.0.1", 3128)


def hand_over(path):
    """Listens, gives the listener to the emulator at a Unix socket, and returns when the emulator has it."""
    with socket.socket() as listener, socket.socket(socket.AF_UNIX) as emulator:
        listener.bind(ADDRESS)
        listener.listen(socket.SOMAXCONN)
        emulator.connect(path)
        descriptor = struct.pack("i", listener.fileno())
        emulator.sendmsg([b"."], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, descriptor)])
        if emulator.recv(1) != b".":
            raise OSError("the emulator did not take over the network of the sandbox")


if __name__ == "__main__":
    hand_over(sys.argv[1])
    os.execvp(sys.argv[2], sys.argv[2:])
