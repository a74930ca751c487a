"""Parts op cases by whether Keras on NumPy finds the same: KERAS_BACKEND=numpy python hunt_replay.py DIR

hunt_op.json keeps those; hunt_op_tensorflow.json gets the others, which are mostly TensorFlow's own ways.
"""

import json
import os
import sys

os.environ["KERAS_BACKEND"] = "numpy"

import ml_dtypes
import numpy as np
from keras import ops


def built(v):
  if isinstance(v, dict) and "data" in v:
    flat = [complex(*x) if isinstance(x, list) else float(x) if isinstance(x, str) else x for x in v["data"]]
    return np.array(flat).reshape(v["shape"]).astype(ml_dtypes.bfloat16 if v["dtype"] == "bfloat16" else v["dtype"])
  if isinstance(v, list):
    return [built(x) for x in v]
  return float(v) if v in ("inf", "-inf", "nan") else v


def same(expected, found):
  if isinstance(expected, dict):
    want = built(expected)
    found = np.asarray(found)
    near = 1e-2 if want.dtype.itemsize == 2 and want.dtype.kind in "fV" else 1e-4
    return want.shape == found.shape and want.dtype == found.dtype and np.allclose(want.astype("complex128"), found.astype("complex128"), near, near, equal_nan=True)
  if isinstance(expected, list):
    return len(expected) == len(found) and all(same(a, b) for a, b in zip(expected, found))
  return expected == found or expected == "nan"


def agrees(case):
  args = built(case["args"])
  if case["function"] in ("fft", "fft2", "ifft2", "irfft", "istft"):
    args[0] = tuple(args[0])
  try:
    found = getattr(ops, case["function"])(*args, **built_map(case["kwargs"]))
  except Exception:  # noqa: BLE001
    return "raises" in case
  return "raises" not in case and same(case["expected"], found)


def built_map(kwargs):
  return {k: built(v) for k, v in kwargs.items()}


def main():
  path = os.path.join(sys.argv[1], "hunt_op.json")
  with open(path) as file:
    whole = json.load(file)
  parts = {True: [], False: []}
  for case in whole["cases"]:
    parts[agrees(case)].append(case)
  for agreed, name in ((True, path), (False, path.replace("_op", "_op_tensorflow"))):
    with open(name, "w") as file:
      json.dump({"header": whole["header"], "cases": parts[agreed]}, file)
  print(f"{len(parts[True])} cases of both backends, {len(parts[False])} of TensorFlow alone")


if __name__ == "__main__":
  main()
