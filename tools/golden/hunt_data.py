"""Cases of draws and of tf.data, for hunt.py."""

import keras
import numpy as np
import tensorflow as tf

import golden
from hunt_tf import encoded_result
from hunt_values import encoded


def drawn(h, count):
  """The kind "random": keras.random and tf.random.stateless_*."""
  for _ in range(count):
    def make():
      shape = h.one([5], [2, 3], [1], [2, 0], [300], [])
      seed = h.one(0, 1, 42, 1337, 7, 12345, 2**31 - 1)
      f = keras.random
      name, args, kwargs = h.pick.choice([
          ("uniform", [shape], h.options({"minval": [-1.0, 0.5], "maxval": [2.0, 7.0]})), ("normal", [shape], h.options({"mean": [1.0], "stddev": [0.1, 3.0]})), ("truncated_normal", [shape], h.options({"mean": [1.0], "stddev": [0.1, 3.0]})),
          ("randint", [shape, h.one(0, -5), h.one(10, 3, 1000)], {}), ("shuffle", [np.arange(h.one(8, 3, 1), dtype="int32")], {}), ("shuffle", [h.normal((4, 3))], {}), ("dropout", [np.ones((2, 6), "float32"), h.one(0.4, 0.1)], {}),
          ("dropout", [h.normal((3, 2, 4)), 0.5], {"noise_shape": h.one([3, 1, 4], [1, 2, 1])}), ("categorical", [h.normal((h.one(1, 3), 4)), h.one(5, 1)], {}), ("gamma", [shape, h.one(2.0, 0.5, 1.0, 7.5)], {}), ("beta", [shape, h.one(2.0, 0.5), h.one(3.0, 1.0)], {}),
          ("binomial", [shape, h.one(10, 3), h.one(0.3, 0.9)], {}), ("tf uniform", [shape], h.one({}, {"minval": -2.0, "maxval": 3.0}, {"minval": 0, "maxval": 50, "dtype": "int32"})), ("tf normal", [shape], h.options({"mean": [1.0], "stddev": [3.0]})),
          ("tf truncated_normal", [shape], h.options({"mean": [1.0], "stddev": [3.0]}))])
      if name.startswith("tf "):
        kwargs["seed"] = [seed, h.one(0, 7, 99)]
        full = "tf.random.stateless_" + name[3:]
        value = getattr(tf.random, "stateless_" + name[3:])(*args, **kwargs)
      else:
        kwargs["seed"] = seed
        full = "keras.random." + name
        value = getattr(f, name)(*args, **kwargs)
      return {"kind": "random", "function": full, "args": encoded(args), "kwargs": encoded(kwargs), "expected": encoded(value)}

    h.put(make)


def step(h, d, text, scalar):
  """One more stage; says whether elements are still single numbers."""
  n = h.one(1, 2, 3, 4)
  m = h.one(1, 2, 3)
  stages = [
      ("take", lambda: (d.take(n), f".take({n})", scalar)), ("skip", lambda: (d.skip(m), f".skip({m})", scalar)), ("repeat", lambda: (d.repeat(2), ".repeat(2)", scalar)), ("shard", lambda: (d.shard(2, 1), ".shard(2,1)", scalar)),
      ("cache", lambda: (d.cache(), ".cache()", scalar)), ("prefetch", lambda: (d.prefetch(2), ".prefetch(2)", scalar)), ("enumerate", lambda: (d.enumerate(m), f".enumerate({m})", None)),
  ]
  if scalar:
    stages += [
        ("batch", lambda: (d.batch(n), f".batch({n})", False)), ("batch", lambda: (d.batch(n, drop_remainder=True), f".batch({n}, drop_remainder=True)", False)), ("map", lambda: (d.map(lambda x: x * x), ".map(x*x)", True)),
        ("map", lambda: (d.map(lambda x: x + 3), ".map(x+3)", True)), ("filter", lambda: (d.filter(lambda x: x % 2 == 0), ".filter(x%2==0)", True)), ("filter", lambda: (d.filter(lambda x: x > 2), ".filter(x>2)", True)),
        ("take_while", lambda: (d.take_while(lambda x: x < 5), ".take_while(x<5)", True)), ("window", lambda: (d.window(n, shift=m).flat_map(lambda w: w.batch(n)), f".window({n}, shift={m}).flat_map(batch({n}))", False)),
        ("window", lambda: (d.window(3, shift=m, stride=2, drop_remainder=True).flat_map(lambda w: w.batch(3)), f".window(3, shift={m}, stride=2, drop_remainder=True).flat_map(batch(3))", False)),
        ("interleave", lambda: (d.interleave(lambda x: tf.data.Dataset.from_tensors(x).repeat(n), cycle_length=2, block_length=m), f".interleave(repeat(x,{n}), cycle_length=2, block_length={m})", True)),
        ("scan", lambda: (d.scan(tf.constant(0, tf.int64), lambda s, x: (s + x, s + x)), ".scan(0, (s+x, s+x))", True)), ("unique", lambda: (d.unique(), ".unique()", True)), ("concatenate", lambda: (d.concatenate(tf.data.Dataset.range(5, 7)), ".concatenate(range(5,7))", True)),
        ("shuffle", lambda: (d.shuffle(n, seed=m), f".shuffle({n}, seed={m})", True))]
  elif scalar is False:
    stages += [("unbatch", lambda: (d.unbatch(), ".unbatch()", True)), ("rebatch", lambda: (d.rebatch(n), f".rebatch({n})", False))]
  return h.pick.choice(stages)[1]()


def pipeline(h, count):
  for _ in range(count):
    def make():
      tf.random.set_seed(1)
      start, text, scalar = h.pick.choice([(lambda: tf.data.Dataset.range(10), "range(10)", True), (lambda: tf.data.Dataset.range(2, 10, 3), "range(2,10,3)", True), (lambda: tf.data.Dataset.range(5), "range(5)", True), (lambda: tf.data.Dataset.range(7, 1, -2), "range(7,1,-2)", True)])
      d = start()
      for _ in range(h.one(1, 2, 2, 3)):
        d, more, scalar = step(h, d, text, scalar)
        text += more
        if scalar is None:
          break
      if "shuffle" in text:
        text = "tf.random.set_seed(1); " + text
      cardinality = int(d.cardinality())
      tf.random.set_seed(1)
      value = [tuple(encoded_result(list(e))) if isinstance(e, tuple) else encoded_result(e) for e in d.take(60)]
      return {"kind": "tf_data", "pipeline": text, "expected": [list(v) if isinstance(v, tuple) else v for v in value], "cardinality": cardinality}

    h.put(make)
