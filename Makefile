# All set-up is part of each target: `make demo` and `make test` are enough on a machine with Python, git and apt.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
# The first Python that is new enough.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$name; break; fi; done)

SERVE ?= 1
PORT ?= 8000
# The demo's history ends on the Friday before; noon of this day counts as today.
DEMO_DAY := 2026-11-22
DEMO_EPOCH := 1795348800

# As many tests at once as there are processors; plain `pytest` runs one after the other.
SIDE_BY_SIDE := --numprocesses auto --dist worksteal

# Material prints an announcement to everybody who runs MkDocs; it is of no use here.
export NO_MKDOCS_2_WARNING := 1

.PHONY: help demo test check lint types layers manual coverage browser-tests setup browser fuzz bench bench-short clean

help: ## Say what each target does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

demo: $(VENV)/.installed ## Make a demo workspace, build its sites, serve them (SERVE=0: build only)
	@command -v ssh-keygen >/dev/null || .ci/install openssh-client "to make the demo's throwaway keys"
	@rm -rf demo
	@$(BIN)/milepost demo demo --as-of $(DEMO_DAY) >/dev/null
	@$(BIN)/milepost build --workspace demo --as-of $(DEMO_DAY)
	@echo
	@if [ "$(SERVE)" = 0 ]; then \
		echo "Open in a browser: file://$(CURDIR)/demo/site/alderway/index.html"; \
	else \
		port=$$($(BIN)/python .ci/free-port $(PORT)); \
		echo "All clients, and the internal overview: http://127.0.0.1:$$port/"; \
		echo "One client, as the client sees it:      http://127.0.0.1:$$port/alderway/"; \
		echo "Stop with Ctrl-C."; echo; \
		SOURCE_DATE_EPOCH=$(DEMO_EPOCH) exec $(BIN)/mkdocs serve --quiet -f demo/mkdocs.yml -a 127.0.0.1:$$port; \
	fi

test: check browser-tests bench-short ## Set up, check and run every test

check: lint types layers manual coverage ## Format, lint, types, layers, manual, and the tests with their coverage

lint: $(VENV)/.ready
	$(BIN)/ruff format --check plugins tests
	$(BIN)/ruff check plugins tests

types: $(VENV)/.ready
	MYPYPATH=plugins:tests $(BIN)/mypy --strict plugins/milepost tests

layers: $(VENV)/.ready
	$(BIN)/lint-imports --no-cache

manual: $(VENV)/.ready ## Build the manual into docs-site/; a broken link fails
	$(BIN)/mkdocs build --quiet --strict --config-file docs/manual/mkdocs.yml

coverage: $(VENV)/.ready
	$(BIN)/pytest -m 'not browser' $(SIDE_BY_SIDE) --cov --cov-report=
	@echo "Coverage of what keeps clients apart, and of what reads their files:"
	$(BIN)/coverage report --include='plugins/milepost/disclosure/*,plugins/milepost/loading/*' --fail-under=97
	@echo "Coverage of everything:"
	$(BIN)/coverage report --fail-under=95

browser-tests: $(VENV)/.ready
	@if ! .ci/chromium >/dev/null; then \
		echo "*** No Chromium: the pages are NOT checked in a browser. 'make browser' installs one. ***" >&2; \
	fi
	MILEPOST_CHROMIUM="$$(.ci/chromium || true)" $(BIN)/pytest -m browser $(SIDE_BY_SIDE)

setup: $(VENV)/.ready ## Set up the environment for development

browser: ## Install Chromium for the browser tests
	@.ci/chromium >/dev/null || .ci/install chromium "to check the pages in a browser"

fuzz: $(VENV)/.ready ## Try the YAML reader with many more inputs than the tests do
	MILEPOST_FUZZ=20000 $(BIN)/pytest tests/unit/loading/test_source_fuzz.py

bench: $(VENV)/.ready ## Measure building, history, trails and verification, each beside its baseline
	$(BIN)/python tests/benchmarks/bench_site_build.py
	$(BIN)/python tests/benchmarks/bench_history.py --large
	$(BIN)/python tests/benchmarks/bench_trail.py 1000 10000
	$(BIN)/python tests/benchmarks/bench_verify.py

bench-short: $(VENV)/.ready
	@echo "That the benchmarks run; for figures: make bench"
	$(BIN)/python tests/benchmarks/bench_site_build.py 10
	$(BIN)/python tests/benchmarks/bench_history.py 300
	$(BIN)/python tests/benchmarks/bench_verify.py 200

clean: ## Remove the environment, the demo and everything built
	rm -rf $(VENV) demo site docs-site build dist .cache

$(VENV)/bin/python:
	@if [ -z "$(PYTHON)" ]; then echo "Milepost needs Python 3.11 or newer; none was found." >&2; exit 3; fi
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || .ci/install python3-venv "to make an environment of its own"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Installing Milepost into $(VENV)/ …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.ready: $(VENV)/.installed
	@echo "Installing what the tests need …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@
