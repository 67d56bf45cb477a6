"""A batch as its own process, for harnesses that kill it: `python batch.py LOOK.json -- ARGUMENTS OF retouch`.

LOOK.json holds the fake engine's script.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "fakes"))


def main() -> int:
    look, _, *argv = sys.argv[1:]
    from fake_engines import FakeEngine
    from shoot import fake_makers

    from mirrorppr_desktop.cli.parser import parse
    from mirrorppr_desktop.cli.retouch import run
    from mirrorppr_desktop.errors import MirrorPPRError

    script = json.loads(Path(look).read_text())
    stall_s = script.pop("stall_s", 60.0)
    script["by_width"] = {int(width): what for width, what in script.get("by_width", {}).items()}
    try:
        return run(parse(["retouch", *argv]), fake_makers(FakeEngine(**script), stall_s=stall_s))
    except MirrorPPRError as error:
        print(f"mirrorppr: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
