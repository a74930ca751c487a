#!/bin/sh
# Makes every golden file anew; same versions, same bytes. usage: make_all.sh [python]
cd "$(dirname "$0")" || exit 1
for script in tensor_print cast eigenvalues fit_seeded summary fit_progress npy_samples random_numbers signatures images image_layers spectrograms functional operations callbacks tf_files tensorboard_runs; do
  "${1:-python3}" $script.py || exit 1
done
