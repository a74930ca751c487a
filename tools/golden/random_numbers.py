"""The numbers that Keras, TensorFlow, Python and NumPy draw for a seed.

A line is a case: fields separated by tabs, "name=value" after the first, which is the kind.
Numbers of a result are hexadecimal bit patterns of its dtype. "tail" means that only the last
numbers are given. Lines that begin with # are the header.
"""

import json
import os
import random

import golden

os.environ["CUDA_VISIBLE_DEVICES"] = ""

import numpy as np
import tensorflow as tf

import keras

PATH = "core/src/test/resources/keratin/golden/random_numbers.txt"
SEEDS = [(0, 0), (1337, 0), (-5, 3), (2**40 + 7, -(2**50))]
TAIL = 6
lines = []


def bits(array):
  array = np.asarray(array)
  unsigned = {2: np.uint16, 4: np.uint32, 8: np.uint64}[array.dtype.itemsize]
  flat = np.ascontiguousarray(array).reshape(-1).view(unsigned)
  return ",".join(format(int(v), "x") for v in flat)


def add(kind, result=None, **fields):
  if result is not None:
    result = np.asarray(result).reshape(-1)
    fields["n"] = len(result)
    if len(result) > 40:
      fields["tail"] = TAIL
      result = result[-TAIL:]
    fields["dtype"] = result.dtype.name
    fields["data"] = bits(result)
  lines.append("\t".join([kind] + [f"{k}={v}" for k, v in fields.items()]))


def key(seed):
  return dict(seed=f"{seed[0]},{seed[1]}")


def seed64(seed):
  return tf.constant(seed, tf.int64)


def listed(values):
  return ",".join(repr(float(v)) for v in values)


def real_draws():
  for dtype in ("float16", "bfloat16", "float32", "float64"):
    for i, seed in enumerate(SEEDS):
      for n in (1, 5, 17) if i else (0, 1, 2, 3, 4, 17, 10007):
        for a, b in ((0.0, 1.0), (-1.5, 2.7)):
          s = seed64(seed)
          add("uniform", tf.random.stateless_uniform([n], s, a, b, dtype), a=a, b=b, **key(seed))
          add("normal", tf.random.stateless_normal([n], s, a, b, dtype), a=a, b=b, **key(seed))
          add(
              "truncated_normal",
              tf.random.stateless_truncated_normal([n], s, a, b, dtype),
              a=a,
              b=b,
              **key(seed),
          )
    for rate in (0.1, 0.5, 0.9):
      x = tf.cast(tf.range(1, 24), dtype)
      y = tf.nn.experimental.stateless_dropout(x, rate, seed64((3, 4)))
      add("dropout", y, rate=rate, **key((3, 4)))


def integer_draws():
  bounds = [(0, 10), (-7, 1), (-(2**31), 2**31 - 1), (5, 6)]
  for dtype, limits in ((tf.int32, bounds), (tf.int64, bounds + [(-(2**63), 2**63 - 1)])):
    for i, seed in enumerate(SEEDS):
      for lo, hi in limits:
        r = tf.random.stateless_uniform([9 if i else 5000], seed64(seed), lo, hi, dtype)
        add("randint", r, lo=lo, hi=hi, **key(seed))
      r = tf.random.stateless_uniform([7], seed64(seed), None, None, dtype)
      add("randint", r, lo=0, hi=0, **key(seed))
  for n in (1, 2, 8, 33, 3000):
    order = keras.random.shuffle(np.arange(n, dtype="int32"), seed=n)
    add("shuffle", order, **key((n, 0)))


def other_draws():
  for dtype in ("float16", "float32", "float64"):
    for samples, alphas in ((5, [2.0]), (300, [0.3, 1.0, 4.5]), (3, [1e-3, 100.0])):
      r = tf.random.stateless_gamma([samples, len(alphas)], seed64((7, samples)), alphas, dtype=dtype)
      add("gamma", r, samples=samples, alpha=listed(alphas), **key((7, samples)))
  for seed in (0, 5):
    r = keras.random.beta((3, 2), [0.5, 2.0], [1.0, 3.0], seed=seed)
    add("beta", r, samples=3, alpha="0.5,2.0", beta="1.0,3.0", **key((seed, 0)))
  counts = [10.0, 100.0, 1000.0, 40.0, 7.0, 0.0, 9.0]
  probabilities = [0.3, 0.5, 0.97, 0.9, 1.0, 0.5, 0.0]
  for samples in (1, 200):
    for seed in SEEDS:
      r = tf.random.stateless_binomial(
          [samples, len(counts)], seed64(seed), counts, probabilities, tf.float32
      )
      add(
          "binomial",
          r,
          samples=samples,
          counts=listed(counts),
          probabilities=listed(probabilities),
          **key(seed),
      )
  logits = np.array([[0.1, 0.2, 2.0], [-1.0, 0.0, 1.0], [np.inf, 0.5, -np.inf]], "float32")
  for rows, samples in ((1, 5), (3, 7), (2, 100)):
    r = tf.random.stateless_categorical(logits[:rows], samples, seed64((2, rows)), tf.int32)
    add("categorical", r, rows=rows, samples=samples, logits=listed(logits[:rows].reshape(-1)),
        **key((2, rows)))


def streams():
  # Counters next to 2^32, 2^64 and 2^128.
  for state in ([2**32 - 2, 0, 11], [-3, 5, -1], [-1, -1, 2**63 - 1]):
    g = tf.random.Generator.from_state(tf.constant(state, tf.int64), alg="philox")
    add("stream", g.uniform([24]), state=",".join(map(str, state)))
    add("stream_state", g.state.numpy(), state=",".join(map(str, state)))
  for seed in (0, 42, -1, 2**70 + 3):
    g = tf.random.Generator.from_seed(seed)
    add("generator_state", g.state.numpy(), from_seed=seed)


def programs():
  calls = {
      "uniform": lambda s: tf.random.uniform((5,), seed=s),
      "uniform_range": lambda s: tf.random.uniform((3,), -1.0, 2.5, seed=s),
      "uniform_float64": lambda s: tf.random.uniform((3,), dtype=tf.float64, seed=s),
      "normal": lambda s: tf.random.normal((5,), 1.0, 2.0, seed=s),
      "truncated_normal": lambda s: tf.random.truncated_normal((6,), seed=s),
      "randint": lambda s: tf.random.uniform((4,), 0, 100, tf.int32, seed=s),
      "shuffle": lambda s: tf.random.shuffle(tf.range(9), seed=s),
      "categorical": lambda s: tf.cast(
          tf.random.categorical([[0.1, 0.2, 2.0], [1.0, 0.0, 0.0]], 5, seed=s), tf.int32
      ),
  }
  for global_seed in (None, 0, 42, 2**31 + 5):
    for name, call in calls.items():
      for op_seed in (None, 0, 5, -3):
        if global_seed is None and op_seed is None:
          continue
        # Setting a seed also forgets the counters of earlier cases.
        tf.random.set_seed(0)
        if global_seed is None:
          tf.compat.v1.set_random_seed(None)
        else:
          tf.random.set_seed(global_seed)
        for turn in range(3):
          add("eager", call(op_seed), call=name, global_seed=global_seed, op_seed=op_seed, turn=turn)


def global_state():
  keras.utils.set_random_seed(42)
  seeds = [keras.random.SeedGenerator().get_config()["seed"] for _ in range(2)]
  assert seeds == [None, None]
  for seed in (0, 1, 42, 2**32 - 1):
    keras.utils.set_random_seed(seed)
    states = [int(keras.random.SeedGenerator().state.numpy()[0]) for _ in range(6)]
    add("default_seeds", np.array(states, "int64"), of=seed)
    keras.utils.set_random_seed(seed)
    draws = [keras.random.uniform((3,)).numpy() for _ in range(4)]
    add("global_generator", np.concatenate(draws), of=seed)
  g = keras.random.SeedGenerator(seed=1337)
  add("seed_generator", np.concatenate([keras.random.normal((3,), seed=g) for _ in range(3)]), of=1337)
  for seed in (-1, 2**31 - 2, 2**31 + 10, 10**12):
    add("int_seed", keras.random.uniform((3,), seed=seed), of=seed)


def other_generators():
  for seed in (0, 42, -7, 10**12):
    r = random.Random(seed)
    values = [r.randint(0, 10), r.randint(-5, 10**12), r.getrandbits(64) >> 1, r.getrandbits(17)]
    order = list(range(12))
    r.shuffle(order)
    add("python", np.array(values + order, "int64"), of=seed)
    add("python_float", np.array([r.random(), r.uniform(-1, 3)]), of=seed)
  for seed in (0, 42, 2**32 - 1):
    np.random.seed(seed)
    values = [np.random.randint(0, 10), np.random.randint(-5, 10**12)] + list(np.random.permutation(9))
    add("numpy", np.array(values, "int64"), of=seed)
    floats = [np.random.random_sample(), np.random.uniform(-1, 3)]
    add("numpy_float", np.array(floats + list(np.random.standard_normal(3))), of=seed)


def fit_orders():
  class Watch(keras.losses.Loss):
    def __init__(self, seen):
      super().__init__()
      self.seen = seen

    def call(self, y, p):
      self.seen += y.numpy().reshape(-1).astype("int32").tolist()
      return tf.reduce_mean(p) * 0

  for seed in (0, 42, 1234567):
    seen = []
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile("sgd", Watch(seen), run_eagerly=True)
    x = np.arange(11, dtype="float32")[:, None]
    model.fit(x, x, batch_size=4, epochs=2, verbose=0)
    add("fit_order", np.array(seen, "int32"), of=seed)


def dataset_shuffles():
  for global_seed in (None, 0, 7):
    for op_seed in (0, 42, -3):
      for size, buffer in ((10, 4), (6, 6), (25, 1000), (7, 1)):
        for reshuffle in (True, False):
          if global_seed is None:
            tf.compat.v1.set_random_seed(None)
          else:
            tf.random.set_seed(global_seed)
          ds = tf.data.Dataset.range(size).shuffle(buffer, op_seed, reshuffle)
          seen = [int(v) for _ in range(2) for v in ds]
          add("dataset_shuffle", np.array(seen, "int32"), global_seed=global_seed,
              op_seed=op_seed, range=size, buffer=buffer, reshuffle=reshuffle)


def main():
  tf.config.threading.set_intra_op_parallelism_threads(1)
  tf.config.threading.set_inter_op_parallelism_threads(1)
  for part in (real_draws, integer_draws, other_draws, streams, programs, global_state,
               other_generators, fit_orders, dataset_shuffles):
    part()
  head = golden.header("random_numbers.py", __doc__)
  path = os.path.normpath(os.path.join(golden.ROOT, PATH))
  with open(path, "w", encoding="utf-8", newline="\n") as file:
    for name, value in head.items():
      file.write(f"# {name}: {json.dumps(value)}\n")
    file.write("\n".join(lines) + "\n")
  print(f"{len(lines)} cases: {PATH}")


if __name__ == "__main__":
  main()
