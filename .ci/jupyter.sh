#!/bin/sh
# Makes the virtual environment .venv with a real Jupyter, for test/jupyter, and compilers for test/native. Safe to run again: what is there stays.
set -eu
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check \
  "jupyterlab>=4.4,<5" \
  "jupyter_client>=8.6,<9" \
  "jupyter_kernel_test>=0.7,<0.8" \
  "ipykernel>=6.29" \
  "nbconvert>=7.16,<8" \
  "papermill>=2.6,<3"
.venv/bin/jupyter --version

# Compilers of %%native that only pip has. Without them their tests are skipped.
.venv/bin/python -m pip install --quiet --disable-pip-version-check ziglang mojo ||
  echo "ziglang and mojo could not be installed"
