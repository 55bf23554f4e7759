"""Entry of the program that runs inside a code interpreter's sandbox.

Started as `python <this folder> supervisor <settings>` by the emulator, and as `python <this folder> worker` by
the supervisor for each Python interpreter.
"""
import gc
import sys

if sys.argv[1] == "supervisor":
    from agentcore_guest import supervisor

    supervisor.main(sys.argv[2])
else:
    gc.disable()  # while modules are loaded nothing is freed, and to look for it takes a quarter of the time
    from agentcore_guest import worker

    gc.enable()
    worker.main()
