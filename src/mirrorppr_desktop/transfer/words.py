"""What a measured pair shows, in words that more than one place uses."""

from __future__ import annotations

from mirrorppr_desktop.transfer.pair import PairMeasurement

VISIBLE_PX = 0.5  # a smaller movement than this is not worth a sentence
_VISIBLE_LEVELS = 2.0  # of 255: nor is a smaller tone change


def tone_words(measured: PairMeasurement) -> str:
    """How the tone was changed, as in "lighter by 4 levels of 255 in the middle tones"; "" where it was left alone."""
    change = measured.displacement.tone.change  # (3, 3): dark, middle, light x R, G, B
    words = []
    lighter = float(change[1].mean())
    if abs(lighter) >= _VISIBLE_LEVELS:
        words.append(
            f"{'lighter' if lighter > 0 else 'darker'} by {abs(lighter):.0f} levels of 255 in the middle tones"
        )
    warmer = float(change[1, 0] - change[1, 2])
    if abs(warmer) >= _VISIBLE_LEVELS:
        words.append(f"{'warmer' if warmer > 0 else 'cooler'} by {abs(warmer):.0f} levels")
    contrast = float(change[2].mean() - change[0].mean())
    if abs(contrast) >= 2 * _VISIBLE_LEVELS:
        words.append("more contrast" if contrast > 0 else "less contrast")
    return ", ".join(words)


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
