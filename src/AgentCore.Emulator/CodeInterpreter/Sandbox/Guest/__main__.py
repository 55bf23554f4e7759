"""Entry of the program that runs inside a code interpreter's sandbox.

Started as `python <this folder> supervisor <settings>` by the emulator, and as `python <this folder> worker <fd>` by
the supervisor for each Python interpreter.
"""
import sys

if sys.argv[1] == "supervisor":
    from agentcore_guest import supervisor

    supervisor.main(sys.argv[2])
else:
    from agentcore_guest import worker

    worker.main(int(sys.argv[2]))
