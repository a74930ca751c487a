"""Times a step as every peer here does: warm up, then at least 30 steps, then one line.

PEERS_STEPS and PEERS_SECONDS change the least number of steps and the time after which a slow peer
may stop early (with at least 5 steps; it says so).
"""

import os
import sys
import time

STEPS = int(os.environ.get("PEERS_STEPS", "60"))
SECONDS = float(os.environ.get("PEERS_SECONDS", "120"))


def percentile(values, part):
  values = sorted(values)
  return values[min(len(values) - 1, int(part * len(values)))]


def report(peer, workload, milliseconds):
  print(f"{peer} {workload} {percentile(milliseconds, .5):.3f} "
        f"{percentile(milliseconds, .1):.3f} {percentile(milliseconds, .9):.3f}", flush=True)


def measure(peer, workload, step):
  """`step` runs once and returns when its numbers are there."""
  started = time.perf_counter()
  warm = 0
  while warm < 20 and (warm < 2 or time.perf_counter() - started < SECONDS / 4):
    step()
    warm += 1
  started = time.perf_counter()
  taken = []
  while len(taken) < STEPS or time.perf_counter() - started < 2:
    if len(taken) >= 5 and time.perf_counter() - started > SECONDS:
      print(f"{peer} {workload}: stopped after {len(taken)} steps", file=sys.stderr)
      break
    before = time.perf_counter()
    step()
    taken.append((time.perf_counter() - before) * 1e3)
  report(peer, workload, taken)
