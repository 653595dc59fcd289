"""`python -m benchmarks`: see `--help`."""

from __future__ import annotations

import sys

from benchmarks.commands import main

sys.exit(main())
