# Two commands matter: `make run` opens a demo hall, `make test` tests everything. Each script may also
# be called directly where make is not installed.
.DEFAULT_GOAL := help
.PHONY: help run test check format bench documents pictures requirements clean

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Open a demo hall on http://127.0.0.1:8000 (YIZHAN_PORT); needs only Python 3.12 or newer, or uv
	@exec scripts/run $(ARGS)

test: ## Run all tests on SQLite, PostgreSQL and Chromium; ARGS="yizhan/queueing -k call" narrows
	@exec scripts/test $(ARGS)

check: ## Format, lint, layers, types, settings and migrations, without running a test
	@exec scripts/check

format: ## Put the source into its one format and fix what can be fixed safely
	@scripts/venv requirements-dev.txt
	@.venv/bin/python -m ruff format
	@.venv/bin/python -m ruff check --fix

bench: ## Measure acts and boards against bare loops; the table is docs/performance.md
	@scripts/venv requirements-dev.txt
	@exec .venv/bin/python -m benchmarks $(ARGS)

documents: ## Renew the pages that are made from the source: clauses, access
	@scripts/venv requirements-dev.txt
	@.venv/bin/python -m yizhan.testing.clauses
	@.venv/bin/python -m yizhan.testing.access_table > docs/access.md

pictures: ## Retake the pictures of README and manuals in a demonstration hall of its own
	@exec scripts/pictures $(ARGS)

requirements: ## Pin the newest allowed versions of all dependencies, with hashes (needs uv)
	@scripts/requirements

clean: ## Remove .venv and caches; the data of a hall (var) stays
	@rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis build *.egg-info
	@find yizhan tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
