"""Training that repeats: what `fit` gives after `set_random_seed(42)` with `shuffle=False`.

A case holds "seed", "input_shape", "layers" ([class, arguments]), "compile", "fit", the sizes of
the data, and what Keras gives: "seeds" (the two numbers of each Dropout's generator before
training), "initial_weights" and "weights" (absent where large; "weight_sums" are Σw and Σ|w| in
float64), "history", "evaluate" and "predict" (on the first five rows). Weights are in model.weights order.

The data are made from whole numbers so that any language makes the same: with
  h(i, p) = (i · p) mod 1000            (64-bit)
  x[row, col] = float32(h(row · width + col, 7919) / 1000.0)
  sparse labels   int32: h(row · width, 7919) · classes / 1000, the whole part, shape (rows,)
  one-hot labels  float32: the same as rows of a unit matrix
  binary labels   float32: the same with classes = 2, shape (rows, 1)
  real targets    float32: h(row · width, 7919) / 1000.0 - h(row · width + 1, 7919) / 2000.0
                  + 0.25, in float64, then float32, shape (rows, 1)
"y" names the labels. class_weight and sample_weight, where present: sample_weight[row] =
float32(h(row, 31) / 1000.0 + 0.5).
"""

import golden

import keras
import numpy as np

SEED = 42
CASES = []


def h(count, p=7919):
  return np.arange(count, dtype=np.int64) * p % 1000


def data(rows, width, y, classes):
  grid = h(rows * width).reshape(rows, width)
  x = (grid / 1000.0).astype(np.float32)
  first = grid[:, 0]
  label = (first * classes // 1000).astype(np.int32)
  if y == "sparse":
    return x, label
  if y == "one_hot":
    return x, np.eye(classes, dtype=np.float32)[label]
  if y == "binary":
    return x, label[:, None].astype(np.float32)
  return x, (first / 1000.0 - grid[:, 1] / 2000.0 + 0.25).astype(np.float32)[:, None]


def build(case):
  layers = [keras.Input(tuple(case["input_shape"]))] if case.get("input_shape") else []
  for name, arguments in case["layers"]:
    layers.append(getattr(keras.layers, name)(**arguments))
  return keras.Sequential(layers)


def sums(weights):
  return [[float(np.sum(w, dtype=np.float64)), float(np.abs(w.astype(np.float64)).sum())]
          for w in weights]


def run(id, layers, optimizer, loss, rows, width, y, classes=0, metrics=(), large=False, **fit):
  case = {"id": id, "kind": "fit_seeded", "seed": SEED, "input_shape": [width], "layers": layers,
          "compile": {"optimizer": optimizer, "loss": loss, "metrics": list(metrics)},
          "rows": rows, "width": width, "y": y, "classes": classes,
          "fit": {"epochs": 3, "shuffle": False, **fit}}
  keras.backend.clear_session()
  keras.utils.set_random_seed(SEED)
  model = build(case)
  model.compile(
      optimizer=keras.optimizers.get({"class_name": optimizer[0], "config": optimizer[1]}),
      loss=keras.losses.get({"class_name": loss[0], "config": loss[1]}), metrics=list(metrics))
  x, target = data(rows, width, y, classes)
  arguments = dict(case["fit"], verbose=0)
  if arguments.pop("sample_weights", False):
    arguments["sample_weight"] = (h(rows, 31) / 1000.0 + 0.5).astype(np.float32)
  if "class_weight" in arguments:
    arguments["class_weight"] = {int(k): v for k, v in arguments["class_weight"].items()}
  if "validation_rows" in arguments:
    arguments["validation_data"] = data(arguments.pop("validation_rows"), width, y, classes)
  if not model.built:
    model.build((None, width))
  case["seeds"] = [[int(v) for v in layer.seed_generator.state.numpy()]
                   for layer in model.layers if isinstance(layer, keras.layers.Dropout)]
  initial = model.get_weights()
  history = model.fit(x, target, **arguments)
  case["history"] = {k: [float(v) for v in values] for k, values in history.history.items()}
  case["epochs"] = history.epoch
  case["evaluate"] = model.evaluate(x, target, batch_size=32, verbose=0, return_dict=True)
  case["predict"] = golden.tensor(model.predict(x[:5], verbose=0))
  case["weight_paths"] = [w.path for w in model.weights]
  case["initial_weight_sums"] = sums(initial)
  case["weight_sums"] = sums(model.get_weights())
  if not large:
    case["initial_weights"] = [golden.tensor(w) for w in initial]
    case["weights"] = [golden.tensor(w) for w in model.get_weights()]
  CASES.append(case)


def dense(units, activation=None, **more):
  return ["Dense", {"units": units, **({"activation": activation} if activation else {}), **more}]


def dropout(rate, **more):
  return ["Dropout", {"rate": rate, **more}]


def l2(value):
  return {"class_name": "L2", "config": {"l2": value}}


MLP = [dense(32, "relu"), dropout(0.45), dense(32, "relu"), dropout(0.45), dense(10, "softmax")]
SPARSE = ["SparseCategoricalCrossentropy", {}]
BINARY = ["BinaryCrossentropy", {}]
MSE = ["MeanSquaredError", {}]

run("softmax, Adam", MLP, ["Adam", {}], SPARSE, 256, 16, "sparse", 10, ["accuracy"], batch_size=32)
run("no dropout", [dense(24, "tanh"), dense(5, "softmax")], ["Adam", {"learning_rate": 0.01}],
    SPARSE, 200, 8, "sparse", 5, ["accuracy"], batch_size=25)
run("one dense", [dense(3)], ["SGD", {"learning_rate": 0.1}],
    ["SparseCategoricalCrossentropy", {"from_logits": True}], 60, 4, "sparse", 3,
    batch_size=20)
run("binary, RMSprop", [dense(16, "relu"), dropout(0.3), dense(1, "sigmoid")], ["RMSprop", {}],
    BINARY, 128, 8, "binary", 2, ["accuracy"], batch_size=16)
run("binary from logits", [dense(16, "relu"), dropout(0.3), dense(1)],
    ["RMSprop", {"learning_rate": 0.01, "momentum": 0.9, "centered": True}],
    ["BinaryCrossentropy", {"from_logits": True}], 128, 8, "binary", 2, batch_size=32)
run("regression, SGD momentum", [dense(16, "tanh"), dropout(0.2), dense(1)],
    ["SGD", {"learning_rate": 0.05, "momentum": 0.9}], MSE, 128, 6, "real",
    metrics=["mean_absolute_error"], batch_size=32)
run("regression, SGD nesterov", [dense(16, "sigmoid"), dropout(0.5), dense(1)],
    ["SGD", {"learning_rate": 0.05, "momentum": 0.9, "nesterov": True}], MSE, 96, 6, "real",
    batch_size=8)
run("one-hot labels", MLP, ["Adam", {}], ["CategoricalCrossentropy", {"label_smoothing": 0.1}],
    256, 16, "one_hot", 10, ["accuracy"], batch_size=64)
run("l2 on kernel and bias", [
    dense(32, "relu", kernel_regularizer=l2(0.01), bias_regularizer=l2(0.02)), dropout(0.4),
    dense(10, "softmax", kernel_regularizer=l2(0.001))],
    ["Adam", {}], SPARSE, 256, 16, "sparse", 10, ["accuracy"], batch_size=32)
run("activity regularizer", [
    dense(32, "relu", activity_regularizer=l2(0.01)), dropout(0.4), dense(10, "softmax")],
    ["Adam", {}], SPARSE, 250, 16, "sparse", 10, batch_size=32, validation_split=0.2)
run("validation split", MLP, ["Adam", {}], SPARSE, 256, 16, "sparse", 10, ["accuracy"],
    batch_size=32, validation_split=0.25)
run("validation split, uneven", MLP, ["Adam", {}], SPARSE, 101, 16, "sparse", 10, ["accuracy"],
    batch_size=16, validation_split=0.1)
run("validation data", MLP, ["SGD", {"learning_rate": 0.1}], SPARSE, 128, 16, "sparse", 10,
    ["accuracy"], batch_size=32, validation_rows=50)
run("unequal last batch", MLP, ["Adam", {}], SPARSE, 257, 16, "sparse", 10, ["accuracy"],
    batch_size=32)
run("batch of one last", MLP, ["Adam", {}], SPARSE, 129, 16, "sparse", 10, ["accuracy"],
    batch_size=128)
run("batch larger than the data", MLP, ["Adam", {}], SPARSE, 40, 16, "sparse", 10, ["accuracy"],
    batch_size=64)
run("batch size left at 32", MLP, ["Adam", {}], SPARSE, 100, 16, "sparse", 10, ["accuracy"])
run("batch size 1", [dense(8, "relu"), dropout(0.5), dense(3, "softmax")], ["Adam", {}], SPARSE,
    20, 4, "sparse", 3, ["accuracy"], batch_size=1)
run("clipnorm", MLP, ["Adam", {"learning_rate": 0.01, "clipnorm": 0.1}], SPARSE, 128, 16, "sparse",
    10, batch_size=32)
run("global clipnorm", MLP, ["SGD", {"learning_rate": 0.5, "global_clipnorm": 0.25}], SPARSE, 128,
    16, "sparse", 10, batch_size=32)
run("AdamW", MLP, ["AdamW", {"learning_rate": 0.01, "weight_decay": 0.5}], SPARSE, 128, 16,
    "sparse", 10, batch_size=32)
run("amsgrad", MLP, ["Adam", {"learning_rate": 0.05, "beta_2": 0.9, "amsgrad": True}], SPARSE,
    128, 16, "sparse", 10, batch_size=32)
run("sample weights", MLP, ["Adam", {}], SPARSE, 128, 16, "sparse", 10, ["accuracy"],
    batch_size=32, sample_weights=True)
run("class weights", [dense(16, "relu"), dropout(0.3), dense(3, "softmax")], ["Adam", {}], SPARSE,
    100, 8, "sparse", 3, ["accuracy"], batch_size=32,
    class_weight={"0": 0.5, "1": 1.0, "2": 2.5})
run("initializers", [
    dense(16, "relu", kernel_initializer="he_normal"), dropout(0.25),
    dense(16, "selu", kernel_initializer="lecun_normal", bias_initializer="ones"),
    dense(8, "relu", kernel_initializer="he_uniform", use_bias=False),
    dense(8, "tanh", kernel_initializer="glorot_normal"),
    dense(8, kernel_initializer="random_normal"), dense(8, kernel_initializer="random_uniform"),
    dense(8, kernel_initializer="truncated_normal"), dense(1, "sigmoid")],
    ["Adam", {}], BINARY, 96, 10, "binary", 2, batch_size=32)
run("given seeds", [
    dense(16, "relu", kernel_initializer={"class_name": "GlorotUniform", "config": {"seed": 7}}),
    dropout(0.25, seed=11), dense(16, "relu"), dropout(0.25), dense(4, "softmax")],
    ["Adam", {}], SPARSE, 96, 10, "sparse", 4, batch_size=32)
run("dropout over noise shape", [
    dense(16, "relu"), dropout(0.4, noise_shape=[None, 1]), dropout(0.4, noise_shape=[1, 16]),
    dense(4, "softmax")], ["Adam", {}], SPARSE, 96, 10, "sparse", 4, batch_size=32)
run("reshape, flatten, activation", [
    ["Reshape", {"target_shape": [4, 4]}], dense(6, "relu"), dropout(0.3), ["Flatten", {}],
    ["Activation", {"activation": "tanh"}], dense(10), ["Activation", {"activation": "softmax"}]],
    ["Adam", {}], SPARSE, 128, 16, "sparse", 10, ["accuracy"], batch_size=32)
run("five epochs, many metrics", MLP, ["Adam", {}], SPARSE, 128, 16, "sparse", 10,
    ["sparse_categorical_accuracy", "sparse_top_k_categorical_accuracy"], batch_size=32, epochs=5)
run("W1", [dense(256, "relu"), dropout(0.45), dense(256, "relu"), dropout(0.45),
           dense(10, "softmax")], ["Adam", {}], SPARSE, 640, 784, "sparse", 10, ["accuracy"],
    large=True, batch_size=128)

golden.write(
    "keras/src/test/resources/keratin/golden/fit_seeded.json.gz",
    golden.header("fit_seeded.py", __doc__, seed=SEED), CASES)
