"""`mirrorppr embed`: what a trained extractor sees in a pair, and how well a result keeps to it."""

from __future__ import annotations

import json
import sys
from argparse import Namespace

import numpy as np

from mirrorppr_desktop.cli.exit_code import ExitCode
from mirrorppr_desktop.neural.embedding import cosine
from mirrorppr_desktop.neural.files import model_digest
from mirrorppr_desktop.neural.light import seen_in_pair


def run(arguments: Namespace) -> int:
    """Tell the embedding in figures, or whole as one JSON object.

    Raises:
        ModelFileError: no such model. PhotoError: a photo cannot be read.
    """
    pair = seen_in_pair(arguments.model, arguments.before, arguments.after)
    edit, plain = pair.edit, pair.nothing
    values: dict[str, object] = {
        "model_sha256": model_digest(arguments.model),
        "width": len(edit),
        "length": float(np.linalg.norm(edit)),
        "from_no_edit": float(np.linalg.norm(edit - plain)),
        "cosine_to_no_edit": cosine(edit, plain),
    }
    words = [f"The edit embedding of the pair has {len(edit)} numbers and a length of {values['length']:.4g}."]
    words += [f"It lies {values['from_no_edit']:.4g} from that of no edit (cosine {values['cosine_to_no_edit']:.4f})."]
    if arguments.query is not None:
        done = seen_in_pair(arguments.model, arguments.query, arguments.result)
        values["consistency"] = cosine(edit, done.edit)
        values["consistency_no_edit"] = cosine(edit, done.nothing)
        words.append(
            f"Operation consistency of the result: {values['consistency']:.4f} "
            f"(of the untouched query: {values['consistency_no_edit']:.4f})."
        )
    if arguments.json:
        print(json.dumps({**values, "embedding": edit.tolist(), "no_edit": plain.tolist()}))
    print("\n".join(words), file=sys.stderr if arguments.json else sys.stdout)
    return ExitCode.DONE
