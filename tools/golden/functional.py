"""Models of the Functional API: configs, the order of layers, summaries, outputs.

A case holds "config" (what keras.saving.serialize_keras_object gives), "layers" (the names in the
order of model.layers), "operations" (the same with those that are no layers), "summary" (for a
terminal of "columns"), "output_names", and "outputs" for weights and inputs that both sides compute: element k of weight i
is ((7k + i) mod 11) / 20 + 0.05, element k of input j is ((5k + j) mod 13 - 6) / 6, for whole
numbers (5k + j) mod 4.
"""

import os

import golden

import keras
import numpy as np
from keras import layers, ops

CASES = []


def values(i, shape):
  k = np.arange(int(np.prod(shape)))
  return (((7 * k + i) % 11) / 20 + 0.05).reshape(shape).astype("float32")


def data(j, x, batch=2):
  shape = [batch] + [5 if d is None else d for d in x.shape[1:]]
  k = np.arange(int(np.prod(shape))).reshape(shape)
  if "int" in x.dtype:
    return ((5 * k + j) % 4).astype(x.dtype)
  return (((5 * k + j) % 13 - 6) / 6).astype(x.dtype)


def flat(structure):
  return keras.tree.flatten(structure)


def record(id, build, columns=112):
  keras.backend.clear_session()
  os.environ["COLUMNS"] = str(columns)
  model = build()
  for i, w in enumerate(model.weights):
    w.assign(values(i, w.shape))
  xs = [data(j, x) for j, x in enumerate(model.inputs)]
  given = keras.tree.pack_sequence_as(model._inputs_struct, xs)
  lines = []
  model.summary(print_fn=lines.append)
  CASES.append({
      "id": id, "kind": "functional", "columns": columns,
      "config": keras.saving.serialize_keras_object(model),
      "layers": [l.name for l in model.layers],
      "operations": [l.name for l in model._operations],
      "summary": "".join(lines),
      "output_names": model.output_names,
      "outputs": [golden.tensor(np.asarray(y)) for y in flat(model(given))]})


def multi():
  a, b = keras.Input((3,), name="a"), keras.Input((3,), name="b")
  shared = layers.Dense(4, activation="tanh", name="shared")
  x, y = shared(a), shared(b)
  reg = layers.Dense(1, name="reg")(layers.Concatenate(name="cat")([x, y]))
  cls = layers.Dense(2, activation="softmax", name="cls")(layers.Add()([x, y]))
  return keras.Model([a, b], [reg, cls], name="multi")


def chain():
  x = keras.Input((4,))
  return keras.Model(x, layers.Dense(2)(layers.Dense(3, activation="relu")(x)))


def operations():
  x = keras.Input((3,))
  y = layers.Dense(3)(x)
  z = ops.concatenate([y * 2 + 1, 1 - x, ops.maximum(x, y), -y], axis=-1)
  return keras.Model(x, z / 4)


def dicts():
  x = {"b": keras.Input((2,), name="b"), "a": keras.Input((3,), name="a")}
  h = layers.Concatenate()([x["b"], x["a"]])
  return keras.Model(x, {"one": layers.Dense(1, name="one")(h), "all": layers.Dense(2, name="z")(h)})


def nested():
  a = keras.Input((4,), name="in")
  inner = keras.Model(a, [layers.Dense(2, name="p")(a), layers.Dense(3, name="q")(a)], name="inner")
  tail = keras.Sequential([keras.Input((2,)), layers.Dense(4, name="up")], name="tail")
  x = keras.Input((4,), name="x")
  p, q = inner(x)
  r, s = inner(tail(p))
  return keras.Model(x, layers.Concatenate()([p, q, r, s]), name="outer")


def ends_in_model():
  a = keras.Input((4,))
  inner = keras.Model(a, layers.Dense(2)(a), name="inner")
  x = keras.Input((4,))
  return keras.Model(x, inner(layers.Dense(4)(x)))


def residual():
  x = keras.Input((6, 6, 2), name="image")
  h = layers.Conv2D(4, 3, padding="same", name="c1")(x)
  h = layers.BatchNormalization(name="bn")(h)
  skip = layers.Conv2D(4, 1, name="skip")(x)
  h = layers.ReLU()(layers.Add()([h, skip]))
  low = layers.MaxPooling2D()(h)
  mid = layers.Conv2D(4, 3, padding="same", activation="relu")(low)
  up = layers.UpSampling2D()(mid)
  h = layers.Concatenate()([h, up])
  return keras.Model(x, layers.Dense(1)(layers.GlobalAveragePooling2D()(h)), name="res")


def inception():
  x = keras.Input((8,))
  branches = []
  for depth in (1, 3, 2):
    h = x
    for _ in range(depth):
      h = layers.Dense(3, activation="relu")(h)
    branches.append(h)
  y = layers.Average()(branches)
  z = layers.Multiply()([y, branches[1]])
  return keras.Model(x, [z, layers.Subtract()([y, branches[0]]), branches[2]])


def shared_depths():
  d = layers.Dense(3, name="d")
  x = keras.Input((3,), name="x")
  y = d(x)
  z = d(layers.Dense(3, name="e")(y))
  return keras.Model(x, layers.Dot(1)([y, d(z)]))


def middle():
  x = keras.Input((4,), name="x")
  h = layers.Dense(3, name="h")(x)
  y = layers.Dense(2, name="y")(layers.Dense(3, activation="tanh", name="g")(h))
  keras.Model(x, y)
  return keras.Model(x, [h, layers.Dense(1, name="probe")(h)])


def unused():
  a, b = keras.Input((2,), name="a"), keras.Input((3,), name="b")
  return keras.Model([a, b], layers.Dense(1)(a))


def whole_numbers():
  x = keras.Input((5,), dtype="int32", name="ids")
  h = layers.Flatten()(layers.Embedding(4, 3)(x))
  y = keras.Input((5,), name="more")
  return keras.Model([x, y], layers.Dense(2)(layers.Concatenate()([h, y * 0.5])))


def frozen():
  x = keras.Input((4,))
  model = keras.Model(x, layers.Dense(2)(layers.Dense(3, trainable=False)(x)))
  return model


def mask():
  x = keras.Input((5,), dtype="int32")
  h = layers.Embedding(4, 3, mask_zero=True)(x)
  return keras.Model(x, layers.GlobalAveragePooling1D()(h))



def main():
  for build in (multi, chain, operations, dicts, nested, ends_in_model, residual, inception,
                shared_depths, middle, unused, whole_numbers, frozen, mask):
    record(build.__name__, build)
  record("multi, narrow", multi, columns=70)
  golden.write(
      "keras/src/test/resources/keratin/golden/functional.json.gz",
      golden.header("functional.py", "models of the Functional API"), CASES)


if __name__ == "__main__":
  main()
