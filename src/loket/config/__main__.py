"""`python -m loket.config` is the command `loket`."""

import sys

from loket.config.cli import main

if __name__ == "__main__":
    sys.exit(main())
