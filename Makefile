# The front door. Every target makes what it needs; a second run finds it made.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
TOOLS  := $(VENV)/.tools

# Programs that tests start would otherwise compile every room anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test exhaustive check fmt golden docs lock bench evaluate promises fuzz mutants coverage sbom audit clean

help:  ## Say what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(STAMP): requirements/dev.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --no-deps --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(TOOLS): $(STAMP) requirements/tools.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --no-deps --require-hashes -r requirements/tools.txt
	@touch $@

demo: $(STAMP)  ## Triage eighteen scenes on an embedded internet
	@$(BIN)/scamtriage demo

test: $(STAMP)  ## The whole suite, on loopback only
	$(BIN)/python -m tests

exhaustive: $(STAMP)  ## The long form of what the suite holds in short: all hostile behaviours, all labelled sets, more kills
	$(BIN)/python -m tests -m exhaustive

CHECKS := check-format check-lint check-types check-contracts check-knowledge check-docs
.PHONY: $(CHECKS)
check: $(CHECKS)  ## Format, lint, types, import contracts, knowledge, generated docs; with -j2 two at a time
check-format: $(STAMP)
	$(BIN)/ruff format --check .
check-lint: $(STAMP)
	$(BIN)/ruff check .
check-types: $(STAMP)
	$(BIN)/mypy
check-contracts: $(STAMP)
	$(BIN)/lint-imports
check-knowledge: $(STAMP)
	$(BIN)/python -m scamtriage.knowledge.lint
check-docs: $(STAMP)
	$(BIN)/cog --check -P -I . docs/*.md README.md

fmt: $(STAMP)  ## Put the code into the house format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(STAMP)  ## Write the generated parts of the documents anew
	$(BIN)/cog -r -P -I . docs/*.md README.md

golden: $(STAMP)  ## Rewrite the golden outputs; review the diff
	$(BIN)/python -m tests.golden.rewrite

lock: $(STAMP)  ## Resolve the requirements anew, with hashes and without index addresses (needs uv)
	for set in "runtime:pyproject.toml" "extras:--all-extras pyproject.toml" "dev:pyproject.toml requirements/dev.in" "tools:pyproject.toml requirements/dev.in requirements/tools.in"; do \
	  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header $${set#*:} -o requirements/$${set%%:*}.txt || exit 1; done

bench: $(TOOLS)  ## Rates and CPU against the naive ways, in one run; in a few minutes with python -m bench --quick
	$(BIN)/python -m bench

evaluate: $(TOOLS)  ## Fit and evaluate the model; writes docs/accuracy.md
	$(BIN)/python -m tools.evaluate
	$(BIN)/python -m pytest -o faulthandler_timeout=0 tools

promises: $(STAMP)  ## Re-run the proofs of SECURITY.md and print the table
	$(BIN)/python -m tests.hostile.promises

MINUTES ?= 12
fuzz: $(TOOLS)  ## Try to break the laws of the parsers for MINUTES=12
	$(BIN)/python -m tests.fuzz --minutes $(MINUTES)

mutants: $(STAMP)  ## Change the guard, the inflater and the cleaning of text; fail where tests notice too little
	$(BIN)/python -m tools.mutants

# Under a tracer everything is slow, so bounds on time may fail here: `make test` judges the tests, this only what they reach.
GUARDED := scamtriage/net/guard.py,scamtriage/net/inflate.py,scamtriage/render/text.py,scamtriage/targets/*
coverage: $(STAMP)  ## What the suite reaches, by branches: all of the guarded rooms, at least 92 % of the rest
	rm -f .coverage .coverage.*
	-$(BIN)/coverage run -m tests
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report --include='$(GUARDED)' --fail-under=100 --show-missing
	$(BIN)/coverage report --fail-under=92 --skip-covered

audit: $(TOOLS)  ## Known vulnerabilities in what the program and its extras need
	$(BIN)/pip-audit --require-hashes --disable-pip -r requirements/extras.txt

BILL := $(VENV)/.bill
sbom: $(TOOLS)  ## A CycloneDX bill of materials: the program, what it needs, and its extras, with licences
	$(PYTHON) -m venv --clear --without-pip $(BILL)
	$(BIN)/python -m pip --python $(BILL) install --quiet --disable-pip-version-check --require-hashes -r requirements/extras.txt
	sed "s/^dynamic = .*/version = \"$$($(BIN)/scamtriage --version | cut -d' ' -f2)\"/" pyproject.toml > $(BILL)/pyproject.toml
	$(BIN)/cyclonedx-py environment --pyproject $(BILL)/pyproject.toml --of JSON -o sbom.cdx.json $(BILL)/bin/python

clean:  ## Remove what was made
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .fuzz .coverage .coverage.* sbom.cdx.json
