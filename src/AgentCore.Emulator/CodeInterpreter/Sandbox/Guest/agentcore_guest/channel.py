"""Frames: a JSON head and a raw body, each behind its length (two big-endian 32-bit numbers).

Both the emulator and the workers speak this with the supervisor, over descriptors that no user program inherits.
"""
import json
import os
import struct

LENGTHS = struct.Struct(">II")
CHUNK = 65536


class BrokenChannel(Exception):
    """The other side sent what is no frame."""


def send(fd, head, body=b""):
    """Writes one frame: a short one at once, so that its reader wakes once, a long one without a copy of its body."""
    text = json.dumps(head, ensure_ascii=True, separators=(",", ":")).encode()
    start = LENGTHS.pack(len(text), len(body)) + text
    for part in (start + body,) if len(body) < CHUNK else (start, body):
        view = memoryview(part)
        while view:
            view = view[os.write(fd, view):]


class FrameReader:
    """Collects bytes as they come and hands out the frames that are whole."""

    def __init__(self, largest):
        self._largest = largest
        self._buffer = bytearray()

    def feed(self, data):
        """Takes some bytes and yields (head, body) for each frame that they complete."""
        self._buffer += data
        while len(self._buffer) >= LENGTHS.size:
            head_length, body_length = LENGTHS.unpack_from(self._buffer)
            end = LENGTHS.size + head_length + body_length
            if end > self._largest:
                raise BrokenChannel(f"a frame of {end} bytes, more than {self._largest}")
            if len(self._buffer) < end:
                return
            head_end = LENGTHS.size + head_length
            try:
                head = json.loads(bytes(self._buffer[LENGTHS.size:head_end]))
            except (ValueError, RecursionError) as error:
                raise BrokenChannel(str(error)) from error
            if not isinstance(head, dict):
                raise BrokenChannel("a head that is no object")
            body = bytes(self._buffer[head_end:end])
            del self._buffer[:end]
            yield head, body
