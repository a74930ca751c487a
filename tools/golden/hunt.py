"""Random combinations of options, as cases of the conformance runner: python hunt.py DIR [SEED] [KIND ...]

Writes DIR/hunt_KIND.json for every kind. The cases are not kept: what differs becomes a test of its own.
"""

import json
import os
import random
import sys

import numpy as np

from hunt_data import drawn, pipeline
from hunt_layers import layer
from hunt_more_layers import more_layer
from hunt_ops import op
from hunt_parts import activation, constraint, function, initializer, loss, metric, optimizer, regularizer, schedule, util
from hunt_tf import tf_op
from hunt_training import callback, fit, progbar

KINDS = [
  loss, metric, function, optimizer, schedule, activation, regularizer, constraint, initializer, util, callback, fit, progbar, layer,
  more_layer, op, tf_op, drawn, pipeline,
]


class Hunt:
  def __init__(self, kind, seed):
    self.kind = kind
    self.pick = random.Random(f"{kind} {seed}")
    self.numbers = np.random.RandomState(self.pick.randrange(2**31))
    self.cases = []
    self.refused = 0

  def one(self, *choices):
    return self.pick.choice(choices)

  def options(self, table, share=0.5):
    """Some of the options, each with one of its values."""
    return {k: self.pick.choice(v) for k, v in table.items() if self.pick.random() < share}

  def normal(self, shape, scale=1.0):
    return (self.numbers.normal(size=shape) * scale).astype("float32")

  def uniform(self, shape, low=0.0, high=1.0):
    return self.numbers.uniform(low, high, size=shape).astype("float32")

  def put(self, make):
    """Adds a case; combinations that Keras refuses are counted only."""
    try:
      fields = make()
    except Exception as e:  # noqa: BLE001
      self.refused += 1
      if os.environ.get("HUNT_VERBOSE"):
        print("refused", self.kind, type(e).__name__, str(e)[:200].replace("\n", " "))
      return
    fields = {"id": f"hunt_{self.kind}-{len(self.cases):04d}", "kind": self.kind, **fields}
    self.cases.append(fields)

  def write(self, folder):
    with open(os.path.join(folder, f"hunt_{self.kind}.json"), "w") as file:
      json.dump({"header": {"format": 1}, "cases": self.cases}, file)
    print(f"{self.kind}: {len(self.cases)} cases, {self.refused} refused")


def main():
  folder = sys.argv[1]
  seed = sys.argv[2] if len(sys.argv) > 2 else "0"
  kinds = {f.__name__: f for f in KINDS}
  for kind in sys.argv[3:] or kinds:
    h = Hunt(kind, seed)
    kinds[kind](h, int(os.environ.get("HUNT_COUNT", "100")))
    h.write(folder)


if __name__ == "__main__":
  main()
