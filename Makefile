# Each command first makes .venv ready; the work itself is in tools/, bench/ and cnnviz/.
#   make run [PORT=8501] [ADDRESS=127.0.0.1]   serve the app
#   make check   lint, format, types and unit tests, in under two minutes
#   make test | make bench | make fuzz | make audit | make train | make clean
#   CPU=1 takes PyTorch's CPU wheels, CPU=0 the plain ones; without it the machine decides.

PORT ?= 8501
ADDRESS ?= 0.0.0.0
PYTHON := $(or $(PYTHON),$(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done))
ifeq ($(PYTHON),)
$(error cnnviz needs Python 3.11 or newer, and none is on the path)
endif
VENV_PYTHON := .venv/bin/python
export CPU

.PHONY: run check test bench fuzz audit train clean

run:
	@$(PYTHON) -m tools.environment
	@exec $(VENV_PYTHON) -m cnnviz serve --port "$(PORT)" --address "$(ADDRESS)"

check:
	@$(PYTHON) -m tools.environment --development
	@$(VENV_PYTHON) -m tools.javascript
	@$(VENV_PYTHON) -m tools.check --fast

test:
	@$(PYTHON) -m tools.environment --development
	@$(VENV_PYTHON) -m tools.chromium
	@$(VENV_PYTHON) -m tools.balancer
	@$(VENV_PYTHON) -m tools.javascript
	@$(VENV_PYTHON) -m tools.check

bench:
	@$(PYTHON) -m tools.environment --development
	@$(VENV_PYTHON) -m tools.chromium
	@$(VENV_PYTHON) -m bench

fuzz:
	@$(PYTHON) -m tools.environment --development
	@$(VENV_PYTHON) -m fuzz

audit:
	@$(PYTHON) -m tools.environment --development
	@$(VENV_PYTHON) -m tools.audit

train:
	@$(PYTHON) -m tools.environment
	@$(VENV_PYTHON) -m cnnviz train --output assets/networks/digits.safetensors

clean:
	rm -rf .venv node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
