# Two commands matter: `make run` and `make test`. Everything else is for developers.
PYTHON ?= python3
PORT ?= 8501
DEMO ?= 1
DATA_DIR ?= ./data
export PORT DEMO DATA_DIR
export PIP_DISABLE_PIP_VERSION_CHECK = 1

BIN := .venv/bin
PY := $(BIN)/python
APP_READY := .venv/.app-ready
DEV_READY := .venv/.dev-ready
SOURCES := app.py cli.py server.py pages components services domain db tests benchmarks
TYPED := domain services db

.DEFAULT_GOAL := help
.PHONY: help run venv chromium test test-quick test-browser check lint format docs bench bench-hall bench-pages bench-count referee screenshots clean

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1\t\2/' | expand -t 16

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed: make run PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

$(APP_READY): requirements.txt constraints.txt | $(PY)
	$(PY) -m pip install -q -r requirements.txt
	@touch $@

$(DEV_READY): requirements-dev.txt requirements.txt constraints.txt | $(PY)
	$(PY) -m pip install -q -r requirements-dev.txt
	@touch $@ $(APP_READY)

run: $(APP_READY) ## Serve the app on PORT (8501), with the demo district unless DEMO=0
	@exec $(PY) cli.py serve

venv: $(DEV_READY) ## The environment for development and tests

chromium: $(DEV_READY) ## A Chromium and Chinese fonts, if none is there
	@$(PY) -m tests.browser.chromium --install

test: $(DEV_READY) chromium ## Every test, browser walks included
	$(PY) -m pytest -n auto --dist loadfile --ignore=tests/browser
	$(PY) -m pytest tests/browser

test-quick: $(DEV_READY) ## Every test that needs no browser
	$(PY) -m pytest -n auto --dist loadfile --ignore=tests/browser

test-browser: $(DEV_READY) chromium ## The walks in a real browser
	$(PY) -m pytest tests/browser

check: $(DEV_READY) ## Style, types, and that generated documents are up to date
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(TYPED)
	$(PY) -m pytest -q tests/house

lint: $(DEV_READY) ## Style only
	$(BIN)/ruff check .

format: $(DEV_READY) ## Put the code into the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(DEV_READY) ## Print the generated documents again
	$(PY) cli.py docs

bench: $(DEV_READY) ## The figures of benchmarks/, on this machine
	$(PY) -m benchmarks.ballot_load

bench-hall: $(DEV_READY) ## A hall of 300 phones, walls and a cockpit, on this machine (about six minutes)
	$(PY) -m benchmarks.hall_load

bench-pages: $(DEV_READY) ## How long every page takes, as every role, at the district's true scale (about five minutes)
	$(PY) -m benchmarks.pages

screenshots: $(DEV_READY) chromium ## The two pictures of README.md, taken again into docs/pictures
	SCREENSHOTS=docs/pictures $(PY) -m pytest -q tests/browser/test_readme_pictures.py

.venv-referee/.ready: requirements-referee.txt requirements.txt constraints.txt
	$(PYTHON) -m venv .venv-referee
	.venv-referee/bin/python -m pip install -q -r requirements-referee.txt
	@touch $@

referee: .venv-referee/.ready ## A second opinion on the count, by pabutools (some minutes)
	.venv-referee/bin/python -m pytest -q -m referee tests/referee

bench-count: $(DEV_READY) .venv-referee/.ready ## The count's speed beside pabutools (some minutes)
	$(PY) -m benchmarks.count --referee .venv-referee/bin/python --with-capital

clean: ## Forget caches and pictures; the data stay
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis tests/browser/screenshots benchmarks/out
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
