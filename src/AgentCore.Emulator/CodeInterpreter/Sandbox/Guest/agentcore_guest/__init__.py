"""What the emulator runs inside a session's sandbox: a supervisor that owns processes and files, and Python workers."""
