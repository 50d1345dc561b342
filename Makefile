# make site     check the content and build site/
# make test     the same, then every test
# make scripts  only lint, types and tests of the JavaScript
# make bench    measure, and fail where a promised bar is missed (some ten minutes)
# make browsers take journeys through the site in Firefox, WebKit and Chromium, as far as they are installed
# make faults   kill builds, fill disks, start two at once: is anything lost; build 200 random contents (half an hour)
# make serve    build, watch and show the site at http://127.0.0.1:8000/
# make pdf      only the PDFs, into build/downloads/
# make check    only list the problems of the content
# make lock     renew the locked requirements
# make clean    remove everything that was made

PYTHON ?= python3
BIN := .venv/bin
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-emit-find-links

# Tests write many small files: into memory, where it has 4 GB for files.
IN_MEMORY = $(shell df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 && $$4 > 4000000 { print "PYTEST_DEBUG_TEMPROOT=/dev/shm" }')

NPM := PATH="$(CURDIR)/$(BIN):$$PATH" npm

.PHONY: site test scripts bench browsers faults serve pdf check lock clean help

site: .venv/site.done
	$(BIN)/python build_site.py build

test: .venv/test.done site scripts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(IN_MEMORY) $(BIN)/pytest --numprocesses=2 --dist=worksteal

scripts: node_modules/.package-lock.json
	$(NPM) run --silent check
	$(NPM) test --silent

bench: .venv/test.done
	$(BIN)/python -m benchmarks $(if $(EXERCISES),--exercises $(EXERCISES))

browsers: .venv/test.done
	$(IN_MEMORY) $(BIN)/pytest -rs tests/journeys/journeys.py tests/journeys/every_page.py tests/journeys/lighthouse.py

faults: .venv/test.done
	$(BIN)/python -m tests.faults $(if $(SEED),--seed $(SEED))
	$(BIN)/python -m tests.random_contents --count $(or $(COUNT),200)

serve: .venv/site.done
	$(BIN)/python build_site.py serve

pdf: .venv/site.done
	$(BIN)/python build_site.py pdf

check: .venv/site.done
	$(BIN)/python build_site.py check

lock:
	$(LOCK) --group site --output-file requirements.txt
	$(LOCK) --group test --constraint requirements.txt --output-file requirements-test.txt
	$(LOCK) --group zensical --constraint requirements.txt --output-file requirements-zensical.txt
	$(NPM) install --package-lock-only

clean:
	rm -rf .venv build node_modules site

help:
	@sed -n 's/^# //p' Makefile

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 site"; exit 1; }
	@$(PYTHON) -m venv .venv \
		|| { echo "Python cannot make a virtual environment: install the package python3-venv"; rm -rf .venv; exit 1; }

.venv/site.done: requirements.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/zensical.done: requirements-zensical.txt .venv/site.done
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-zensical.txt
	@touch $@

.venv/test.done: requirements-test.txt .venv/site.done
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json .npmrc .venv/test.done
	$(NPM) ci --loglevel=error
	@touch $@
