"""What keras.callbacks.TensorBoard writes: the events of its files, without times.

"model" is "sequential" (Input(4), Dense(3, tanh, name="hidden"), Dense(1, name="out"), named
"small"), "functional" (the same layers, the model named "fun") or "images" (Input(6, 6, 1),
Conv2D(2, 3, name="conv"), Conv2D(4, 1, name="colours"), Flatten, Dense(1, name="out"), named
"pictures") or "words" (Input(4), Embedding(10, 2, name="words"), Flatten, Dense(1, name="out"),
named "text"); every kernel begins as ones / 10, embeddings as zeros. The optimizer is SGD(0.1), for "images" SGD(0.0001),
the loss "mse", the metric "mae". x is (i * 7919 % 1000) / 1000 in 24 rows (for "words" modulo 10),
y is x's row sum / 10; the first 16 rows train, with batch size 4 and no shuffling, the others
validate where "validation" says so. "arguments" are those of the callback. "files" are all files
that are left, with numbers of times as #; "runs" has for each folder the events in order:
[tag, plugin, step, value]: a number, the rows of a histogram, [width, height, images], or a text;
a text that is JSON stands as "JSON", values that depend on time as "time".
"""

import copy
import os
import re
import tempfile

import golden

import keras
import numpy as np
import tensorflow as tf
from keras import layers
from tensorflow.core.util import event_pb2

TENTH = keras.initializers.Constant(0.1)


def model(kind):
  keras.backend.clear_session()
  dense = lambda units, name, **more: layers.Dense(
      units, name=name, kernel_initializer=TENTH, **more)
  if kind == "sequential":
    made = keras.Sequential(
        [keras.Input((4,)), dense(3, "hidden", activation="tanh"), dense(1, "out")], name="small")
  elif kind == "functional":
    x = keras.Input((4,))
    made = keras.Model(x, dense(1, "out")(dense(3, "hidden", activation="tanh")(x)), name="fun")
  elif kind == "images":
    conv = lambda filters, size, name: layers.Conv2D(
        filters, size, name=name, kernel_initializer=TENTH)
    made = keras.Sequential(
        [keras.Input((6, 6, 1)), conv(2, 3, "conv"), conv(4, 1, "colours"), layers.Flatten(),
         dense(1, "out")], name="pictures")
  else:
    words = layers.Embedding(10, 2, name="words", embeddings_initializer="zeros")
    made = keras.Sequential(
        [keras.Input((4,)), words, layers.Flatten(), dense(1, "out")], name="text")
  made.compile(keras.optimizers.SGD(1e-4 if kind == "images" else 0.1), "mse", metrics=["mae"])
  return made


def data(kind):
  shape = (24, 6, 6, 1) if kind == "images" else (24, 4)
  grid = (np.arange(np.prod(shape), dtype=np.int64) * 7919 % 1000).reshape(shape)
  x = grid / 1000.0
  y = x.reshape(24, -1).sum(1, keepdims=True) / 10
  return (grid % 10 if kind == "words" else x).astype(np.float32), y.astype(np.float32)


def value(v):
  plugin = v.metadata.plugin_data.plugin_name
  array = tf.make_ndarray(v.tensor)
  if "steps_per_second" in v.tag:
    return "time"
  if plugin == "scalars":
    return golden.number(np.float32(array))
  if plugin == "histograms":
    return [[golden.number(n) for n in row] for row in array]
  if plugin == "images":
    return [int(array[0]), int(array[1]), len(array) - 2]
  text = array.item().decode()
  return "JSON" if text.startswith("{") else text


def events(path):
  found = []
  for record in tf.data.TFRecordDataset(path):
    event = event_pb2.Event.FromString(record.numpy())
    for v in event.summary.value:
      found.append([v.tag, v.metadata.plugin_data.plugin_name, event.step, value(v)])
  return found


def run(id, kind, validation=True, epochs=2, **arguments):
  case = {"id": id, "kind": "tensorboard", "model": kind, "validation": validation,
          "epochs": epochs, "arguments": copy.deepcopy(arguments), "files": [], "runs": {}}
  made = model(kind)
  x, y = data(kind)
  with tempfile.TemporaryDirectory() as folder:
    callback = keras.callbacks.TensorBoard(log_dir=folder, **arguments)
    made.fit(x[:16], y[:16], batch_size=4, epochs=epochs, shuffle=False, verbose=0,
             validation_data=(x[16:], y[16:]) if validation else None, validation_batch_size=4,
             callbacks=[callback])
    for place, _, names in sorted(os.walk(folder)):
      for name in sorted(names):
        path = os.path.join(place, name)
        short = os.path.relpath(path, folder)
        if ".tfevents." in name:
          run_name = os.path.relpath(place, folder)
          assert run_name not in case["runs"]
          case["runs"][run_name] = events(path)
          short = re.sub(r"tfevents\..*", "tfevents.#.v2", short)
        case["files"].append(short)
        if name.endswith(".pbtxt"):
          case["projector"] = open(path).read()
  CASES.append(case)


CASES = []
run("default", "sequential")
run("without validation", "functional", validation=False)
run("every batch", "functional", update_freq="batch")
run("every third batch", "sequential", update_freq=3, write_graph=False)
run("histograms", "sequential", histogram_freq=1, validation=False)
run("histograms every second epoch", "functional", histogram_freq=2, epochs=3, validation=False)
run("images", "images", histogram_freq=1, write_images=True, epochs=1, validation=False)
run("speed", "functional", write_steps_per_second=True, update_freq=2, epochs=1)
run("embeddings", "words", embeddings_freq=1, embeddings_metadata={"words": "words.tsv"})
run("embeddings of one file", "words", embeddings_freq=2, embeddings_metadata="all.tsv")

golden.write("keras/src/test/resources/keratin/golden/tensorboard.json.gz",
             golden.header("tensorboard_runs.py", " ".join(__doc__.split())), CASES)
