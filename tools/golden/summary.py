"""What `Model.summary()` prints for Sequential models of the first layers.

A case holds "name" (null: automatic; names count from a fresh session in each case),
"input_shape" and "batch_size" (an Input layer first; null: none), "layers" ([class, arguments]; a
nested model is ["Sequential", {"name", "input_shape", "layers"}]), then, in this order: "frozen"
(indices of layers set trainable = False), "build" (a shape given to model.build), "call" (a shape
of zeros the model is called on), "train" (an optimizer's name: one step on zeros with loss
"mse"), "columns" (the terminal's width), "options" (summary's arguments) and "text".
"""

import os

import golden

import keras
import numpy as np

CASES = []


def layers_of(input_shape, layers, batch_size=None):
  made = [keras.Input(tuple(input_shape), batch_size=batch_size)] if input_shape else []
  for name, arguments in layers:
    if name == "Sequential":
      made.append(keras.Sequential(
          layers_of(arguments.get("input_shape"), arguments["layers"]),
          name=arguments.get("name")))
    else:
      made.append(getattr(keras.layers, name)(**arguments))
  return made


def run(id, layers, input_shape=None, name=None, batch_size=None, frozen=(), build=None, call=None,
        train=None, columns=80, **options):
  keras.backend.clear_session()
  os.environ["COLUMNS"] = str(columns)  # read by the line length and by the table
  model = keras.Sequential(layers_of(input_shape, layers, batch_size), name=name)
  for index in frozen:
    model.layers[index].trainable = False
  if build:
    model.build(tuple(build))
  if call:
    model(np.zeros(call, np.float32))
  if train:
    model.compile(optimizer=train, loss="mse")
    x = np.zeros((2, *model.input_shape[1:]), np.float32)
    model.train_on_batch(x, np.zeros((2, *model.output_shape[1:]), np.float32))
  lines = []
  model.summary(print_fn=lines.append, **options)
  CASES.append({
      "id": id, "kind": "summary", "name": name, "input_shape": input_shape,
      "batch_size": batch_size, "layers": layers, "frozen": list(frozen), "build": build,
      "call": call, "train": train, "columns": columns, "options": options,
      "text": "".join(lines)})


def dense(units, activation=None, **more):
  return ["Dense", {"units": units, **({"activation": activation} if activation else {}), **more}]


def dropout(rate, **more):
  return ["Dropout", {"rate": rate, **more}]


MLP = [dense(256, "relu"), dropout(0.45), dense(256, "relu"), dropout(0.45), dense(10, "softmax")]
BOOK = [dense(256), ["Activation", {"activation": "relu"}], dropout(0.45), dense(256),
        ["Activation", {"activation": "relu"}], dropout(0.45), dense(10),
        ["Activation", {"activation": "softmax"}]]
THREE = [dense(2, "relu"), dense(2, "relu"), dense(2)]

run("three dense, 20 parameters", THREE, call=[2, 3])
run("three dense by input", THREE, [3])
run("the book's network, 269322 parameters", BOOK, [784])
run("mlp", MLP, [784])
run("mlp named", MLP, [784], name="mnist")
run("layers named", [dense(64, "relu", name="hidden"), dropout(0.5, name="drop"),
                     dense(10, name="logits")], [20], name="named")
run("unbuilt", MLP)
run("unbuilt, compiled by name only", [dense(3), ["Flatten", {}], dropout(0.1)], name="later")
run("built later", MLP, build=[None, 784])
run("built for a batch", MLP, build=[32, 784])
run("called", [["Flatten", {}], dense(10)], call=[4, 28, 28])
run("fixed batch", MLP, [784], batch_size=128)
run("flatten and reshape", [["Flatten", {}], dense(784), ["Reshape", {"target_shape": [28, 28, 1]}],
                            ["Reshape", {"target_shape": [-1, 14]}],
                            ["Activation", {"activation": "tanh"}]], [28, 28])
run("dense on rank 4", [dense(7), dense(5, use_bias=False), ["Flatten", {}]], [6, 5, 4])
run("unknown length", [dense(8), dropout(0.2), dense(1)], [None, 12])
run("empty", [], name="nothing")
run("only input", [], [5])
run("no parameters", [["Flatten", {}], dropout(0.5)], [3, 3])
run("one parameter", [dense(1, use_bias=False)], [1])
for train in ("sgd", "rmsprop", "adam", "adamw", "adagrad", "ftrl", "nadam", "adamax", "adadelta",
              "lion"):
  run(f"trained by {train}", [dense(16, "relu"), dropout(0.1), dense(4)], [8], train=train)
run("trained, one frozen", [dense(16, "relu"), dense(4)], [8], train="adam", frozen=[0])
run("frozen", [dense(16, "relu"), dense(4)], [8], frozen=[0, 1])
run("frozen shown", BOOK, [784], frozen=[0], show_trainable=True)
run("bytes below a KB", [dense(15)], [16])
run("just 1.00 KB", [dense(16, use_bias=False)], [16])
run("KB", [dense(100)], [1000])
run("just 1.00 MB", [dense(512, use_bias=False)], [512])
run("MB", [dense(4096, "relu"), dense(1000, "softmax")], [2048])
run("float16", [dense(64, dtype="float16"), dense(10, dtype="float64")], [32])
run("mixed precision", [dense(64, dtype="mixed_float16"), dropout(0.5, dtype="mixed_float16")],
    [32])
run("long names", [
    dense(64, "relu", name="the_first_hidden_layer_of_the_classifier_head"),
    ["Activation", {"activation": "relu", "name": "activation_after_the_first_hidden_layer"}],
    dense(10, name="output_probabilities_over_the_ten_classes_of_the_data_set_v2")], [20],
    name="a_model_whose_name_is_longer_than_the_line_that_the_summary_is_allowed_to_fill_here")
run("names just fit", [dense(4, name="n" * n) for n in (20, 21, 22, 23, 24, 25, 26, 30, 31, 32)],
    [4])
run("name with brackets", [dense(4, name="block[1]"), dense(4, name="x (y)")], [4], name="a[b]")
run("wide shapes", [["Reshape", {"target_shape": [1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2]}],
                    ["Flatten", {}]], [64])
run("nested", [["Sequential", {"name": "encoder", "input_shape": [784], "layers": [
    dense(128, "relu"), dense(32)]}], ["Sequential", {"name": "decoder", "layers": [
        dense(128, "relu"), dense(784, "sigmoid")]}]], [784], name="autoencoder")
run("nested unnamed", [["Sequential", {"layers": [dense(8), dense(8)]}],
                       ["Sequential", {"layers": [dense(8)]}], dense(2)], [4])
run("nested expanded", [["Sequential", {"name": "encoder", "input_shape": [784], "layers": [
    dense(128, "relu"), ["Sequential", {"name": "inner", "layers": [dense(64), dropout(0.1)]}]]}],
    dense(784)], [784], name="outer", expand_nested=True)
run("nested unbuilt", [["Sequential", {"name": "inner", "layers": [dense(8)]}], dense(2)],
    name="outer")
run("nested trained", [["Sequential", {"name": "inner", "layers": [dense(8)]}], dense(2)], [4],
    train="adam", name="outer", expand_nested=True)
for line_length in (40, 60, 80):
  run(f"line length {line_length}", BOOK, [784], line_length=line_length)
run("line length 120 in 120 columns", BOOK, [784], columns=120, line_length=120)
run("120 columns", BOOK, [784], columns=120)
run("60 columns", BOOK, [784], columns=60)
run("120 columns, trainable", BOOK, [784], columns=120, show_trainable=True, frozen=[0])
run("positions", MLP, [784], positions=[0.3, 0.6, 1.0])
run("layer range", BOOK, [784], layer_range=["activation", "dense_1"])
run("many layers", [dense(32, "relu") for _ in range(12)] + [dense(1)], [32])

assert len({c["id"] for c in CASES}) == len(CASES), "names repeat"
golden.write(
    "keras/src/test/resources/keratin/golden/summary.json",
    golden.header("summary.py", __doc__), CASES)
