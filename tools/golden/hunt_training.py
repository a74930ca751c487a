"""Cases of callbacks, of fit and of the progress bar, for hunt.py."""

import os
import tempfile

import keras
import numpy as np

import golden
from hunt_values import tensor

CURVES = [[5, 4, 3, 3, 3, 3, 3, 3, 3, 3], [1, 2, 3, 4, 5, 6], [0.9, 0.8, 0.85, 0.7, 0.71, 0.69, 0.75, 0.6], [1, float("nan"), 0.5, 0.6, 0.4, float("inf"), 0.3],
          [3, 2, 1, 2, 1, 0.5, 2, 2, 2, 2, 2], [1, 1, 1, 1, 1, 1], [0.2, 0.5, 0.4, 0.6, 0.55, 0.61, 0.3, 0.3, 0.9], [float("inf"), 2, 2, 1, 1]]
EARLY = {"patience": [0, 1, 2, 3], "min_delta": [0.0, 0.05, 0.5, -0.2], "mode": ["auto", "min", "max"], "baseline": [0.5, 2.0, 3.0], "restore_best_weights": [True], "start_from_epoch": [1, 2, 4]}
PLATEAU = {"patience": [0, 1, 2, 3], "factor": [0.5, 0.1, 0.9], "min_delta": [0.0, 0.05, 1.0], "mode": ["auto", "min", "max"], "cooldown": [0, 1, 2, 3], "min_lr": [0.0, 0.003, 0.02]}
CHECK = {"save_best_only": [True, False], "mode": ["auto", "min", "max"], "initial_value_threshold": [1.5, 0.5], "save_weights_only": [True],
         "filepath": ["m_{epoch:02d}_{MONITOR:.2f}.weights.h5", "m_{epoch}.weights.h5", "m.weights.h5", "a{epoch:04d}-{MONITOR:g}.weights.h5"], "save_freq": ["epoch"]}


class Values(keras.callbacks.Callback):
  """Gives the monitored quantity its values; the weight tells the epoch."""

  def __init__(self, name, values):
    super().__init__()
    self.name, self.values, self.rates = name, values, []

  def on_epoch_end(self, epoch, logs=None):
    logs[self.name] = self.values[epoch]
    self.last = epoch


def callback(h, count):
  for _ in range(count):
    name = h.one("EarlyStopping", "EarlyStopping", "ReduceLROnPlateau", "ReduceLROnPlateau", "ModelCheckpoint")
    monitor = h.one("loss", "loss", "q", "acc", "my_accuracy", "fmeasure_x")
    kwargs = {"monitor": monitor, **h.options({"EarlyStopping": EARLY, "ReduceLROnPlateau": PLATEAU, "ModelCheckpoint": CHECK}[name])}
    if monitor != "loss":
      kwargs["mode"] = h.one("min", "max")
    values = h.pick.choice(CURVES)
    rate = h.one(0.1, 0.01, 1.0)
    if name == "ModelCheckpoint":
      kwargs["save_weights_only"] = True
      kwargs.setdefault("filepath", CHECK["filepath"][0])
      kwargs["filepath"] = kwargs["filepath"].replace("MONITOR", monitor)

    def make():
      model = keras.Sequential([keras.layers.Input((1,)), keras.layers.Dense(1, use_bias=False)])
      model.compile(keras.optimizers.SGD(rate), "mse")
      with tempfile.TemporaryDirectory() as folder:
        own = dict(kwargs)
        if name == "ModelCheckpoint":
          own["filepath"] = os.path.join(folder, own["filepath"])
        c = getattr(keras.callbacks, name)(**own)
        c.set_model(model)
        c.set_params({"verbose": 0, "epochs": len(values), "steps": 1})
        model.stop_training = False
        c.on_train_begin()
        rates, last = [], -1
        for epoch, value in enumerate(values):
          c.on_epoch_begin(epoch)
          model.set_weights([np.array([[epoch]], "float32")])
          logs = {monitor: value}
          c.on_epoch_end(epoch, logs)
          rates.append(float(np.float32(model.optimizer.learning_rate.numpy())))
          last = epoch
          if model.stop_training:
            break
        c.on_train_end()
        weight = int(model.get_weights()[0][0, 0])
        files = sorted(os.listdir(folder))
      if name == "EarlyStopping":
        expected = {"stopped": bool(model.stop_training), "last_epoch_run": last, "stopped_epoch": c.stopped_epoch, "best_epoch": c.best_epoch, "best": None if c.best is None else golden.number(float(c.best)), "final_weights_are_of_epoch": weight}
      elif name == "ReduceLROnPlateau":
        expected = {"lr_after_epoch": [golden.number(np.float32(r)) for r in rates], "best": golden.number(float(c.best))}
      else:
        expected = {"files": files}
      if expected.get("best", 0) is None:
        del expected["best"]
      return {"class": name, "config": {k: golden.number(v) for k, v in kwargs.items() if k != "monitor"}, "monitor": monitor, "initial_lr": rate,
              "values": [golden.number(float(v)) if isinstance(v, float) else v for v in values], "expected": expected}

    h.put(make)


OUTPUTS = {"mse": (None, 1), "mae": (None, 2), "huber": (None, 1), "log_cosh": (None, 1), "binary_crossentropy": ("sigmoid", 1), "categorical_crossentropy": ("softmax", 3),
           "sparse_categorical_crossentropy": ("softmax", 3), "poisson": ("softplus", 1), "hinge": ("tanh", 1), "kl_divergence": ("softmax", 3), "cosine_similarity": (None, 3),
           "categorical_hinge": (None, 3), "mean_squared_logarithmic_error": ("relu", 1), "binary_focal_crossentropy": ("sigmoid", 2), "categorical_focal_crossentropy": ("softmax", 3)}
METRICS = {"mse": ["mae", "mse", "root_mean_squared_error", "cosine_similarity", "r2_score", "MeanSquaredError"], "binary_crossentropy": ["accuracy", "acc", "AUC", "Precision", "Recall", "binary_accuracy", "TruePositives"],
           "categorical_crossentropy": ["accuracy", "ce", "crossentropy", "categorical_accuracy", "top_k_categorical_accuracy", "AUC", "F1Score"], "sparse_categorical_crossentropy": ["accuracy", "acc", "ce", "sparse_categorical_accuracy", "sparse_top_k_categorical_accuracy"]}
OPTIMIZERS = [("SGD", {"learning_rate": 0.1}), ("SGD", {"learning_rate": 0.05, "momentum": 0.9}), ("Adam", {"learning_rate": 0.05}), ("RMSprop", {"learning_rate": 0.01}), ("AdamW", {"learning_rate": 0.02, "weight_decay": 0.01}),
              ("Adagrad", {"learning_rate": 0.1}), ("Nadam", {"learning_rate": 0.01}), ("Adamax", {"learning_rate": 0.01}), ("Ftrl", {"learning_rate": 0.1}), ("Lion", {"learning_rate": 0.003}), ("Adam", {"learning_rate": 0.05, "clipnorm": 0.3}),
              ("SGD", {"learning_rate": 0.1, "use_ema": True, "ema_momentum": 0.9}), ("SGD", {"learning_rate": 0.1, "gradient_accumulation_steps": 2}), ("Adadelta", {"learning_rate": 1.0})]


def targets(h, loss, n, units):
  if loss == "sparse_categorical_crossentropy":
    return h.numbers.randint(0, units, size=(n,)).astype(h.one("int32", "float32")) if h.pick.random() < 0.5 else h.numbers.randint(0, units, size=(n, 1)).astype("int32")
  if "categorical" in loss or loss == "kl_divergence":
    return np.eye(units, dtype="float32")[h.numbers.randint(0, units, size=n)]
  if "binary" in loss or loss == "hinge":
    return h.numbers.randint(0, 2, size=(n, units)).astype(h.one("float32", "int32"))
  if loss in ("poisson", "mean_squared_logarithmic_error"):
    return h.uniform((n, units), 0, 2)
  return h.normal((n,) if units == 1 and h.pick.random() < 0.3 else (n, units))


def weights_of(model):
  return [{"path": w.path, **tensor(w.value)} for w in model.weights]


def fit(h, count):
  for _ in range(count):
    def make():
      keras.utils.clear_session()
      n = h.one(11, 12, 16, 7)
      loss = h.one(*OUTPUTS)
      last, units = OUTPUTS[loss]
      x = h.normal((n, 3))
      y = targets(h, loss, n, units)
      described = [["Dense", 4, h.one("tanh", "relu", "gelu", "selu"), {"kernel_l2": h.one(0.0, 0.0, 0.1)}]]
      if h.pick.random() < 0.25:
        described.append(["BatchNormalization"])
      described.append(["Dense", units, last])
      layers = [keras.layers.Input((3,))]
      for d in described:
        if d[0] == "Dense":
          l2 = d[3]["kernel_l2"] if len(d) > 3 else 0
          layers.append(keras.layers.Dense(d[1], activation=d[2], kernel_regularizer=keras.regularizers.L2(l2) if l2 else None))
        else:
          layers.append(keras.layers.BatchNormalization())
      model = keras.Sequential(layers)
      initial = weights_of(model)
      name, kw = h.pick.choice(OPTIMIZERS)
      names = METRICS.get(loss, [])
      plan = {"optimizer": {"class": name, "kw": kw}, "loss": loss, "metrics": h.pick.sample(names, h.pick.randrange(min(3, len(names) + 1))) if names else h.one([], ["mae"] if units < 3 else [])}
      if names and h.pick.random() < 0.3:
        plan["weighted_metrics"] = [h.pick.choice(names)]
      if h.pick.random() < 0.2:
        plan["loss_weights"] = h.one(0.5, 2.0)
      how = {"epochs": h.one(2, 3, 4), "batch_size": h.one(4, 4, 5, 32), "shuffle": False}
      given = {}
      kind = h.pick.random()
      if kind < 0.2:
        how["validation_split"] = h.one(0.25, 0.3, 0.1)
      elif kind < 0.45:
        data = [h.normal((6, 3)), targets(h, loss, 6, units)]
        if h.pick.random() < 0.4:
          data.append(h.uniform((6,)))
        given["validation_data"] = tuple(data)
        how["validation_data"] = [tensor(v) for v in data]
        how.update(h.options({"validation_batch_size": [2, 4], "validation_steps": [1, 2]}, 0.3))
      if "validation_split" in how or "validation_data" in how:
        how.update(h.options({"validation_freq": [2, [1, 3]]}, 0.3))
      if h.pick.random() < 0.25:
        w = h.uniform((n,))
        given["sample_weight"], how["sample_weight"] = w, tensor(w)
      elif "categorical_crossentropy" in loss and h.pick.random() < 0.5:
        how["class_weight"] = {"0": 1.0, "1": 2.5, "2": 0.5}
        given["class_weight"] = {0: 1.0, 1: 2.5, 2: 0.5}
      elif loss == "binary_crossentropy" and h.pick.random() < 0.4:
        how["class_weight"] = {"0": 1.0, "1": 3.0}
        given["class_weight"] = {0: 1.0, 1: 3.0}
      how.update(h.options({"initial_epoch": [1], "steps_per_epoch": [1, 2]}, 0.15))
      model.compile(getattr(keras.optimizers, name)(**kw), loss, metrics=list(plan["metrics"]), weighted_metrics=plan.get("weighted_metrics"), loss_weights=plan.get("loss_weights"))
      history = model.fit(x, y, verbose=0, **{**how, **given})
      evaluated = model.evaluate(x, y, batch_size=4, verbose=0, return_dict=True)
      numbers = lambda v: [golden.number(np.float32(a)) if np.ndim(a) == 0 else [golden.number(np.float32(b)) for b in np.ravel(a)] for a in v]
      return {"name": loss + " " + name, "model": {"layers": described}, "x": tensor(x), "y": tensor(y), "initial_weights": initial, "compile": plan, "fit": how,
              "expected_history": {k: numbers(v) for k, v in history.history.items()}, "expected_epochs": history.epoch, "expected_weights": weights_of(model),
              "expected_evaluate_batch4": {k: golden.number(np.float32(v)) for k, v in evaluated.items()}}

    h.put(make)


def progbar(h, count):
  """Under a set clock, as gen_progbar: what is written at every update."""
  import time

  from keras.src.utils import io_utils
  from keras.src.utils import progbar as module

  for _ in range(count):
    def make():
      target = h.one(None, 1, 5, 7, 10, 30, 100, 1000, 12345)
      verbose = h.one(1, 1, 2)
      seconds = h.one(0.001, 0.01, 0.06, 0.2, 1.5, 61.0, 4000.0, 2e-6)
      pairs = h.pick.sample([["loss", h.one("0.5/k", "1.25*k", "k", "0.00012/k", "123456.0/k", "3.5", "-0.75/k")], ["accuracy", h.one("0.25/k", "0.5", "1.0")], ["a_long_metric_name", "12.5*k"], ["val_loss", "1e-5"]], h.one(0, 1, 2, 3))
      top = target or 8
      steps = sorted({1, 2, min(3, top), max(1, top // 2), top - 1 or 1, top} & set(range(1, top + 1)))
      written, clock = [], {"now": 0.0}
      saved = (io_utils.print_msg, module.time.time)
      module.io_utils.print_msg = lambda message, line_break=True: written.append(message + ("\n" if line_break else ""))
      module.time = type("Clock", (), {"time": staticmethod(lambda: clock["now"])})
      try:
        bar = keras.utils.Progbar(target, verbose=verbose, stateless_metrics=[], interval=0.05)
        bar._dynamic_display = True
        bar._last_update = -1.0  # on a real clock the first update is always shown
        step = 0
        for update in [*steps, "final"]:
          step = step if update == "final" else update
          clock["now"] = step * seconds
          bar.update(step, [(n, value(f, step)) for n, f in pairs], finalize=update == "final")
      finally:
        module.io_utils.print_msg, module.time = saved[0], time
      return {"target": target, "verbose": verbose, "seconds_per_step": seconds, "values_at_step_k": pairs, "updates_at_steps": [*steps, "final"], "expected_writes": written}

    h.put(make)


def value(formula, k):
  if formula.endswith("/k"):
    return float(formula[:-2]) / k
  if formula.endswith("*k"):
    return float(formula[:-2]) * k
  return k if formula == "k" else float(formula)
