"""What an installation pulls in: every version is held, and the base never takes torch along."""

from __future__ import annotations

import importlib.metadata
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
PROJECT = "mirrorppr-desktop"
LEARNING = {"torch", "torchvision", "diffusers", "transformers", "peft", "accelerate", "tensorflow", "triton"}


@pytest.fixture(scope="module")
def held() -> dict[str, Version]:
    """constraints.txt as versions by name."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): Version(version) for name, version in pins}


@pytest.fixture(scope="module")
def declared() -> dict[str, list[Requirement]]:
    """The requirements of pyproject.toml: of the base under "", of each extra under its name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = {"": project["dependencies"], **project["optional-dependencies"]}
    return {extra: [Requirement(line) for line in lines] for extra, lines in groups.items()}


def _needed(*extras: str) -> dict[str, str]:
    """Installed version of everything that the project with these extras needs, however far down, by name."""
    found: dict[str, str] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [(PROJECT, frozenset(extras))]
    while waiting:
        name, wanted = waiting.pop()
        if (name, wanted) in seen:
            continue
        seen.add((name, wanted))
        distribution = importlib.metadata.distribution(name)
        found[name] = distribution.version
        for line in distribution.requires or []:
            requirement = Requirement(line)
            environments = [{"extra": extra} for extra in (wanted or {""})]
            if requirement.marker is None or any(requirement.marker.evaluate(one) for one in environments):
                waiting.append((canonicalize_name(requirement.name), frozenset(requirement.extras)))
    found.pop(PROJECT)
    return found


@pytest.mark.parametrize("extras", [(), ("demo",), ("dev",)], ids=["base", "demo", "dev"])
def test_an_installation_pulls_no_torch(extras: tuple[str, ...]) -> None:
    needed = _needed(*extras)
    assert {"numpy", "mediapipe", "jaxlib"} < needed.keys()  # the walk went down at all
    assert not needed.keys() & LEARNING


def test_an_extra_is_seen_by_the_walk() -> None:
    assert "insightface" in _needed("demo")
    assert "insightface" not in _needed()


def test_what_is_installed_is_what_is_held(held: dict[str, Version]) -> None:
    for name, version in _needed("dev").items():
        assert name in held, f"{name} is missing in constraints.txt: make constraints"
        assert Version(version) == held[name], f"{name}: make setup"


def test_every_declared_requirement_is_held_at_a_version_that_it_allows(
    declared: dict[str, list[Requirement]], held: dict[str, Version]
) -> None:
    for requirements in declared.values():
        for requirement in requirements:
            name = canonicalize_name(requirement.name)
            if name != PROJECT:
                assert requirement.specifier.contains(held[name]), requirement


def test_both_packages_that_lay_down_cv2_are_of_one_version(held: dict[str, Version]) -> None:
    assert held["opencv-python"] == held["opencv-contrib-python"]


def test_torch_is_held_for_those_who_want_it(declared: dict[str, list[Requirement]], held: dict[str, Version]) -> None:
    assert "torch" in {requirement.name for requirement in declared["ai"]}
    assert held["torch"] == Version("2.13.0")
