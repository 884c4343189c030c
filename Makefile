# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
# What one can do here: `make help`. Nothing needs to be set up before.

PYTHON ?= python3
TARGETS ?=
SITE ?= site
PORT ?= 8000
REPOS ?=
CASES ?=
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
MAKEFLAGS += --no-print-directory

.DEFAULT_GOAL := help
.PHONY: help survey test check lint cases mutants bench bench-scale serve clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo '  make survey TARGETS="../a https://example.org/b.git portfolio.toml"'

survey: $(VENV)/.ready ## Survey TARGETS (default: this repository) and make a site
	@$(BIN)/commonweal survey $(TARGETS) --site $(SITE) --open $(ARGS)

test: $(VENV)/.ready-dev ## Run the tests
	@$(BIN)/pytest -n auto $(ARGS)

lint: $(VENV)/.ready-dev ## Check form, types, imports and licences
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@PYTHONPATH=src $(BIN)/lint-imports --no-cache > $(VENV)/imports.txt || { cat $(VENV)/imports.txt; exit 1; }
	@$(BIN)/reuse lint --quiet || $(BIN)/reuse lint --lines

check: lint test ## All that has to pass before a change goes in

cases: $(VENV)/.ready-dev ## Score the judges: make cases CASES=folder [ARGS="mof --show 5"] [COMMONWEAL_MIRRORS=clones]
	@$(BIN)/python -m cases "$(CASES)" $(ARGS)

mutants: $(VENV)/.ready-dev ## Change rules and show what no test notices: make mutants [ARGS="--room insight --limit 40 --seed 1"]
	@$(BIN)/python -m tests.mutation $(ARGS)

bench: $(VENV)/.ready-bench ## Measure on clones: make bench REPOS="../a ../b"
	@$(BIN)/python benchmarks/run.py $(REPOS) $(ARGS)

bench-scale: $(VENV)/.ready-dev ## Measure a made-up portfolio of 1,000 repositories: make bench-scale [ARGS="--repositories 200"]
	@$(BIN)/python benchmarks/scale.py $(ARGS)

serve: $(VENV)/.ready ## Show the site in a browser on this machine, port PORT
	@test -f "$(SITE)/index.html" || { echo 'No site yet: run `make survey` first.' >&2; exit 1; }
	@echo "http://127.0.0.1:$(PORT)/ until Ctrl-C"
	@$(BIN)/python -m http.server --bind 127.0.0.1 --directory "$(SITE)" $(PORT)

clean: ## Throw the environment away; evidence and site stay
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache

# The environment is made once, and again when pyproject.toml changes.
$(VENV)/.ready: pyproject.toml .ci/install
	@PYTHON="$(PYTHON)" sh .ci/install $(VENV) .
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready
	@PYTHON="$(PYTHON)" sh .ci/install $(VENV) '.[dev]'
	@touch $@

$(VENV)/.ready-bench: $(VENV)/.ready
	@PYTHON="$(PYTHON)" sh .ci/install $(VENV) '.[bench]'
	@touch $@
