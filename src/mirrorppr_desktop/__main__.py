"""`python -m mirrorppr_desktop` is `mirrorppr`."""

import sys

from mirrorppr_desktop.cli import main

if __name__ == "__main__":
    sys.exit(main())
