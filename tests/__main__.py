"""`python -m tests [OPTION OF PYTEST...]` runs the suite on all cores."""

import sys

from tests.parallel import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
