PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.ready

.PHONY: setup demo test check bench clean

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev,bench]"
	touch $(STAMP)

demo: setup
	$(BIN)/ringfence compare s-400 patriot-pac-3 thaad samp-t --against aircraft,drone,ballistic-missile
	$(BIN)/ringfence explain s-400 --against ballistic-missile

test: setup
	$(BIN)/python -m pytest -n auto

check: setup
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m ringfence.specs.schema --check
	$(BIN)/ringfence check
	$(BIN)/python tools/readme_commands.py README.md CONTRIBUTING.md catalog/README.md specs/README.md plots/README.md
	$(BIN)/python tools/check_wheel.py

bench: setup
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/scale.py

clean:
	rm -rf .venv build dist
