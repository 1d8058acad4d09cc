"""Runs a command on a terminal of its own, and presses Ctrl-C there once it says that it is ready.

    python3 pressCtrlC.py TEXT COMMAND...

Ctrl-C follows the first output that has TEXT in it. What the command prints goes to standard output;
the exit code is that of the command.
"""

import os
import pty
import sys

ready, command = sys.argv[1].encode(), sys.argv[2:]
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(command[0], command)

output = b""
pressed = False
while True:
    try:
        read = os.read(terminal, 65536)
    except OSError:  # Linux says so that nobody has the terminal open any more.
        break
    if not read:
        break
    sys.stdout.buffer.write(read)
    sys.stdout.buffer.flush()
    output += read
    if not pressed and ready in output:
        os.write(terminal, b"\x03")
        pressed = True
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
