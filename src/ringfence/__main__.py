"""`python -m ringfence`, and where the installed command begins."""

import signal

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C while modules are read ends it, without a traceback

from ringfence.cli import main

if __name__ == "__main__":
    main()
