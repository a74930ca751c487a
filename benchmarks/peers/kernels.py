"""Times the kernels of KernelBenchmark in NumPy and PyTorch: one line `peer kernel size median_us`."""

import os
import sys
import time

threads = int(os.environ.get("PEERS_THREADS", "2"))
import numpy as np
import torch

torch.set_num_threads(threads)
COLUMNS = 256


def kernels(size, peer):
  rows = size // COLUMNS
  rng = np.random.default_rng(1)
  a, b = (rng.random((rows, COLUMNS), np.float32) + 0.5 for _ in range(2))
  row = rng.random(COLUMNS, np.float32)
  picked = rng.integers(0, rows, rows)
  if peer == "numpy":
    e = lambda x: np.exp(x - x.max(1, keepdims=True))
    return {
        "add": lambda: a + b, "add_row": lambda: a + row, "mul_number": lambda: a * np.float32(1.5),
        "div": lambda: a / b, "maximum": lambda: np.maximum(a, b),
        "relu": lambda: np.maximum(a, np.float32(0)), "exp": lambda: np.exp(a),
        "log": lambda: np.log(a), "tanh": lambda: np.tanh(a),
        "sigmoid": lambda: 1 / (1 + np.exp(-a)), "sqrt": lambda: np.sqrt(a), "sum": lambda: a.sum(),
        "sum_rows": lambda: a.sum(0), "sum_columns": lambda: a.sum(1), "max": lambda: a.max(),
        "argmax": lambda: a.argmax(1),
        "softmax": lambda: (lambda x: x / x.sum(1, keepdims=True))(e(a)),
        "transpose": lambda: np.ascontiguousarray(a.T), "concat": lambda: np.concatenate([a, b]),
        "gather": lambda: a[picked],
    }
  x, y, r, p = (torch.from_numpy(v) for v in (a, b, row, picked))
  return {
      "add": lambda: x + y, "add_row": lambda: x + r, "mul_number": lambda: x * 1.5,
      "div": lambda: x / y, "maximum": lambda: torch.maximum(x, y), "relu": lambda: torch.relu(x),
      "exp": lambda: torch.exp(x), "log": lambda: torch.log(x), "tanh": lambda: torch.tanh(x),
      "sigmoid": lambda: torch.sigmoid(x), "sqrt": lambda: torch.sqrt(x), "sum": lambda: x.sum(),
      "sum_rows": lambda: x.sum(0), "sum_columns": lambda: x.sum(1), "max": lambda: x.max(),
      "argmax": lambda: x.argmax(1), "softmax": lambda: torch.softmax(x, 1),
      "transpose": lambda: x.T.contiguous(), "concat": lambda: torch.cat([x, y]),
      "gather": lambda: x[p],
  }


def median(work, seconds=0.6):
  for _ in range(3):
    work()
  times, end = [], time.perf_counter() + seconds
  while time.perf_counter() < end or len(times) < 10:
    start = time.perf_counter()
    work()
    times.append(time.perf_counter() - start)
  return sorted(times)[len(times) // 2] * 1e6


for size in (65536, 16777216):
  for peer in ("numpy", "torch"):
    for name, work in kernels(size, peer).items():
      print(peer, name, size, f"{median(work):.2f}", flush=True)
