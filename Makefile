# Needs Python 3.11 or newer, make and git; nothing has to be activated.
# `make serve` shows the sample chapter, `make test` tests everything.

PYTHON ?= python3
BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
RUN := $(BIN)/python
CHAPTER := $(RUN) -m generator

.DEFAULT_GOAL := help
.PHONY: help serve build check test proof bench lint wheel lock pictures clean

help:
	@echo "make serve   show the sample chapter at http://127.0.0.1:8000/"
	@echo "make build   build it into public/"
	@echo "make check   check its content"
	@echo "make test    lint, types and tests, in a browser too"
	@echo "make proof   the long proofs whole: thousands of edits, kills, damaged caches"
	@echo "make bench   measure beside Hugo, Eleventy, Pelican and MkDocs"
	@echo "make wheel   build dist/*.whl"

serve: .venv/site
	$(CHAPTER) serve

build: .venv/site
	$(CHAPTER) build

check: .venv/site
	$(CHAPTER) check

test: lint
	$(RUN) -m pytest

# Hours on two cores; every test run makes a share of it.
proof: .venv/test
	PROOF=1 $(RUN) -m pytest

bench: .venv/test
	$(RUN) -m benchmarks run

lint: .venv/test
	$(RUN) -m ruff check
	$(RUN) -m mypy

wheel: .venv/test
	$(RUN) -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

# The locks hold for Linux, macOS and Windows. uv is needed for this alone.
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--only-binary :all: --emit-build-options --no-annotate --custom-compile-command "make lock"

lock: $(RUN)
	$(RUN) -m pip install --quiet uv
	$(LOCK) pyproject.toml --output-file requirements.lock
	$(LOCK) pyproject.toml --group test --constraint requirements.lock --output-file tests/requirements.lock

# Photographs the sample chapter for the README. Look at them before you commit them.
pictures: .venv/test
	$(RUN) tests/drawings/photograph.py

clean:
	rm -rf public .cache dist

$(RUN):
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Chapterhouse needs Python 3.11 or newer')"
	$(PYTHON) -m venv .venv

.venv/site: requirements.lock | $(RUN)
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/test: requirements.lock tests/requirements.lock | $(RUN)
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/requirements.lock
	@touch $@
