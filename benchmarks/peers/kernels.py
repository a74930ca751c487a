"""Times the kernels of keratin.benchmarks.Kernel in NumPy or PyTorch, when it is told to.

usage: kernels.py numpy|torch. A line `kernel elements seconds` on standard input is answered by a
line with the microseconds of every call during about that time.
"""

import functools
import os
import sys
import time

import numpy as np

COLUMNS = 256
DTYPES = {"float64": np.float64, "int32": np.int32, "int64": np.int64}


@functools.lru_cache(1)
def operands(size, dtype):
  rows = size // COLUMNS
  rng = np.random.default_rng(1)
  scale = 1 if np.issubdtype(dtype, np.floating) else 1000
  a, b = (((rng.random((rows, COLUMNS), np.float32) + np.float32(0.5)) * scale).astype(dtype)
          for _ in range(2))
  return (a, b, rng.random(COLUMNS, np.float32).astype(dtype), rng.integers(0, rows, rows), a < b,
          (a * 100).astype(np.uint8))


def numpy_kernel(name, a, b, row, picked, flags, pixels):
  def softmax():
    e = np.exp(a - a.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)

  return {
      "add": lambda: a + b, "add_row": lambda: a + row, "mul_number": lambda: a * np.float32(1.5),
      "div": lambda: a / b, "maximum": lambda: np.maximum(a, b),
      "relu": lambda: np.maximum(a, np.float32(0)), "exp": lambda: np.exp(a),
      "log": lambda: np.log(a), "tanh": lambda: np.tanh(a),
      "sigmoid": lambda: 1 / (1 + np.exp(-a)), "sqrt": lambda: np.sqrt(a), "sum": lambda: a.sum(),
      "sum_rows": lambda: a.sum(0), "sum_columns": lambda: a.sum(1), "max": lambda: a.max(),
      "argmax": lambda: a.argmax(1), "softmax": softmax,
      "transpose": lambda: np.ascontiguousarray(a.T), "concat": lambda: np.concatenate([a, b]),
      "gather": lambda: a[picked], "cumsum": lambda: np.cumsum(a, 1), "less": lambda: a < b,
      "where": lambda: np.where(flags, a, b), "equal": lambda: a == b,
      "cast_uint8": lambda: pixels.astype(np.float32),
  }[name]


def torch_kernel(name, *arrays):
  import torch
  torch.set_num_threads(int(os.environ.get("PEERS_THREADS", "2")))
  x, y, row, picked, flags, pixels = (torch.from_numpy(array) for array in arrays)
  return {
      "add": lambda: x + y, "add_row": lambda: x + row, "mul_number": lambda: x * 1.5,
      "div": lambda: x / y, "maximum": lambda: torch.maximum(x, y), "relu": lambda: torch.relu(x),
      "exp": lambda: torch.exp(x), "log": lambda: torch.log(x), "tanh": lambda: torch.tanh(x),
      "sigmoid": lambda: torch.sigmoid(x), "sqrt": lambda: torch.sqrt(x), "sum": lambda: x.sum(),
      "sum_rows": lambda: x.sum(0), "sum_columns": lambda: x.sum(1), "max": lambda: x.max(),
      "argmax": lambda: x.argmax(1), "softmax": lambda: torch.softmax(x, 1),
      "transpose": lambda: x.T.contiguous(), "concat": lambda: torch.cat([x, y]),
      "gather": lambda: x[picked], "cumsum": lambda: torch.cumsum(x, 1), "less": lambda: x < y,
      "where": lambda: torch.where(flags, x, y), "equal": lambda: x == y,
      "cast_uint8": lambda: pixels.to(torch.float32),
  }[name]


# One thread's processor time is what other programs on a busy machine disturb least.
clock = time.thread_time if os.environ.get("PEERS_THREADS") == "1" else time.perf_counter


def times(work, seconds):
  taken = []
  before = start = clock()
  while not taken or before - start < seconds:
    work()
    after = clock()
    taken.append((after - before) * 1e6)
    before = after
  return taken


make = {"numpy": numpy_kernel, "torch": torch_kernel}[sys.argv[1]]
for line in sys.stdin:
  label, size, seconds = line.split()
  name, _, dtype = label.rpartition("_")
  if dtype not in DTYPES:
    name = label
  work = make(name, *operands(int(size), DTYPES.get(dtype, np.float32)))
  print(*(f"{t:.2f}" for t in times(work, float(seconds))), flush=True)
