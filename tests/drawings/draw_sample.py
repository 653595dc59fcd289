"""Draw the pictures of the sample chapter.

    python tests/drawings/draw_sample.py                       # all of them, into content/media
    python tests/drawings/draw_sample.py FOLDER                # into another folder
    python tests/drawings/draw_sample.py --only bells gears    # those whose path has one of these words

The same pictures every time. Needs Pillow only.
"""

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: Sequence[str]) -> None:
    """Draw what the arguments ask for, on every core."""
    from tests.drawings.pictures import PICTURES, write_picture

    parser = argparse.ArgumentParser(description="Draw the pictures of the sample chapter.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "content" / "media")
    parser.add_argument("--only", nargs="+", metavar="WORD", default=[""], help="words in the paths of pictures")
    asked = parser.parse_args(arguments)
    names = [name for name in PICTURES if any(word in name for word in asked.only)]
    with ProcessPoolExecutor() as pool:
        for path in pool.map(partial(write_picture, folder=asked.folder), names):
            print(f"{path.stat().st_size // 1024:5} kB  {path.relative_to(asked.folder)}")


if __name__ == "__main__":
    # Run by its path, Python looks for modules beside this file rather than in the project.
    sys.path[0] = str(ROOT)
    main(sys.argv[1:])
