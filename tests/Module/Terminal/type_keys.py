"""Types at a shell in a terminal, and prints what the terminal showed.

Usage: type_keys.py <file with the keys> <shell> [argument ...]; each line of keys is typed at a prompt of its own.
"""
import os
import pty
import select
import signal
import sys
import time

PROMPT = b"ready> "
SECONDS = 60


def read_until(terminal, wanted):
    """Reads until the terminal shows what is wanted, or is closed."""
    shown = b""
    end = time.monotonic() + SECONDS
    while wanted not in shown:
        if not select.select([terminal], [], [], max(0, end - time.monotonic()))[0]:
            raise SystemExit(f"Not shown within {SECONDS} s: {wanted!r}; shown: {shown!r}")
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    return shown


def main():
    with open(sys.argv[1], "rb") as file:
        lines = file.read().splitlines(keepends=True)
    shell, terminal = pty.fork()
    if shell == 0:
        os.environ.update(PS1=PROMPT.decode(), TERM="dumb", COLUMNS="200")
        os.execvp(sys.argv[2], sys.argv[2:])
    try:
        shown = read_until(terminal, PROMPT)
        for line in lines:
            os.write(terminal, line)
            shown += read_until(terminal, PROMPT)
        sys.stdout.buffer.write(shown)
    finally:
        os.kill(shell, signal.SIGKILL)


main()
