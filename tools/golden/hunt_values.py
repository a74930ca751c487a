"""How the hunts write numbers, tensors and configs into their cases."""

import keras
import numpy as np
import tensorflow as tf
from keras import ops

import golden


def tensor(x):
  """Half precision by its float32 digits, which are the same numbers."""
  if not isinstance(x, np.ndarray):
    name = keras.backend.standardize_dtype(x.dtype)
    if name in ("float16", "bfloat16"):
      return {**golden.tensor(ops.convert_to_numpy(ops.cast(x, "float32"))), "dtype": name}
    x = ops.convert_to_numpy(x)
  return golden.tensor(x)


def encoded(x):
  if x is None or isinstance(x, (bool, int, str)):
    return x
  if isinstance(x, float):
    return golden.number(x)
  if isinstance(x, (list, tuple)):
    return [encoded(v) for v in x]
  if isinstance(x, dict):
    return {k: encoded(v) for k, v in x.items()}
  if isinstance(x, np.generic):
    return golden.number(x)
  return tensor(x)


def config(x):
  """Keras' config with nested objects as {class_name, config}."""
  if isinstance(x, dict) and "class_name" in x:
    return {"class_name": x["class_name"], "config": config(x["config"])}
  if isinstance(x, dict):
    return {k: config(v) for k, v in x.items()}
  if isinstance(x, (list, tuple)):
    return [config(v) for v in x]
  return golden.number(x) if x is not None else None


def weights_of_sum(y):
  u = ((7 * np.arange(int(np.prod(y.shape)))) % 11 - 5) / 5
  return tf.cast(tf.reshape(tf.constant(u), y.shape), y.dtype)


def total(outputs):
  flat = [y for y in tf.nest.flatten(outputs) if y.dtype.is_floating]
  return tf.add_n([tf.cast(tf.reduce_sum(y * weights_of_sum(y)), "float64") for y in flat])
