# Needs GNU make and Python 3.11 or newer; everything else is installed into .venv and node_modules by the first target.
# Variables given on the command line or in the environment reach every command: make site SITE_URL=https://…/

PYTHON ?= python3
SETUP := $(PYTHON) scripts/setup_environment.py
REVIEW := .venv/bin/review
PYTEST := .venv/bin/python -m pytest
# A file of tests stays on one core, with what its tests share; WORKERS=0: one after another, as a debugger needs it.
WORKERS ?= auto

.DEFAULT_GOAL := help
SOURCES ?=
EDITIONS ?=
OSV ?=

# OFFLINE=FILE denies every Python the network and notes in the file what asked for it, once everything is installed.
ifdef OFFLINE
export PYTHONPATH := $(CURDIR)/tests/guards
export REVIEW_NO_NETWORK := $(abspath $(OFFLINE))
endif

.PHONY: audit sbom licenses format drift handbook check-sources help release screenshots site serve validate test test-quick test-long bench lint lock clean runtime tools programs engines

help: ## List the targets
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile

site: runtime ## Check the data and build everything into build/site (EDITIONS=DIR: earlier editions beside it)
	$(REVIEW) build $(if $(EDITIONS),--editions "$(EDITIONS)")

serve: runtime ## Preview the site; edits show in the browser
	$(REVIEW) serve

release: runtime ## Release the edition: refuse errors, gaps and an example address; pack the site (SITE_URL=https://…/)
	$(REVIEW) release

validate: runtime ## Check the data only
	$(REVIEW) validate

check-sources: runtime ## Hold the data against the source texts: make check-sources SOURCES=DIR
	@if [ -n "$(SOURCES)" ]; then $(REVIEW) check-sources "$(SOURCES)"; else echo "not checked: the source texts (name their folder: make check-sources SOURCES=DIR)"; fi

test: programs ## Run all tests but the long ones (installs Chromium and Java where it may)
	$(PYTEST) -n $(WORKERS) --dist loadfile -m "not long"

test-quick: tools ## Run the tests that need neither a browser nor a whole site
	$(PYTEST) -m "not slow and not long"

test-long: programs ## Run the long tests
	$(PYTEST) -n $(WORKERS) --dist loadfile -m long

bench: engines ## Measure builds of made-up reviews against stock MkDocs and others (SIZES="100 300 1000 3000 10000" LIMIT=1800 SEED=1 ROUNDS=1 KEEP=1 WITHOUT=sphinx)
	$(REVIEW) bench $(if $(SIZES),--sizes "$(SIZES)") $(if $(SEED),--seed $(SEED)) $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(LIMIT),--limit $(LIMIT)) $(if $(KEEP),--into measured) $(foreach engine,$(WITHOUT),--without $(engine))

handbook: tools ## Write handbook/reference.md anew: every command, problem and field
	.venv/bin/python scripts/write_reference.py

screenshots: programs ## Take the pictures of the README from build/site anew
	.venv/bin/python scripts/take_screenshots.py

lint: tools ## Check the style and the safety of the Python code, and the workflows
	.venv/bin/ruff check .
	.venv/bin/ruff format --check --quiet .
	$(REVIEW) format --check
	.venv/bin/bandit --quiet --configfile pyproject.toml --recursive scripts
	.venv/bin/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	.venv/bin/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	.venv/bin/check-jsonschema --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/[!c]*.yml .github/ISSUE_TEMPLATE/correct-a-citation.yml
	.venv/bin/check-jsonschema --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	.venv/bin/zizmor --quiet --offline --strict-collection --persona pedantic .github

audit: tools ## Ask public lists for known weaknesses of what is locked (OSV=URL: a mirror that speaks OSV's language)
	.venv/bin/python scripts/audit.py $(if $(OSV),--osv "$(OSV)")

sbom: tools ## List what we are made of, as CycloneDX, in build/sbom.cdx.json
	.venv/bin/python scripts/supply_chain.py sbom

licenses: tools ## Write THIRD-PARTY.md, the licenses of what we are made of, anew
	.venv/bin/python scripts/supply_chain.py licenses

format: runtime ## Put the YAML files of data in one style; comments and values stay
	$(REVIEW) format

drift: tools ## Say which committed file is not as it would be generated
	$(PYTEST) -q tests/test_drift.py tests/test_supply_chain.py tests/render/test_golden.py tests/sinks/test_assets.py

lock: ## Write the lock files anew (UPGRADE=1: with the newest allowed versions)
	$(PYTHON) scripts/write_lock_files.py

clean: ## Remove what was built (not .venv and node_modules)
	rm -rf build .cache .pytest_cache .ruff_cache .hypothesis

# Set-up. Each does nothing when everything is there; running two at once is safe, the second waits.
runtime:
	@$(SETUP) runtime

tools:
	@$(SETUP) tools

programs:
	@$(SETUP) test

engines:
	@$(SETUP) bench
