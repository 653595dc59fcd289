"""`python -m generator` is `chapter`."""

import sys

from generator.cli import main

sys.exit(main())
