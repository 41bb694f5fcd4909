# make build   install evgraph here and build the graph of data/fiches
# make test    every test: style, types, architecture, golden cases, stores, the installed wheel
# make help    what else there is

VENV := .venv
BIN := $(VENV)/bin
WHEELS := .wheels
BENCH := .venv-bench
# wetsuite has no wheel.
BENCH_PIP := install --quiet --disable-pip-version-check --no-deps --only-binary :all: --no-binary wetsuite
# The peers that `make bench-refs` times, and only what their reference finders import: the rest of what they ask for
# (spaCy, notebooks, PDF) is some 700 MB.
PEERS := wetsuite nllegalcit eyecite hyperscan google-re2 \
  certifi charset-normalizer courts-db fast-diff-match-patch idna lark lxml msgpack pyahocorasick pypdf python-dateutil \
  regex reporters-db requests urllib3
# The first Python that is new enough; an older python3 is still named in the error when there is none.
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
  $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && exit; done; \
  command -v python3)

.DEFAULT_GOAL := build
.PHONY: build test check bless bench-quality bench-refs picture lock clean help

build: $(VENV)/.installed ## Install evgraph and build the graph of data/fiches
	@$(BIN)/evgraph build

test: $(VENV)/.tested ## Run every test (no network is used once this is installed)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/python -m pytest -q -n auto --dist loadfile

check: $(VENV)/.tested ## Style and types only
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy --no-error-summary

bless: $(VENV)/.tested ## Rewrite the expected results of a golden case: make bless CASE=mededeling-havens
	@$(BIN)/python -m tests.bless $(CASE)
	@git --no-pager diff --stat -- tests/cases

bench-quality: $(VENV)/.installed ## Score the reference finder on hand-made cases: make bench-quality ARGS="--show kamerstuk"
	@$(BIN)/python benchmarks/quality/run.py $(ARGS)

bench-refs: $(BENCH)/.installed ## Time the reference finder and its peers: make bench-refs ARGS="--json FILE"
	@$(BENCH)/bin/python -m benchmarks.speed.run $(ARGS)

picture: $(VENV)/.installed ## Draw docs/sample.svg anew
	@EVGRAPH_STORE=build/picture $(BIN)/evgraph build --quiet data/fiches
	@EVGRAPH_STORE=build/picture $(BIN)/evgraph trace kst-22112-4239 --format svg --output docs/sample.svg

lock: ## Pin the newest versions that fit, in the three lock files
	@rm -rf build/lock && $(PYTHON) -m venv build/lock
	@build/lock/bin/pip install --quiet --upgrade hatchling editables $$($(PYTHON) -c "import tomllib; print(' '.join(repr(d) for d in tomllib.load(open('pyproject.toml','rb'))['project']['dependencies']))" | tr -d "'")
	@build/lock/bin/pip freeze --all --exclude pip --exclude setuptools > requirements.lock
	@build/lock/bin/pip install --quiet --upgrade $$($(PYTHON) -c "import tomllib; print(' '.join(tomllib.load(open('pyproject.toml','rb'))['dependency-groups']['dev']))")
	@build/lock/bin/pip freeze --all --exclude pip --exclude setuptools > requirements-dev.lock
	@rm -rf build/lock && $(PYTHON) -m venv build/lock
	@build/lock/bin/pip $(BENCH_PIP) --upgrade --constraint requirements.lock $(PEERS)
	@build/lock/bin/pip freeze --all --exclude pip --exclude setuptools > requirements-bench.lock

clean: ## Remove everything that was made here
	@rm -rf $(VENV) $(WHEELS) $(BENCH) build dist data/build .mypy_cache .ruff_cache .pytest_cache .hypothesis

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

$(VENV)/.python: Makefile
	@test -n "$(PYTHON)" || { echo "evgraph needs Python 3.11 or newer and found none."; \
	  echo "Install it (Debian, Ubuntu: sudo apt install python3 python3-venv; macOS: brew install python) and run make again."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "evgraph needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version)."; \
	  echo "Install a newer one and say which: make build PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "$(PYTHON) cannot make virtual environments: its venv module is missing."; \
	  echo "Install it (Debian, Ubuntu: sudo apt install $$($(PYTHON) -c 'import sys; print("python%d.%d" % sys.version_info[:2])')-venv) and run make again."; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(WHEELS)/.collected: requirements.lock $(VENV)/.python
	@echo "Collecting packages…"
	@$(BIN)/pip download --quiet --disable-pip-version-check --only-binary :all: --dest $(WHEELS) -r requirements.lock || { \
	  echo "The packages of requirements.lock could not be fetched. Check the network connection and run make again."; exit 1; }
	@touch $@

$(VENV)/.installed: $(WHEELS)/.collected pyproject.toml
	@echo "Installing…"
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-index --find-links $(WHEELS) -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.tested: requirements-dev.lock $(VENV)/.installed
	@echo "Installing the test tools…"
	@$(BIN)/pip install --quiet --disable-pip-version-check --only-binary :all: -r requirements-dev.lock || { \
	  echo "The packages of requirements-dev.lock could not be fetched. Check the network connection and run make again."; exit 1; }
	@touch $@

$(BENCH)/.installed: requirements-bench.lock $(WHEELS)/.collected pyproject.toml
	@echo "Installing evgraph and its peers…"
	@$(PYTHON) -m venv --clear $(BENCH)
	@$(BENCH)/bin/pip install --quiet --disable-pip-version-check --no-index --find-links $(WHEELS) -r requirements.lock
	@$(BENCH)/bin/pip install --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation --editable .
	@$(BENCH)/bin/pip $(BENCH_PIP) -r requirements-bench.lock || { \
	  echo "The packages of requirements-bench.lock could not be fetched. Check the network connection and run make again."; exit 1; }
	@touch $@
