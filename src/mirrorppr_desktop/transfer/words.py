"""What a measured pair shows, in words that more than one place uses."""

from __future__ import annotations

from mirrorppr_desktop.transfer.pair import PairMeasurement

VISIBLE_PX = 0.5  # a smaller movement than this is not worth a sentence


def tone_words(measured: PairMeasurement) -> str:
    """How the tone was changed, as in "lighter by 4 levels of 255 in the middle tones"; "" where it was left alone."""
    return measured.displacement.tone.words


def elsewhere_words(measured: PairMeasurement) -> str:
    """What moved beyond the face and is not carried over; "" where nothing did."""
    if measured.body or measured.motion_elsewhere_px < VISIBLE_PX:
        return ""
    return f"Beyond the face: moved by up to {measured.motion_elsewhere_px:.1f} px; not carried over"


def face_words(measured: PairMeasurement) -> str:
    """Which of several faces was measured; "" where there is one."""
    if measured.faces < 2:
        return ""
    return f"Face: {measured.face} of {measured.faces}, counted from the left, changed most"
