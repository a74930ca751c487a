"""What callbacks do to a training run: history, weights at the end, what is printed, CSV files.

The model is Dense(1, kernel_initializer="ones") on 4 inputs, loss "mse", the optimizer SGD with
"optimizer"; x and y are those of fit_progress.py with scale 1. "callbacks" are class names with
arguments, in order; "runs" are the arguments of fit calls, one after the other, on the same model
and callbacks (verbose=0, shuffle=False, batch_size=8). "schedule" names a function: "half" is
lr / 2, "drop" is 0.5 / (epoch + 1) of one argument. "csv" is the text of the file of CSVLogger.
"""

import io
import os
import sys
import tempfile

import golden

import keras
import numpy as np

CASES = []
ROWS, WIDTH = 32, 4
SCHEDULES = {"half": lambda epoch, lr: lr / 2, "drop": lambda epoch: 0.5 / (epoch + 1)}


def data(scale):
  grid = (np.arange(ROWS * WIDTH, dtype=np.int64) * 7919 % 1000).reshape(ROWS, WIDTH)
  x = (grid / 1000.0).astype(np.float32)
  y = (grid[:, 0] / 1000.0 - grid[:, 1] / 2000.0 + 0.25).astype(np.float32)[:, None]
  return x, y * np.float32(scale)


def run(id, callbacks, runs, optimizer=None, metrics=(), scale=1.0):
  optimizer = optimizer or {"learning_rate": 0.1}
  case = {"id": id, "kind": "fit_callbacks", "optimizer": optimizer, "metrics": list(metrics),
          "callbacks": callbacks, "runs": [dict(r) for r in runs], "scale": scale}
  keras.backend.clear_session()
  model = keras.Sequential(
      [keras.Input((WIDTH,)), keras.layers.Dense(1, kernel_initializer="ones")])
  model.compile(optimizer=keras.optimizers.SGD(**optimizer), loss="mse", metrics=list(metrics))
  x, y = data(scale)
  with tempfile.TemporaryDirectory() as folder:
    csv = os.path.join(folder, "log.csv")
    made = []
    for name, given in callbacks:
      given = dict(given)
      if "schedule" in given:
        given["schedule"] = SCHEDULES[given["schedule"]]
      if name == "CSVLogger":
        given["filename"] = csv
      made.append(getattr(keras.callbacks, name)(**given))
    stdout, sys.stdout = sys.stdout, io.StringIO()
    histories = []
    try:
      for arguments in runs:
        history = model.fit(
            x, y, verbose=0, shuffle=False, batch_size=8, callbacks=made, **arguments)
        histories.append(
            {k: [golden.number(v) for v in vs] for k, vs in history.history.items()})
      case["text"] = sys.stdout.getvalue()
    finally:
      sys.stdout = stdout
    case["histories"] = histories
    case["weights"] = [golden.tensor(w) for w in model.get_weights()]
    if os.path.exists(csv):
      with open(csv, newline="") as file:
        case["csv"] = file.read()
  CASES.append(case)


run("early stopping", [["EarlyStopping", {"monitor": "loss", "min_delta": 0.01, "verbose": 1}]],
    [{"epochs": 12}])
run("early stopping restores",
    [["EarlyStopping", {"patience": 2, "restore_best_weights": True, "verbose": 1}]],
    [{"epochs": 12, "validation_split": 0.25}], optimizer={"learning_rate": 0.9})
run("early stopping that does not stop restores too",
    [["EarlyStopping", {"patience": 9, "restore_best_weights": True, "verbose": 1}]],
    [{"epochs": 4, "validation_split": 0.25}], optimizer={"learning_rate": 0.9})
run("early stopping by a metric",
    [["EarlyStopping", {"monitor": "mae", "min_delta": 0.02, "patience": 1}]],
    [{"epochs": 12}], metrics=["mae"])
run("early stopping twice",
    [["EarlyStopping", {"monitor": "loss", "min_delta": 0.01, "patience": 1, "verbose": 1}]],
    [{"epochs": 12}, {"epochs": 12}])
run("reduce on plateau",
    [["ReduceLROnPlateau", {"monitor": "loss", "patience": 1, "min_delta": 0.01, "verbose": 1}]],
    [{"epochs": 8}])
run("reduce on plateau to the least",
    [["ReduceLROnPlateau", {"monitor": "loss", "patience": 1, "min_delta": 1.0, "min_lr": 0.03,
                            "factor": 0.5, "cooldown": 1, "verbose": 1}]],
    [{"epochs": 8}])
run("learning rate schedule", [["LearningRateScheduler", {"schedule": "half", "verbose": 1}]],
    [{"epochs": 4}])
run("learning rate by the epoch", [["LearningRateScheduler", {"schedule": "drop", "verbose": 1}]],
    [{"epochs": 3}, {"epochs": 5, "initial_epoch": 3}])
run("csv", [["CSVLogger", {}]], [{"epochs": 3, "validation_split": 0.25}], metrics=["mae"])
run("csv without validation", [["CSVLogger", {"separator": ";"}]], [{"epochs": 2}])
run("csv with a late validation", [["CSVLogger", {}]],
    [{"epochs": 4, "validation_split": 0.25, "validation_freq": 2}])
run("csv that goes on", [["CSVLogger", {"append": True}]],
    [{"epochs": 2}, {"epochs": 4, "initial_epoch": 2}])
run("csv that begins anew", [["CSVLogger", {}]], [{"epochs": 2}, {"epochs": 1}])
run("csv with the learning rate",
    [["LearningRateScheduler", {"schedule": "half"}], ["CSVLogger", {}]], [{"epochs": 2}])
run("csv of tiny losses", [["CSVLogger", {}]], [{"epochs": 2}], scale=1e-3,
    optimizer={"learning_rate": 1e-6})
run("moving averages", [["SwapEMAWeights", {}]], [{"epochs": 3, "validation_split": 0.25}],
    optimizer={"learning_rate": 0.1, "use_ema": True, "ema_momentum": 0.8})
run("moving averages at the end of epochs",
    [["SwapEMAWeights", {"swap_on_epoch": True}]], [{"epochs": 3, "validation_split": 0.25}],
    optimizer={"learning_rate": 0.1, "use_ema": True, "ema_momentum": 0.8})
run("moving averages that overwrite", [], [{"epochs": 3, "validation_split": 0.25}],
    optimizer={"learning_rate": 0.1, "use_ema": True, "ema_momentum": 0.8,
               "ema_overwrite_frequency": 3})
run("not a number", [["TerminateOnNaN", {}]], [{"epochs": 3}], scale=1e30,
    optimizer={"learning_rate": 1e10})
run("accumulated gradients", [], [{"epochs": 3}],
    optimizer={"learning_rate": 0.1, "momentum": 0.9, "gradient_accumulation_steps": 3})
run("clipped gradients", [], [{"epochs": 3}],
    optimizer={"learning_rate": 0.1, "global_clipnorm": 0.05})

golden.write(
    "keras/src/test/resources/keratin/golden/fit_callbacks.json.gz",
    golden.header("callbacks.py", __doc__), CASES)
