# the first Python that is new enough; `make setup PYTHON=…` names another
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
READY := .venv/.ready
READY_BENCH := .venv/.ready-bench
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: setup demo test check validators gallery mutants fuzz oldest newest bench clean

setup: $(READY)

$(READY): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "ringfence needs Python 3.11 or newer; none was found" >&2; exit 2; }
	$(PYTHON) -m venv .venv
	$(INSTALL) -e ".[dev]"
	@touch $@

$(READY_BENCH): $(READY)
	$(INSTALL) -e ".[bench]"
	@touch $@

demo: setup
	@mkdir -p build/demo
	$(BIN)/ringfence compare s-400 patriot-pac-3 thaad samp-t --against aircraft,drone,ballistic-missile
	$(BIN)/ringfence rings s-400 --at "New Delhi" --against aircraft,ballistic-missile --output build/demo/rings.svg
	$(BIN)/ringfence explore --output build/demo/explorer.html
	@echo "open build/demo/explorer.html in a browser"

test: setup
	$(BIN)/python -m pytest -n auto

check: setup
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python tools/generate.py --check
	$(BIN)/ringfence check
	$(BIN)/check-jsonschema --check-metaschema specs/*.schema.json
	$(BIN)/check-jsonschema --schemafile specs/system.schema.json catalog/systems/*.yaml specs/template.yaml
	$(BIN)/check-jsonschema --schemafile specs/scene.schema.json plots/scenes/*.yaml plots/scene-template.yaml
	$(BIN)/python tools/gallery.py --check
	$(BIN)/python tools/readme_commands.py
	$(BIN)/python tools/markdown_python.py
	$(BIN)/python tools/notebook.py --check
	$(BIN)/python tools/check_wheel.py

# what the programs say in which exports are opened; those of Debian where they are installed
validators: setup
	$(BIN)/python -m venv .venv/validators
	.venv/validators/bin/python -m pip install --quiet --disable-pip-version-check -r tools/validators.txt
	.venv/validators/bin/python tools/validators.py

gallery: setup
	$(BIN)/python tools/gallery.py --write
	RINGFENCE_WRITE=1 $(BIN)/python -m pytest tests/plots/test_listing.py
	$(BIN)/python tools/notebook.py --write

# which one-line faults in the evidence rule, its wording and comparison, in rings, maps, charts and verify the tests let pass; see
# [tool.mutmut] in pyproject.toml. All of them take a night; `make mutants ONLY='ringfence.plots.view*'` tries those of one module
mutants: setup
	$(INSTALL) -e ".[mutants]"
	$(BIN)/mutmut run $(ONLY)
	$(BIN)/mutmut export-cicd-stats

# a long run of tests/fuzz; RINGFENCE_FUZZ is how many inputs of each kind
fuzz: setup
	RINGFENCE_FUZZ=$${RINGFENCE_FUZZ:-20000} $(BIN)/python -m pytest tests/fuzz tests/export/test_verify.py -n auto

# the whole suite on the oldest versions that pyproject.toml allows, and on the newest that there are; what they warn of is
# not ours to mend. `make newest PYTHON=python3.13` tries another Python.
oldest: CONSTRAINTS := -c build/oldest.txt
oldest newest:
	@mkdir -p build
	$(PYTHON) -m venv --clear build/$@
	$(PYTHON) tools/oldest.py > build/oldest.txt
	build/$@/bin/python -m pip install --quiet --disable-pip-version-check $(CONSTRAINTS) -e ".[dev]"
	build/$@/bin/python -m pytest -n auto -W default

bench: $(READY_BENCH)
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/scale.py
	$(BIN)/python benchmarks/validation.py
	$(BIN)/python benchmarks/rings.py
	$(BIN)/python benchmarks/exports.py
	$(BIN)/python benchmarks/factchecking.py

clean:
	rm -rf .venv build dist benchmarks/results
