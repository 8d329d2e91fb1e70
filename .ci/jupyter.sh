#!/bin/sh
# Makes the virtual environment .venv with a real Jupyter, for test/jupyter. Safe to run again: what is there stays.
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
