"""What IPython itself takes: reads a job a line, as JSON, and runs its code so many times with its output caught."""
import contextlib
import io
import json
import sys
import time

from IPython.core.interactiveshell import InteractiveShell

shell = InteractiveShell.instance()
shell.history_manager.enabled = False
print("{}", flush=True)
for line in sys.stdin:
    job = json.loads(line)
    start = time.perf_counter()
    for _ in range(job["count"]):
        with contextlib.redirect_stdout(io.StringIO()) as output:
            shell.run_cell(job["code"])
    milliseconds = (time.perf_counter() - start) * 1000
    print(json.dumps({"milliseconds": milliseconds, "found": output.getvalue()}), flush=True)
