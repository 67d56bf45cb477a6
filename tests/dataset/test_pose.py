from __future__ import annotations

import numpy as np
import pytest

from mirrorppr_desktop.dataset.pose import _HEAD, head_pose


def turned(yaw: float, pitch: float, roll: float) -> np.ndarray:
    y, p, r = np.radians([yaw, pitch, roll])
    # The head looks along -z: yaw to the right of the picture, then pitch down, then roll clockwise.
    about_y = np.array([[np.cos(y), 0, -np.sin(y)], [0, 1, 0], [np.sin(y), 0, np.cos(y)]])
    about_x = np.array([[1, 0, 0], [0, np.cos(p), -np.sin(p)], [0, np.sin(p), np.cos(p)]])
    about_z = np.array([[np.cos(r), -np.sin(r), 0], [np.sin(r), np.cos(r), 0], [0, 0, 1]])
    points = np.zeros((478, 2), np.float32)
    head = np.array(list(_HEAD.values()))
    points[list(_HEAD)] = 120 * (head @ (about_z @ about_x @ about_y).T)[:, :2] + [300, 200]
    return points


@pytest.mark.parametrize("yaw", [-40.0, 0.0, 25.0])
def test_yaw_is_found(yaw: float) -> None:
    assert head_pose(turned(yaw, 0, 0)).yaw == pytest.approx(yaw, abs=0.1)


@pytest.mark.parametrize("pitch", [-30.0, 15.0])
def test_pitch_is_found(pitch: float) -> None:
    pose = head_pose(turned(0, pitch, 0))
    assert abs(pose.pitch) == pytest.approx(abs(pitch), abs=0.1)
    assert pose.yaw == pytest.approx(0, abs=0.1)


@pytest.mark.parametrize("roll", [-35.0, 10.0])
def test_roll_is_found(roll: float) -> None:
    pose = head_pose(turned(0, 0, roll))
    assert pose.roll == pytest.approx(roll, abs=0.1)
    assert pose.largest == pytest.approx(abs(roll), abs=0.1)
