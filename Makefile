# MirrorPPR Desktop. A machine needs Python 3.11 or 3.12, make and git; `make demo` and `make test` do the rest.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

SUPPORTED := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 13))
PYTHON ?= $(shell for p in python3 python3.11 python3.12; do \
	$$p -c '$(SUPPORTED)' >/dev/null 2>&1 && { echo $$p; break; }; done)
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.set-up
AI_VENV ?= .venv-ai
AI_STAMP := $(AI_VENV)/.set-up
AI_TESTS := tests/neural tests/training tests/cli/test_light.py
OUT ?= demo-output
PYTEST_OPTIONS ?= -n auto --maxprocesses 4 --dist loadfile

.PHONY: help setup system window-system demo screenshots test ai test-ai lint format bench constraints clean

help:
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

setup: $(STAMP) ## make .venv with everything that tests and demo need, in the versions of constraints.txt

$(STAMP): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or 3.12 is needed: make setup PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || \
		{ echo "this Python cannot make a venv. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

# OpenCV's wheel leaves two libraries to the system; every desktop has them, a bare container does not.
system: $(STAMP)
	@$(BIN)/python -c 'import cv2' 2>/dev/null || tools/system-packages
	@$(BIN)/python -c 'import cv2'

# A window needs some more of them, on a desktop and on a virtual screen.
window-system: system
	@$(BIN)/python -c 'import PySide6.QtWidgets' 2>/dev/null || tools/system-packages --tests
	@$(BIN)/python -c 'import PySide6.QtWidgets'

demo: system ## retouch photos that come inside packages; results in OUT (demo-output)
	$(BIN)/mirrorppr demo --out "$(OUT)"

screenshots: window-system ## take the pictures of docs/guide anew, on photos that come inside packages (minutes)
	$(BIN)/python tools/screenshots.py

test: window-system lint ## everything that must hold
	$(BIN)/python -m pytest $(PYTEST_OPTIONS)

ai: $(AI_STAMP) ## make .venv-ai: the same with torch, for the networks (a large download)

$(AI_STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(AI_VENV)
	$(AI_VENV)/bin/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	$(AI_VENV)/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,ai]'
	touch $@

test-ai: system $(AI_STAMP) ## the tests of the networks, which `make test` leaves out without torch
	$(AI_VENV)/bin/python -m pytest $(PYTEST_OPTIONS) $(AI_TESTS)

lint: $(STAMP) ## style, types, and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP) ## put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: system ## timed runs (minutes)
	for one in benchmarks/[a-z]*.py; do $(BIN)/python "$$one"; done

constraints: ## renew constraints.txt: the newest versions that pyproject.toml allows, tried in a fresh venv
	$(PYTHON) tools/constraints.py

clean: ## remove the venv and what tests and demo left
	rm -rf $(VENV) $(AI_VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis "$(OUT)"
