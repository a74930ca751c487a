"""The parameters of Keras' and TensorFlow's functions, in order, with their defaults.

A row is a function of a module ("room"), with its "parameters": [name] if required, else [name,
default]. A default that is not a number, a string, a truth value, None or a list of these is left
out, as is "name". A parameter that takes any number of arguments is ["*name"]. The
conformance runner reads them to call a Java method of the same name with the arguments of a case.
"""

import inspect

import golden

import keras
import tensorflow as tf

ROOMS = {
    "keras.ops": keras.ops,
    "keras.ops.image": keras.ops.image,
    "keras.activations": keras.activations,
    "keras.losses": keras.losses,
    "keras.metrics": keras.metrics,
    "keras.utils": keras.utils,
    "keras.random": keras.random,
    "tf": tf, "tf.math": tf.math, "tf.nn": tf.nn, "tf.linalg": tf.linalg, "tf.image": tf.image,
    "tf.signal": tf.signal, "tf.bitwise": tf.bitwise, "tf.strings": tf.strings,
}


def plain(value):
  if isinstance(value, (list, tuple)):
    return all(plain(v) for v in value)
  return value is None or isinstance(value, (bool, int, float, str))


def parameters(function):
  listed = []
  for p in inspect.signature(function).parameters.values():
    if p.kind == p.VAR_POSITIONAL:
      listed.append(["*" + p.name])
    elif p.kind == p.VAR_KEYWORD or p.name == "name":
      continue
    elif p.default is p.empty:
      listed.append([p.name])
    elif isinstance(p.default, tf.DType):
      listed.append([p.name, p.default.name])
    elif plain(p.default):
      listed.append([p.name, golden.number(p.default) if isinstance(p.default, float)
                     else p.default])
  return listed


ROWS = []
for room, module in ROOMS.items():
  for name in sorted(dir(module)):
    function = getattr(module, name)
    if name.startswith("_") or not callable(function) or inspect.isclass(function):
      continue
    try:
      ROWS.append({"room": room, "function": name, "parameters": parameters(function)})
    except (TypeError, ValueError):
      continue

golden.write(
    "examples/src/main/resources/keratin/conformance/signatures.json",
    golden.header("signatures.py", __doc__), ROWS)
