# Everything runs through .venv/bin/python -m ..., so that the checkout may lie under any path.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

export PORT ?= 8000
export HOME_DIR ?= .local

python := .venv/bin/python
members := shared gateway svc-approvals svc-budget svc-documents svc-feedback svc-policy-match deploy/local
services := gateway svc-approvals svc-budget svc-documents svc-feedback svc-policy-match
house := $(python) -m yangguang_local
tests := $(python) -m pytest
clients := gateway/clients

##@ Run
run: .venv/.stamp ## start everything, show its log, stop with Ctrl-C (PORT=8000 HOME_DIR=.local)
	@exec $(house) run
up: .venv/.stamp ## the same in the background; returns when ready
	@$(house) up
stop: ## stop what `make up` started
	@[ ! -x $(python) ] || $(house) stop
status: .venv/.stamp ## what runs, and where
	@$(house) status
migrate: .venv/.stamp ## newest schema for the databases of the running house
	@$(house) migrate
load: .venv/.stamp ## what is missing of the demo data, into the running house
	@$(house) load
backup: .venv/.stamp ## databases and files of the running house into TO=, its keys into TO=-keys
	@$(house) backup "$(or $(TO),backups/$(shell date +%Y-%m-%dT%H%M%S))"
restore: .venv/.stamp ## the data of a new HOME_DIR out of FROM= (KEYS= where its keys are)
	@$(house) restore "$(FROM)" $(if $(KEYS),--keys "$(KEYS)")
clean: ## stop, and forget all data of HOME_DIR
	@[ ! -x $(python) ] || $(house) clean

##@ Check
check: setup ## style, types, walls between the services, generated files
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	@for member in $(members); do echo "mypy $$member"; \
	  (cd "$$member" && "$(CURDIR)/$(python)" -m mypy --config-file "$(CURDIR)/pyproject.toml" \
	    --cache-dir "$(CURDIR)/.mypy_cache" src tests); done
	$(python) -m mypy tests deploy/packing
	$(python) -m yangguang_local.documents openapi --check
	$(python) -m yangguang_local.documents events --check
	$(python) -m yangguang_local.documents kubernetes --check
	$(python) -m yangguang_local.schema_steps
	$(python) -m yangguang_local.kubernetes_check
	npm run --silent --prefix $(clients) check
	$(python) -c "from importlinter.cli import lint_imports_command; lint_imports_command()"
format: setup ## let ruff format and mend what it can
	$(python) -m ruff check --fix-only .
	$(python) -m ruff format .
	npm run --silent --prefix $(clients) format
test: setup ## every test, on servers of its own (ARGS="-k name")
	$(tests) -n 2 --dist worksteal -m "not scale and not chaos and not bench and not images" $(ARGS)
scale: setup ## the full sizes of the acceptance lists; takes a while
	$(tests) -o faulthandler_timeout=0 -m scale $(ARGS)
bench: setup .venv-bench/.stamp ## figures with their bars, into docs/benchmarks (ARGS="--only http --pairs 5 --seconds 5")
	$(python) bench/run.py $(ARGS)
chaos: setup ## 200 cases while parts are killed; two copies at once; one machine as many (CHAOS_SEED= CHAOS_CASES=)
	$(tests) -o faulthandler_timeout=0 -m chaos $(ARGS)

##@ Ship
images: ## a container image of every member, by docker or buildah (SERVICE=svc-documents)
	@deploy/images/build $(or $(SERVICE),$(services))
test-images: setup ## start built images with podman, beside real servers (SERVICE=svc-documents)
	$(tests) -n 0 -m images $(if $(SERVICE),-k $(SERVICE)) $(ARGS)

##@ Write
openapi: setup ## openapi.json of every service, from its code
	$(python) -m yangguang_local.documents openapi
events: setup ## docs/events.md and the AsyncAPI document, from the declarations
	$(python) -m yangguang_local.documents events

kubernetes: setup ## the members of deploy/kubernetes, from the house
	$(python) -m yangguang_local.documents kubernetes

##@ Set up
setup: .venv/.stamp $(clients)/node_modules/.stamp ## everything pinned: .venv, and node_modules of the clients

.venv/.stamp: requirements/uv.txt requirements/dev.txt $(members:%=%/pyproject.toml)
	@.ci/set-up $(members)
	@touch $@

$(clients)/node_modules/.stamp: $(clients)/package-lock.json
	@.ci/set-up-clients
	@touch $@

.venv-bench/.stamp: requirements/bench.txt .venv/.stamp
	@.ci/set-up-bench
	@touch $@

requirements: setup ## pin again what the members ask for (UPGRADE=--upgrade)
	$(python) -m uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 \
	  $(UPGRADE) requirements/uv.in --output-file requirements/uv.txt
	$(python) -m uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 \
	  $(UPGRADE) --no-emit-package shared $(members:%=%/pyproject.toml) requirements/dev.in \
	  --output-file requirements/dev.txt
	$(python) -m uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 \
	  $(UPGRADE) --constraints requirements/dev.txt requirements/bench.in --output-file requirements/bench.txt
	@for member in $(services); do echo "requirements/$$member.txt"; \
	  $(python) -m uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 \
	    --no-emit-package shared --constraints requirements/dev.txt "$$member/pyproject.toml" \
	    --output-file "requirements/$$member.txt"; done

help: ## this list
	@awk 'BEGIN { FS = ":.*## " } \
	  /^##@ / { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-z]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run up stop status migrate load backup restore clean check format test images test-images bench scale chaos openapi events kubernetes setup requirements help
