"""What `fit`, `evaluate` and `predict` print, to the character, under a clock that the case sets.

The model is Dense(1, kernel_initializer="ones") on `width` inputs, loss "mse", optimizer
SGD(rate), metrics as listed; x and y are those of fit_seeded.py ("real" targets), y multiplied by
"scale". "clock": seconds that pass while a batch of training, of validation or evaluation
("test"), of prediction is computed; nothing else takes time. "call" is fit, evaluate or predict
with "arguments"; "validation_rows" makes validation data as x is made; "generator": true gives
the batches as a generator of unknown length. "dynamic" false is Keras' output where no terminal
can move its cursor back (never so on Linux and macOS, where it sends backspaces into files too).
"text" is all of standard output.
"""

import io
import re
import sys

import golden

import keras
import numpy as np
from keras.src.utils import progbar

CASES = []


class Clock(keras.callbacks.Callback):
  """Stands in for the time module; user callbacks run before the progress bar."""

  def __init__(self, seconds):
    super().__init__()
    self.seconds, self.now, self.printed = seconds, 1_000_000.0, []

  def time(self):
    return self.now

  def on_train_batch_end(self, batch, logs=None):
    self.now += self.seconds.get("train", 0)
    self.printed.extend(logs.values())

  def on_test_batch_end(self, batch, logs=None):
    self.now += self.seconds.get("test", 0)
    self.printed.extend(logs.values())

  def on_epoch_end(self, epoch, logs=None):
    self.printed.extend(logs.values())

  def on_predict_batch_end(self, batch, logs=None):
    self.now += self.seconds.get("predict", 0)


def data(rows, width, scale):
  grid = (np.arange(rows * width, dtype=np.int64) * 7919 % 1000).reshape(rows, width)
  x = (grid / 1000.0).astype(np.float32)
  y = (grid[:, 0] / 1000.0 - grid[:, 1] / 2000.0 + 0.25).astype(np.float32)[:, None]
  return x, y * np.float32(scale)


def batches(x, y, size):
  for start in range(0, len(x), size):
    yield x[start:start + size], y[start:start + size]


def attempt(id, call="fit", rows=96, width=4, rate=0.01, scale=1.0, metrics=(), clock=None,
        generator=False, dynamic=True, loss="mse", **arguments):
  case = {"id": id, "kind": "fit_progress", "rows": rows, "width": width, "rate": rate,
          "scale": scale, "loss": loss, "metrics": list(metrics),
          "clock": {"train": 0.25, "test": 0.125, "predict": 0.25} if clock is None else clock,
          "generator": generator, "dynamic": dynamic, "call": call, "arguments": dict(arguments)}
  keras.backend.clear_session()
  model = keras.Sequential(
      [keras.Input((width,)), keras.layers.Dense(1, kernel_initializer="ones")])
  model.compile(optimizer=keras.optimizers.SGD(rate), loss=loss, metrics=list(metrics))
  x, y = data(rows, width, scale)
  if "validation_rows" in arguments:
    arguments["validation_data"] = data(arguments.pop("validation_rows"), width, scale)
  if call == "fit":
    arguments["shuffle"] = False
  time = Clock(case["clock"])
  progbar.time = time
  stdout, sys.stdout = sys.stdout, io.StringIO()
  made = progbar.Progbar.__init__

  def init(self, *args, **kwargs):
    made(self, *args, **kwargs)
    self._dynamic_display = dynamic

  progbar.Progbar.__init__ = init
  try:
    if generator:
      size = arguments.pop("batch_size")
      parts = 1 if call == "predict" else 2
      given = ((b[:parts] for b in batches(x, y, size)),)
    else:
      given = (x,) if call == "predict" else (x, y)
    result = getattr(model, call)(*given, callbacks=[time], **arguments)
    case["text"] = sys.stdout.getvalue()
  finally:
    sys.stdout = stdout
    progbar.Progbar.__init__ = made
  if call == "fit":
    case["history"] = {k: [golden.number(v) for v in vs] for k, vs in result.history.items()}
  return case, time.printed


def unsure(value):
  """Whether the last printed digit hangs on the rounding of a float32 sum."""
  digits = lambda v: f"{v:.4{'f' if abs(v) > 1e-3 else 'e'}}"
  return len({digits(value * (1 + e)) for e in (-2e-6, 0, 2e-6)}) > 1


def run(id, scale=1.0, **arguments):
  for nudge in range(60):
    case, printed = attempt(id, scale=scale * (1 + nudge / 128), **arguments)
    if not any(unsure(v) for v in printed):
      CASES.append(case)
      return
  raise AssertionError(f"{id}: every scale prints a doubtful digit")


run("one epoch", batch_size=32, epochs=1)
run("two epochs", batch_size=32, epochs=2, metrics=["mae"])
run("verbose 2", batch_size=32, epochs=2, metrics=["mae"], verbose=2)
run("verbose 2, one epoch", batch_size=32, verbose=2)
run("verbose 0", batch_size=32, epochs=2, verbose=0)
run("verbose auto", batch_size=32, epochs=2, verbose="auto")
run("validation", batch_size=32, epochs=2, metrics=["mae"], validation_rows=40)
run("validation verbose 2", batch_size=32, epochs=2, metrics=["mae"], validation_rows=40, verbose=2)
run("validation every other epoch", batch_size=48, epochs=3, validation_rows=40, validation_freq=2)
run("validation split", batch_size=16, epochs=1, validation_split=0.25)
run("unequal last batch", rows=100, batch_size=32, epochs=1)
run("batch size left at 32", rows=70, epochs=1)
run("one step", rows=20, batch_size=32, epochs=2)
run("initial epoch", batch_size=48, epochs=4, initial_epoch=2)
run("steps per epoch", batch_size=16, epochs=2, steps_per_epoch=3)
run("fast steps are not all shown", rows=320, batch_size=8, epochs=1, clock={"train": 0.01})
run("very fast steps", rows=320, batch_size=8, epochs=2, clock={"train": 0.0003}, metrics=["mae"])
run("no time at all", batch_size=32, epochs=1, clock={})
run("seconds a step", batch_size=32, epochs=1, clock={"train": 2.5})
run("minutes left", batch_size=16, epochs=1, clock={"train": 40.0})
run("hours left", batch_size=16, epochs=1, clock={"train": 1300.0})
run("slow verbose 2", batch_size=16, epochs=1, clock={"train": 40.0}, verbose=2)
run("long bar", rows=1000, width=2, batch_size=8, epochs=1, clock={"train": 0.06})
run("negative loss", rate=0.0, batch_size=32, loss="cosine_similarity")
run("tiny losses", rate=0.5, width=2, batch_size=4, epochs=3, clock={"train": 0.25})
run("negative loss verbose 2", rate=0.0, batch_size=32, loss="cosine_similarity", verbose=2)
run("infinite then nan", scale=1e30, rate=1e10, batch_size=32, epochs=2)
run("nan verbose 2", scale=1e30, rate=1e10, batch_size=32, epochs=2, verbose=2)
run("unknown length", batch_size=32, epochs=1, generator=True)
run("unknown length verbose 2", batch_size=32, epochs=1, generator=True, verbose=2)
run("many metrics", batch_size=32, epochs=1,
    metrics=["mae", "root_mean_squared_error", "mean_squared_logarithmic_error"])
run("no cursor", batch_size=32, epochs=2, dynamic=False, validation_rows=32)
run("evaluate", call="evaluate", batch_size=32, metrics=["mae"])
run("evaluate verbose 2", call="evaluate", batch_size=32, metrics=["mae"], verbose=2)
run("evaluate verbose 0", call="evaluate", batch_size=32, metrics=["mae"], verbose=0)
run("evaluate steps", call="evaluate", batch_size=16, steps=2)
run("evaluate unknown length", call="evaluate", batch_size=32, generator=True)
run("predict", call="predict", batch_size=32)
run("predict verbose 2", call="predict", batch_size=32, verbose=2)
run("predict unknown length", call="predict", batch_size=32, generator=True)

assert len({c["id"] for c in CASES}) == len(CASES), "names repeat"
golden.write(
    "keras/src/test/resources/keratin/golden/fit_progress.json",
    golden.header("fit_progress.py", __doc__), CASES)
