# The two commands are `make run` and `make test`. `make help` lists the rest.
SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help run test check film lint bench soak audit lock clean

help: ## List what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/ready ## Serve a phone on your screen, at 127.0.0.1
	@exec $(BIN)/chatbot serve

test: .venv/ready-for-tests lint check ## Lint, types, content, every test
	$(BIN)/pytest -n auto

lint: .venv/ready-for-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check: .venv/ready ## Check the content and play its stories
	$(BIN)/chatbot check

film: .venv/ready ## Watch the golden conversations
	$(BIN)/chatbot chat --script flows/golden.stories.yaml --pause 1

bench: .venv/ready-for-tests ## Measure, beside a yardstick in the same run
	$(BIN)/python -m tests.bench

soak: .venv/ready-for-tests ## Break what can break under load; SOAK=--short takes five minutes
	$(BIN)/python -m tests.soak $(SOAK)

audit: .venv/ready-for-tests ## Ask whether a fault is known of any library
	$(BIN)/pip-audit --require-hashes --disable-pip -r requirements.txt

lock: .venv/ready-for-tests ## Write requirements.txt and tests/requirements.txt anew
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header -q \
		--extra build pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header -q \
		--extra build --extra dev -c requirements.txt pyproject.toml -o tests/requirements.txt

clean: ## Remove what make has set up
	rm -rf .venv var

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed. Try: make PYTHON=python3.12"; exit 1; }
	@echo "Setting up .venv, once. This takes about a minute."
	@$(PYTHON) -m venv .venv

.venv/ready: requirements.txt pyproject.toml | .venv/bin/python
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --no-compile -r requirements.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/ready-for-tests: tests/requirements.txt .venv/ready
	@echo "Setting up what the tests need, once."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --no-compile -r tests/requirements.txt
	@touch $@
