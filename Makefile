# The commands of Loket's developers and of those who want to see it. `make` lists them.
# Every target installs what it needs, may be run twice, and in any order.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

BIN := $(CURDIR)/.venv/bin
# The machine's, also when the environment is active: it has pip, the environment has none.
PYTHON ?= $(shell type -aP python3 | grep -v '^$(BIN)/' | head -1)
export PYTHON
# The machine's own pip installs into the environment: one package less to set up. The locks are
# complete, so nothing is resolved; what is used is compiled at its first import.
PIP := $(PYTHON) -m pip --python $(BIN)/python --disable-pip-version-check --quiet
LOCKED := install --no-compile --no-deps --require-hashes
export PATH := $(BIN):$(PATH)
# Arguments for `loket demo`: make demo ARGS="--port 8010 --fresh"
ARGS ?=
# Benchmarks to run: make bench NAMES="availability booking"
NAMES ?=
# Processes that share the tests.
JOBS ?= 2
# The order of the tests: the same in every run, so that what is said of a change hangs on no dice.
# pytest by itself, without make, shuffles anew each time.
SEED ?= 2026

.PHONY: help
help: ## say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: demo
demo: ## serve a living city on this machine
	@$(MAKE) -j 2 .venv/run.stamp build/styles.stamp
	@$(MAKE) build/assets.stamp
	@.ci/needs postgres
	@exec loket demo $(ARGS)

.PHONY: test
test: .venv/dev.stamp ## every check and every test there is
	@$(MAKE) build/assets.stamp
	@.ci/needs postgres
	@.ci/needs browser
	@.ci/needs pdf
	@$(MAKE) style types contracts
	pytest -n $(JOBS) --dist loadgroup --no-loadscope-reorder --randomly-seed=$(SEED)

.PHONY: check
check: .venv/dev.stamp ## the fast half of `make test`
	@$(MAKE) style types contracts
	pytest -n $(JOBS) tests/domain tests/kit

.PHONY: bench
bench: .venv/dev.stamp build/assets.stamp ## figures, each beside its limit; one JSON object a line
	@.ci/needs postgres
	@loket bench $(NAMES)

.PHONY: style
style: .venv/dev.stamp ## format and lint of code and templates
	ruff format --check --quiet .
	ruff check --quiet .
	djlint --lint --quiet src/loket

.PHONY: types
types: .venv/dev.stamp ## mypy, strict
	mypy

.PHONY: contracts
contracts: .venv/dev.stamp ## the floors and the rooms
	lint-imports --no-logo

.PHONY: tidy
tidy: .venv/dev.stamp ## format code and mend what can be mended
	ruff check --fix --quiet . || true
	ruff format --quiet .

.PHONY: assets
assets: build/assets.stamp ## style sheets, translations, static files

.PHONY: lock
lock: .venv/dev.stamp ## newest versions that pyproject.toml allows, with their hashes
	$(PIP) $(LOCKED) -r requirements-lock.txt
	uv lock --upgrade
	.ci/export-locks
	npm install --package-lock-only --ignore-scripts

.PHONY: clean
clean: ## throw away what was built; the demo's city in var/ stays
	rm -rf build node_modules .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

# --- what the targets above need ---

.venv/bin/python:
	@$(PYTHON) -m venv --without-pip .venv

.venv/run.stamp: requirements.txt pyproject.toml | .venv/bin/python
	@echo "installing what Loket runs on …"
	@$(PIP) $(LOCKED) -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: requirements-dev.txt pyproject.toml | .venv/bin/python
	@echo "installing what developing needs …"
	@$(PIP) $(LOCKED) -r requirements-dev.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@ .venv/run.stamp

node_modules/.stamp: package.json package-lock.json | .venv/bin/python
	@echo "installing what the pages are made of …"
	@.ci/needs npm
	@npm ci --ignore-scripts --silent
	@touch $@

STYLES := $(shell find src/loket -path '*/assets/*' -type f)
PAGES := $(shell find src/loket -path '*/static/*' -type f -not -path '*/dist/*' -o -name '*.po' -type f)

# Needs no Python of ours, so it is made while that is installed.
build/styles.stamp: node_modules/.stamp $(STYLES)
	@mkdir -p build
	@npm run --silent build
	@touch $@

build/assets.stamp: build/styles.stamp $(PAGES) | .venv/run.stamp
	@loket assets
	@touch $@
