# `make help` lists the targets. Everything installs itself into .venv first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
MODEL ?= smollm2-135m
STORY ?= seeds/ukraine-losses
OUT ?= out/$(notdir $(STORY))
PEERS := langextract==1.7.1 openai==3.57.0 xllamacpp==2026.10.11549

.DEFAULT_GOAL := help
.PHONY: help install model brief test test-ray check fix golden bench bench-peers eval adapter weights constraints clean

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

$(STAMP): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	# Its axe-core is wanted, for the browser tests; the Playwright that it asks for is not.
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --no-deps axe-playwright-python
	touch $@

install: $(STAMP)  ## make the environment in .venv

model: $(STAMP)  ## fetch the default model (93 MB, once)
	$(BIN)/summarize models fetch $(MODEL)

brief: model  ## a briefing of the founding sample story, in out/ukraine-losses
	$(BIN)/summarize brief $(STORY) --model $(MODEL) -o $(OUT)

test: model  ## run the tests on all cores, at most four, but for those of Ray
	$(BIN)/python -m pytest --ignore tests/test_ray.py --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

test-ray: model  ## run the tests on clusters; where Ray gives up it ends the process, so they have one to themselves
	$(BIN)/python -m pytest tests/test_ray.py

check: $(STAMP)  ## lint, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: $(STAMP)  ## repair what ruff can repair
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

golden: $(STAMP)  ## write the golden files of the tests anew; look at the difference
	$(BIN)/python -m pytest --quiet --update-golden
	git diff --stat -- tests/golden summarize/README.md

bench: model  ## measure speed and memory (ratios, in one run; half an hour on two cores)
	$(BIN)/python -m summarize.evaluation.benchmark --model $(MODEL) --json runs/bench.json --markdown eval/BENCH.md

# langextract pins other versions of what this package uses, so it has an environment of its own.
bench-peers: model  ## compare with langextract: GGUF=qwen2.5-coder-1.5b.gguf STORY=folder with labels.jsonl
	test -x .venv-peers/bin/python || $(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check $(PEERS)
	$(BIN)/python -m summarize.evaluation.benchmark --peers .venv-peers/bin/python --gguf $(GGUF) --story $(STORY)

eval: model  ## run the evaluation set and the gate
	$(BIN)/summarize eval run --model $(MODEL) -o runs/latest --gate eval/baseline.json

adapter: model  ## train the adapter from nothing (an hour or two to write examples; twenty minutes on a GPU, a week without)
	$(BIN)/python -m summarize.training --out summarize/adapters/$(MODEL)

weights: $(STAMP)  ## fit the weights of sources, of figures put to one question, and of what denials deny (minutes)
	$(BIN)/python -m summarize.training.crediting
	$(BIN)/python -m summarize.training.sameness
	$(BIN)/python -m summarize.training.denials

constraints: $(STAMP)  ## write the installed versions to constraints.txt
	(echo '# Exact versions that `make` installs and CI tests. Refresh with `make constraints`.'; \
	 $(BIN)/python -m pip freeze --all --exclude-editable | grep -v '^pip==' | sed 's/+cpu$$//') > constraints.txt.new
	mv constraints.txt.new constraints.txt

clean:  ## remove the environment and outputs
	rm -rf $(VENV) .venv-peers out runs
