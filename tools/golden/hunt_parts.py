"""What is compiled and put into layers: losses, metrics, optimizers, schedules, activations and their like."""

import inspect

import keras
import numpy as np
import tensorflow as tf
from keras import ops

import golden
from hunt_values import config, encoded, tensor, total

FLOATS = ["float32", "float32", "float32", "float64"]


def made(name, room, kwargs):
  return getattr(room, name)(**kwargs)


# ---- losses ----

PROBABILITIES = {"BinaryCrossentropy", "BinaryFocalCrossentropy", "CategoricalCrossentropy", "KLDivergence",
                 "CategoricalFocalCrossentropy", "SparseCategoricalCrossentropy", "Poisson", "Dice", "Tversky",
                 "CategoricalGeneralizedCrossEntropy"}
LOSSES = {
    "MeanSquaredError": {}, "MeanAbsoluteError": {}, "MeanAbsolutePercentageError": {}, "MeanSquaredLogarithmicError": {},
    "CosineSimilarity": {"axis": [-1, 0, 1]}, "Huber": {"delta": [0.1, 0.5, 2.0]}, "LogCosh": {}, "Hinge": {},
    "SquaredHinge": {}, "CategoricalHinge": {}, "KLDivergence": {}, "Poisson": {},
    "BinaryCrossentropy": {"from_logits": [True, False], "label_smoothing": [0.0, 0.1, 0.4], "axis": [-1, 1, 0]},
    "BinaryFocalCrossentropy": {"apply_class_balancing": [True, False], "alpha": [0.25, 0.6], "gamma": [2.0, 0.0, 1.5],
                                "from_logits": [True, False], "label_smoothing": [0.0, 0.2], "axis": [-1, 1]},
    "CategoricalCrossentropy": {"from_logits": [True, False], "label_smoothing": [0.0, 0.1], "axis": [-1, 1]},
    "CategoricalFocalCrossentropy": {"alpha": [0.25, 0.7], "gamma": [2.0, 1.0, 0.0], "from_logits": [True, False],
                                     "label_smoothing": [0.0, 0.1], "axis": [-1, 1]},
    "SparseCategoricalCrossentropy": {"from_logits": [True, False], "ignore_class": [0, -1, 1, 255], "axis": [-1, 1]},
    "Dice": {"axis": [None, (1,), (0, 1), -1]}, "Tversky": {"alpha": [0.3, 0.5], "beta": [0.7, 0.2], "axis": [None, (1,)]},
    "Circle": {"gamma": [80.0, 16.0], "margin": [0.4, 0.25], "remove_diagonal": [True, False]},
    "CategoricalGeneralizedCrossEntropy": {"q": [0.5, 0.7]},
}


def labels(h, name, shape):
  if name.startswith("SparseC") or name == "CategoricalGeneralizedCrossEntropy":
    y = h.numbers.randint(0, shape[-1], size=shape[:-1])
    return y.astype(h.one("int32", "int64", "float32"))
  if name == "Circle":
    return h.numbers.randint(0, 3, size=shape[:1]).astype("int32")
  if "Categorical" in name:
    return np.eye(shape[-1], dtype=h.one("float32", "int32", "float64"))[h.numbers.randint(0, shape[-1], size=shape[:-1])]
  if name in ("Hinge", "SquaredHinge"):
    return h.one(h.numbers.randint(0, 2, size=shape), h.numbers.randint(0, 2, size=shape) * 2 - 1).astype(h.one("float32", "int32"))
  if "Binary" in name or name in ("Dice", "Tversky"):
    return h.numbers.randint(0, 2, size=shape).astype(h.one("float32", "int32", "bool", "float64"))
  if name in ("KLDivergence", "Poisson"):
    return h.uniform(shape)
  return h.one(h.normal(shape), h.numbers.randint(-3, 4, size=shape).astype("int32"))


def loss(h, count):
  for _ in range(count):
    name = h.one(*LOSSES)
    kwargs = h.options(LOSSES[name])
    kwargs.update(h.options({"reduction": ["sum", "sum_over_batch_size", "mean", "mean_with_sample_weight", None, "none"]}, 0.7))
    dtype = h.one(None, None, None, None, "float64", "float16")
    if dtype:
      kwargs["dtype"] = dtype
    shape = h.one((4, 3), (2, 3, 4), (5, 2)) if name != "Circle" else (6, 4)

    def make():
      loss = made(name, keras.losses, kwargs)
      y_true = labels(h, name, shape)
      y_pred = h.normal(shape, h.one(1, 4))
      if name in PROBABILITIES and not kwargs.get("from_logits"):
        y_pred = h.uniform(shape, 0, 1)
        if h.pick.random() < 0.3:
          y_pred[0] = 0
          y_pred[-1] = 1
      if name == "Circle":
        y_pred = y_pred / np.linalg.norm(y_pred, axis=-1, keepdims=True)
      if h.pick.random() < 0.2 and not kwargs.get("axis"):
        y_pred = y_pred.astype("float64")
      weight = h.one(None, h.uniform(shape[:1]), h.uniform(shape[:1] + (1,)), h.uniform(shape[:-1]), np.float32(2.5).reshape(()))
      if weight is not None and h.pick.random() < 0.2:
        weight = np.asarray(weight > 0.5).astype(h.one("int32", "float32", "bool"))
      x = tf.Variable(y_pred.astype("float32"))
      with tf.GradientTape() as tape:
        value = loss(y_true, x, weight)
        # A single loss counts as it is, others by the weights of sums.
        goal = total(value) if value.shape.rank else value
      gradient = tape.gradient(goal, x)
      fields = {"class": name, "config": config(loss.get_config()), "ctor": config({k: v for k, v in kwargs.items() if k != "dtype"}),
                "y_true": tensor(y_true), "y_pred": tensor(y_pred), "sample_weight": encoded(weight), "expected": tensor(value),
                "expected_grad_y_pred": tensor(gradient)}
      if dtype:
        fields["dtype"] = dtype
      return fields

    h.put(make)


# ---- metrics ----

CONFUSION = {"thresholds": [0.3, [0.2, 0.5, 0.8], [0.0, 1.0]]}
BY_CLASS = {"top_k": [1, 2], "class_id": [0, 1, 2]}
CURVE = {"num_thresholds": [3, 50, 1], "class_id": [0, 1]}
METRICS = {
    "Accuracy": {}, "BinaryAccuracy": {"threshold": [0.3, 0.7]}, "CategoricalAccuracy": {}, "SparseCategoricalAccuracy": {},
    "TopKCategoricalAccuracy": {"k": [1, 2]}, "SparseTopKCategoricalAccuracy": {"k": [1, 2], "from_sorted_ids": [False]},
    "FalsePositives": CONFUSION, "FalseNegatives": CONFUSION, "TruePositives": CONFUSION, "TrueNegatives": CONFUSION,
    "Precision": {**CONFUSION, **BY_CLASS}, "Recall": {**CONFUSION, **BY_CLASS},
    "AUC": {"num_thresholds": [5, 200], "curve": ["ROC", "PR"], "summation_method": ["interpolation", "minoring", "majoring"],
            "multi_label": [True, False], "from_logits": [True, False], "label_weights": [[0.2, 0.5, 0.3]],
            "thresholds": [[0.1, 0.5, 0.9]]},
    "PrecisionAtRecall": {"recall": [0.5, 0.8], **CURVE}, "RecallAtPrecision": {"precision": [0.5, 0.8], **CURVE},
    "SensitivityAtSpecificity": {"specificity": [0.5, 0.8], **CURVE}, "SpecificityAtSensitivity": {"sensitivity": [0.5, 0.8], **CURVE},
    "F1Score": {"average": [None, "micro", "macro", "weighted"], "threshold": [0.5, 0.3]},
    "FBetaScore": {"average": [None, "micro", "macro", "weighted"], "beta": [0.5, 2.0], "threshold": [0.5]},
    "IoU": {"ignore_class": [0, 1], "sparse_y_true": [True], "sparse_y_pred": [True]}, "BinaryIoU": {"threshold": [0.3], "target_class_ids": [(0,), (1,), (0, 1)]},
    "MeanIoU": {"ignore_class": [0, 1]}, "OneHotIoU": {"ignore_class": [0], "sparse_y_pred": [True, False]},
    "OneHotMeanIoU": {"ignore_class": [0], "sparse_y_pred": [True, False]},
    "MeanSquaredError": {}, "RootMeanSquaredError": {}, "MeanAbsoluteError": {}, "MeanAbsolutePercentageError": {},
    "MeanSquaredLogarithmicError": {}, "CosineSimilarity": {"axis": [-1, 0, 1]}, "LogCoshError": {},
    "R2Score": {"class_aggregation": ["uniform_average", "variance_weighted_average", None], "num_regressors": [0, 1]},
    "Hinge": {}, "SquaredHinge": {}, "CategoricalHinge": {}, "KLDivergence": {}, "Poisson": {},
    "BinaryCrossentropy": {"from_logits": [True, False], "label_smoothing": [0, 0.2]},
    "CategoricalCrossentropy": {"from_logits": [True, False], "label_smoothing": [0, 0.2], "axis": [-1]},
    "SparseCategoricalCrossentropy": {"from_logits": [True, False], "axis": [-1]},
    "PearsonCorrelation": {"axis": [-1, 0]}, "ConcordanceCorrelation": {"axis": [-1, 0]},
    "Mean": {}, "Sum": {},
}
NEEDED = {"PrecisionAtRecall": ("recall", 0.6), "RecallAtPrecision": ("precision", 0.6), "SensitivityAtSpecificity": ("specificity", 0.6),
          "SpecificityAtSensitivity": ("sensitivity", 0.6)}


def metric_data(h, name, kwargs):
  n, k = h.one(4, 6), 3
  if name in ("Mean", "Sum"):
    return h.normal(h.one((n,), (n, k), ())), None
  if name in ("IoU", "MeanIoU"):
    shape = h.one((n,), (n, 2))
    return h.numbers.randint(0, 3, size=shape), h.numbers.randint(0, 3, size=shape)
  if name.startswith("OneHot"):
    y = np.eye(3, dtype="float32")[h.numbers.randint(0, 3, size=(n,))]
    return y, h.numbers.randint(0, 3, size=(n,)) if kwargs.get("sparse_y_pred") else h.uniform((n, 3))
  if name.startswith("Sparse"):
    return h.numbers.randint(0, k, size=h.one((n,), (n, 1))).astype(h.one("int32", "float32")), h.uniform((n, k))
  if "Categorical" in name:
    return np.eye(k, dtype=h.one("float32", "int32"))[h.numbers.randint(0, k, size=n)], h.uniform((n, k))
  if name == "Accuracy":
    shape = h.one((n,), (n, 2))
    return h.numbers.randint(0, 3, size=shape), h.numbers.randint(0, 3, size=shape)
  if name in METRICS and ("Error" in name or name in ("CosineSimilarity", "R2Score", "PearsonCorrelation", "ConcordanceCorrelation")):
    shape = h.one((n, k), (n, 2)) if name != "MeanSquaredError" else (n, 2, k)
    return h.normal(shape), h.normal(shape)
  shape = h.one((n, k), (n, k), (n, 1)) if name not in ("F1Score", "FBetaScore") else (n, k)
  return h.numbers.randint(0, 2, size=shape).astype(h.one("int32", "float32", "bool")), h.uniform(shape) * h.one(1, 1, 3 if kwargs.get("from_logits") else 1)


def metric(h, count):
  for _ in range(count):
    name = h.one(*METRICS)
    kwargs = h.options(METRICS[name])
    if name in NEEDED:
      kwargs.setdefault(*NEEDED[name])
    if name in ("IoU", "OneHotIoU"):
      kwargs["num_classes"] = 3
      kwargs["target_class_ids"] = h.one([0], [0, 2], [1, 2])
    if name in ("MeanIoU", "OneHotMeanIoU"):
      kwargs["num_classes"] = 3

    def make():
      m = made(name, keras.metrics, kwargs)
      updates = []
      for _ in range(h.one(1, 2, 3)):
        y_true, y_pred = metric_data(h, name, kwargs)
        lead = y_true.shape[:1]
        weight = h.one(None, None, h.uniform(lead), (h.uniform(lead) > 0.5).astype(h.one("float32", "int32", "bool")),
                       h.uniform(lead + (1,)), h.uniform(y_true.shape))
        if y_pred is None:
          m.update_state(y_true, sample_weight=weight)
          updates.append({"values": tensor(y_true), **({} if weight is None else {"sample_weight": tensor(weight)})})
        else:
          m.update_state(y_true, y_pred, sample_weight=weight)
          updates.append({"y_true": tensor(y_true), "y_pred": tensor(y_pred), **({} if weight is None else {"sample_weight": tensor(weight)})})
      state = [{"name": v.name, **tensor(v.value)} for v in m.variables]
      return {"class": name, "config": config(m.get_config()), "ctor": config(kwargs), "updates": updates,
              "expected_result": tensor(m.result()), "state": state}

    h.put(make)


# ---- functions of both ----

FUNCTIONS = {
    "binary_crossentropy": {"from_logits": [True, False], "label_smoothing": [0.2], "axis": [-1, 1]}, "binary_focal_crossentropy": {"apply_class_balancing": [True], "alpha": [0.6], "gamma": [1.5], "from_logits": [True, False], "label_smoothing": [0.2], "axis": [-1, 1]},
    "categorical_crossentropy": {"from_logits": [True, False], "label_smoothing": [0.1], "axis": [-1, 1]}, "categorical_focal_crossentropy": {"alpha": [0.7], "gamma": [1.0], "from_logits": [True, False], "label_smoothing": [0.1], "axis": [-1, 1]},
    "sparse_categorical_crossentropy": {"from_logits": [True, False], "ignore_class": [0, 1], "axis": [-1]}, "cosine_similarity": {"axis": [-1, 0, 1]}, "huber": {"delta": [0.5, 2.0]}, "dice": {"axis": [None, (1,)]}, "tversky": {"alpha": [0.3], "beta": [0.7], "axis": [None, (1,)]},
    "circle": {"gamma": [16.0], "margin": [0.25]}, "mean_squared_error": {}, "mean_absolute_error": {}, "mean_absolute_percentage_error": {}, "mean_squared_logarithmic_error": {}, "log_cosh": {}, "hinge": {}, "squared_hinge": {}, "categorical_hinge": {}, "kl_divergence": {},
    "poisson": {}, "categorical_generalized_cross_entropy": {"q": [0.5, 0.7]},
    "binary_accuracy": {"threshold": [0.3, 0.7]}, "categorical_accuracy": {}, "sparse_categorical_accuracy": {}, "top_k_categorical_accuracy": {"k": [1, 2]}, "sparse_top_k_categorical_accuracy": {"k": [1, 2]}, "pearson_correlation": {"axis": [-1, 0]}, "concordance_correlation": {"axis": [-1, 0]},
}


def function(h, count):
  """The kinds loss_fn and metric_fn."""
  for _ in range(count):
    name = h.one(*FUNCTIONS)
    kwargs = h.options(FUNCTIONS[name], 0.6)

    def make():
      room = h.pick.choice([r for r in (keras.losses, keras.metrics) if hasattr(r, name)])
      shape = h.one((4, 3), (2, 3, 4)) if name not in ("circle", "categorical_generalized_cross_entropy", "top_k_categorical_accuracy") else (6, 4)
      logits = kwargs.get("from_logits")
      y_pred = h.normal(shape, 2) if logits else h.uniform(shape)
      if name in ("circle", "categorical_generalized_cross_entropy") or name.startswith("sparse"):
        y_true = h.numbers.randint(0, shape[-1] if name != "circle" else 3, size=shape[:-1]).astype(h.one("int32", "int64"))
      elif name.startswith(("binary", "dice", "tversky", "hinge", "squared_h")):
        y_true = h.numbers.randint(0, 2, size=shape).astype(h.one("float32", "int32"))
      elif "categorical" in name:
        y_true = np.eye(shape[-1], dtype="float32")[h.numbers.randint(0, shape[-1], size=shape[:-1])]
      else:
        y_true = h.uniform(shape)
      y_pred = y_pred.astype(h.one("float32", "float32", "float64"))
      args = [y_true, y_pred]
      if name == "circle":
        args += [y_true, y_true] if h.pick.random() < 0.3 else []
      value = getattr(room, name)(*args, **kwargs)
      return {"kind": "loss_fn" if room is keras.losses else "metric_fn", "function": name, "args": encoded(args), "kwargs": encoded(kwargs), "expected": encoded(value)}

    h.put(make)


# ---- optimizers and schedules ----

OPTIMIZERS = {
    "SGD": {"momentum": [0.0, 0.5, 0.9], "nesterov": [True, False]}, "RMSprop": {"rho": [0.9, 0.5], "momentum": [0.0, 0.8], "epsilon": [1e-7, 1e-3], "centered": [True, False]},
    "Adam": {"beta_1": [0.9, 0.5], "beta_2": [0.999, 0.9], "epsilon": [1e-7, 1e-2], "amsgrad": [True, False]},
    "AdamW": {"beta_1": [0.5], "amsgrad": [True, False]}, "Adadelta": {"rho": [0.95, 0.5], "epsilon": [1e-7, 1e-3]},
    "Adagrad": {"initial_accumulator_value": [0.1, 0.5], "epsilon": [1e-7, 1e-2]}, "Adamax": {"beta_1": [0.5], "beta_2": [0.9]},
    "Adafactor": {"beta_2_decay": [-0.8, -0.5], "epsilon_1": [1e-30, 1e-3], "clip_threshold": [1.0, 0.5], "relative_step": [True, False]},
    "Nadam": {"beta_1": [0.5], "beta_2": [0.9]}, "Ftrl": {"learning_rate_power": [-0.5, -0.7], "initial_accumulator_value": [0.1, 0.3], "l1_regularization_strength": [0.0, 0.05],
             "l2_regularization_strength": [0.0, 0.1], "l2_shrinkage_regularization_strength": [0.0, 0.05], "beta": [0.0, 0.2]},
    "ScheduleFreeAdamW": {"beta_1": [0.8], "beta_2": [0.9], "warmup_steps": [0, 3]},
    "Lion": {"beta_1": [0.5], "beta_2": [0.9]}, "Lamb": {"beta_1": [0.5], "beta_2": [0.9], "epsilon": [1e-7, 1e-2]},
    "Muon": {"momentum": [0.8], "nesterov": [True, False], "ns_steps": [3, 6], "adam_beta_1": [0.8], "rms_rate": [None, 0.3], "adam_weight_decay": [0.0, 0.01],
             "exclude_layers": [None], "exclude_embeddings": [True, False]},
}
COMMON = {"weight_decay": [0.0, 0.004, 0.1], "clipnorm": [0.5, 2.0], "clipvalue": [0.3], "global_clipnorm": [0.7], "use_ema": [True],
          "ema_momentum": [0.99, 0.5], "ema_overwrite_frequency": [1, 2, 3], "gradient_accumulation_steps": [2, 3], "loss_scale_factor": [None, 8.0]}
SCHEDULES = {
    "ExponentialDecay": {"initial_learning_rate": [0.1, 1e-3], "decay_steps": [3, 10, 7], "decay_rate": [0.5, 0.96, 1.1], "staircase": [True, False]},
    "InverseTimeDecay": {"initial_learning_rate": [0.1], "decay_steps": [3, 10, 2.5], "decay_rate": [0.5, 2], "staircase": [True, False]},
    "PolynomialDecay": {"initial_learning_rate": [0.1, 0.5], "decay_steps": [4, 10], "end_learning_rate": [0.0, 0.0001, 0.2], "power": [1.0, 0.5, 2.0], "cycle": [True, False]},
    "CosineDecay": {"initial_learning_rate": [0.1, 0.0], "decay_steps": [4, 10], "alpha": [0.0, 0.1], "warmup_target": [None, 0.3], "warmup_steps": [0, 3, 5]},
    "CosineDecayRestarts": {"initial_learning_rate": [0.1], "first_decay_steps": [3, 5], "t_mul": [1.0, 2.0, 1.5], "m_mul": [1.0, 0.5], "alpha": [0.0, 0.2]},
}


def made_schedule(h):
  name = h.one(*SCHEDULES, "PiecewiseConstantDecay")
  if name == "PiecewiseConstantDecay":
    bounds = h.one([2, 5, 9], [1], [0, 3], [4.0, 6.5], [0.5])
    return keras.optimizers.schedules.PiecewiseConstantDecay(bounds, [float(np.float32(v)) for v in h.uniform(len(bounds) + 1)])
  optional = ("staircase", "alpha", "warmup_target", "warmup_steps", "power", "cycle", "end_learning_rate", "t_mul", "m_mul")
  kwargs = {k: h.pick.choice(v) for k, v in SCHEDULES[name].items() if k not in optional or h.pick.random() < 0.6}
  return made(name, keras.optimizers.schedules, kwargs)


def schedule(h, count):
  for _ in range(count):
    def make():
      s = made_schedule(h)
      steps = sorted(set([0, 1, 2, 3, 4, 5, 6, 9, 10, 11, 15, 20, 25, 100, 12345] + [h.pick.randrange(60) for _ in range(3)]))
      return {"class": type(s).__name__, "config": config(s.get_config()), "steps": steps, "expected": [golden.number(np.float32(ops.convert_to_numpy(s(i)))) for i in steps]}

    h.put(make)


def optimizer(h, count):
  for _ in range(count):
    name = h.one(*OPTIMIZERS)
    kwargs = {**h.options(OPTIMIZERS[name]), **h.options(COMMON, 0.25)}
    kwargs["learning_rate"] = h.one(0.1, 0.01, 0.5)
    if "weight_decay" in kwargs and name == "AdamW" and h.pick.random() < 0.5:
      del kwargs["weight_decay"]

    def make():
      if h.pick.random() < 0.25:
        kwargs["learning_rate"] = made_schedule(h)
      o = made(name, keras.optimizers, kwargs)
      shapes = h.one([(2, 3), (3,)], [(4,)], [(3, 2), (2, 3), ()], [(2, 2, 3), (5,)])
      dtype = h.one("float32", "float32", "float32", "float64")
      variables = [keras.Variable(h.normal(s), dtype=dtype, name=f"w{i}") for i, s in enumerate(shapes)]
      fields = {"class": name, "config": config(o.get_config()), "initial_variables": [tensor(v.value) for v in variables], "steps": []}
      if kwargs.get("weight_decay") and len(variables) > 1 and h.pick.random() < 0.4:
        o.exclude_from_weight_decay(var_list=[variables[1]])
        fields["exclude_from_weight_decay"] = [1]
      for step in range(h.one(3, 5)):
        grads = [ops.convert_to_tensor(h.normal(s, h.one(1, 5)).astype("float32"), dtype=dtype) for s in shapes]
        o.apply(grads, variables)
        fields["steps"].append({
            "grads": [tensor(g) for g in grads], "variables_after": [tensor(v.value) for v in variables],
            "iterations": int(o.iterations), "optimizer_state_after": [{"name": v.path, **tensor(v.value)} for v in o.variables]})
      if kwargs.get("use_ema"):
        o.finalize_variable_values(variables)
        fields["variables_after_finalize"] = [tensor(v.value) for v in variables]
      return fields

    h.put(make)


# ---- activations, regularizers, constraints, initializers ----

ACTIVATIONS = {"relu": {"negative_slope": [0.1, 0.0], "max_value": [1.5, 0.5], "threshold": [0.3, -0.5, 1.0]}, "leaky_relu": {"negative_slope": [0.01, 0.5]}, "elu": {"alpha": [0.5, 2.0]},
               "celu": {"alpha": [0.5, 2.0]}, "gelu": {"approximate": [True, False]}, "glu": {"axis": [-1, 0, 1]}, "softmax": {"axis": [-1, 0, 1]}, "log_softmax": {"axis": [-1, 0]},
               "sparsemax": {"axis": [-1, 0, 1]}, "hard_shrink": {"threshold": [0.2, 1.0]}, "soft_shrink": {"threshold": [0.2, 1.0]}, "threshold": {"threshold_value": [0.5], "value": [2.0], "default_value": [-1.0]},
               "squareplus": {"b": [1, 9]}}
PLAIN = ["relu6", "selu", "softplus", "softsign", "silu", "sigmoid", "log_sigmoid", "hard_sigmoid", "hard_silu", "hard_tanh", "tanh", "tanh_shrink", "exponential", "linear", "mish", "sparse_plus", "sparse_sigmoid"]


def activation(h, count):
  for _ in range(count):
    name = h.one(*ACTIVATIONS, *PLAIN)
    kwargs = h.options(ACTIVATIONS.get(name, {}))
    if name == "threshold":
      kwargs = {"threshold": h.one(0.0, 0.5, -1.0), "default_value": h.one(0.0, 3.0)}

    def make():
      shape = h.one((4,), (2, 4), (2, 2, 4))
      if name in ("softmax", "log_softmax", "glu", "sparsemax") and len(shape) == 1:
        shape = (2, 4)
      x = h.normal(shape, h.one(0.5, 3, 20)).astype("float32")
      dtype = h.one(*FLOATS)
      x = tf.Variable(tf.cast(x, dtype))
      with tf.GradientTape() as tape:
        y = getattr(keras.activations, name)(x, **kwargs)
        goal = total(y)
      g = tape.gradient(goal, x)
      return {"function": name, "args": [tensor(x.value())], "kwargs": kwargs, "expected": tensor(y), **({"expected_grads_args": [tensor(g)]} if g is not None else {})}

    h.put(make)


def regularizer(h, count):
  table = {"L1": {"l1": [0.1, 1e-3]}, "L2": {"l2": [0.1, 2.0]}, "L1L2": {"l1": [0.0, 0.1], "l2": [0.0, 0.3]}, "OrthogonalRegularizer": {"factor": [0.01, 1.0], "mode": ["rows", "columns"]}}
  for _ in range(count):
    name = h.one(*table)
    kwargs = h.options(table[name], 0.7)

    def make():
      r = made(name, keras.regularizers, kwargs)
      x = ops.cast(h.normal((3, 4) if name.startswith("O") else h.one((3, 4), (5,), (2, 3, 2))), h.one(*FLOATS))
      return {"class": name, "config": config(r.get_config()), "args": [tensor(x)], "expected": tensor(r(x))}

    h.put(make)


def constraint(h, count):
  table = {"MaxNorm": {"max_value": [0.5, 2, 1], "axis": [0, 1, [0, 1], -1]}, "UnitNorm": {"axis": [0, 1, [0, 1], -1]}, "NonNeg": {},
           "MinMaxNorm": {"min_value": [0.0, 0.5], "max_value": [1.0, 0.8], "rate": [1.0, 0.3], "axis": [0, 1, [0, 1]]}}
  for _ in range(count):
    name = h.one(*table)
    kwargs = h.options(table[name], 0.7)

    def make():
      c = made(name, keras.constraints, kwargs)
      x = ops.cast(h.normal(h.one((3, 4), (2, 3, 2), (4, 1)), h.one(0.1, 1, 4)), h.one(*FLOATS))
      return {"class": name, "config": config(c.get_config()), "args": [tensor(x)], "expected": tensor(c(x))}

    h.put(make)


def initializer(h, count):
  seeded = {"RandomNormal": {"mean": [0.5], "stddev": [1.0, 0.1]}, "RandomUniform": {"minval": [-1.0], "maxval": [2.0]}, "TruncatedNormal": {"mean": [1.0], "stddev": [0.3]},
            "VarianceScaling": {"scale": [2.0, 0.5], "mode": ["fan_in", "fan_out", "fan_avg"], "distribution": ["truncated_normal", "untruncated_normal", "uniform"]},
            "GlorotNormal": {}, "GlorotUniform": {}, "HeNormal": {}, "HeUniform": {}, "LecunNormal": {}, "LecunUniform": {}, "Orthogonal": {"gain": [1.0, 2.5]}}
  plain = {"Constant": {"value": [0.5, 3, -1.5]}, "Ones": {}, "Zeros": {}, "Identity": {"gain": [2.0]}, "STFT": {"side": ["real", "imag"], "window": ["hann", "hamming", None], "scaling": ["density", "spectrum", None], "periodic": [True, False]}}
  for _ in range(count):
    name = h.one(*seeded, *seeded, *plain)
    kwargs = h.options({**seeded, **plain}[name])
    if name in seeded:
      kwargs["seed"] = h.one(0, 1, 42, 2**31 - 1, 12345)

    def make():
      i = made(name, keras.initializers, kwargs)
      shape = h.one([3, 4], [5, 2], [3, 3, 2, 4], [2, 3, 4], [7]) if name not in ("Identity", "STFT", "Orthogonal") else h.one([3, 3], [4, 2], [2, 5]) if name != "STFT" else [8, 1, 5]
      if name == "Orthogonal" and h.pick.random() < 0.4:
        shape = [2, 3, 4]
      dtype = h.one("float32", "float32", "float16", "float64", "bfloat16")
      c = {**config(i.get_config()), **({"gain": kwargs["gain"]} if "gain" in kwargs else {})}
      return {"class": name, "config": c, "args": [shape], "kwargs": {"dtype": dtype}, "expected": tensor(i(shape, dtype=dtype))}

    h.put(make)


# ---- utils ----

def util(h, count):
  for _ in range(count):
    what = h.one("pad_sequences", "pad_sequences", "to_categorical", "normalize", "preprocess_input", "timeseries_dataset_from_array", "to_snake_case")

    def make():
      kwargs = {}
      if what == "pad_sequences":
        kwargs = h.options({"maxlen": [2, 3, 6, None], "padding": ["pre", "post"], "truncating": ["pre", "post"], "value": [0, -1, 0.5, 7], "dtype": ["int32", "float32", "int64", "float64", "uint8"]}, 0.6)
        if isinstance(kwargs.get("value"), float):
          kwargs["dtype"] = "float32"
        if kwargs.get("dtype") == "uint8":
          kwargs.pop("value", None)
        args = [[[h.pick.randrange(9) for _ in range(h.pick.randrange(5))] for _ in range(3)]]
        value = keras.utils.pad_sequences(*args, **kwargs)
      elif what == "to_categorical":
        args = [h.numbers.randint(0, 4, size=h.one((5,), (4, 1), (2, 3), (2, 3, 1))).astype(h.one("int32", "int64", "float32"))]
        kwargs = h.options({"num_classes": [4, 6]})
        value = keras.utils.to_categorical(*args, **kwargs)
      elif what == "normalize":
        args = [h.normal(h.one((3, 4), (4,), (2, 3, 2))).astype(h.one("float32", "float64"))]
        kwargs = h.options({"axis": [-1, 1, -2], "order": [1, 2, 3]})
        value = keras.utils.normalize(*args, **kwargs)
      elif what == "preprocess_input":
        kwargs = h.options({"mode": ["caffe", "tf", "torch"], "data_format": ["channels_last", "channels_first"]}, 0.8)
        args = [h.uniform((2, 3, 3, 3), 0, 255)]
        if h.pick.random() < 0.3:
          args = [args[0][0]]
        value = keras.applications.imagenet_utils.preprocess_input(args[0].copy(), **kwargs)
        return {"function": "keras.applications.imagenet_utils.preprocess_input", "args": encoded(args), "kwargs": kwargs, "expected": encoded(value)}
      elif what == "to_snake_case":
        from keras.src.utils.naming import to_snake_case
        args = [h.one("MyLayer", "HTTPServer", "conv2D", "A1B2", "LSTMCell", "x_y Z", "Dense-2", "UPPER", "aB", "Layer10Norm", "ÜberLayer", "MyReLU6")]
        return {"function": what, "args": args, "kwargs": {}, "expected": to_snake_case(*args)}
      else:
        args = [h.normal((h.one(12, 20), 2))]
        kwargs = {"targets": h.one(None, h.normal((12,))), "sequence_length": h.one(3, 5), **h.options({"sequence_stride": [2, 3], "sampling_rate": [2], "batch_size": [2, 4, None], "start_index": [2], "end_index": [11]}, 0.4)}
        found = keras.utils.timeseries_dataset_from_array(*args, **kwargs)
        value = [tuple(t.numpy() for t in e) if isinstance(e, tuple) else e.numpy() for e in found]
      return {"function": "keras.utils." + what, "args": encoded(args), "kwargs": encoded(kwargs), "expected": encoded(value)}

    h.put(make)
