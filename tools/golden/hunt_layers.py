"""Cases of layers, for hunt.py: options that tests of Keras rarely combine."""

import keras
import numpy as np
import tensorflow as tf

from hunt_values import config, encoded, tensor, total

ACT = [None, "relu", "tanh", "gelu", "softmax", "elu", "hard_sigmoid", "leaky_relu", "mish", "log_softmax"]
REG = [{"class_name": "L2", "config": {"l2": 0.1}}]
PADS = ["valid", "same"]
FMT = ["channels_last"]
CONV = {"padding": PADS, "use_bias": [True, False], "activation": ACT}
BOTH = ["channels_last", "channels_first"]
RNN = {"return_sequences": [True], "return_state": [True], "go_backwards": [True], "unroll": [True], "use_bias": [False], "activation": ["relu", "tanh", "softsign", "sigmoid", "linear"], "zero_output_for_mask": [True],
       "implementation": [1, 2]}
GATED = {**RNN, "recurrent_activation": ["sigmoid", "hard_sigmoid", "tanh"]}
SEQ = [(2, 5, 3), (3, 4, 2)]
IMG = [(2, 6, 7, 3), (1, 8, 8, 2)]
VOL = [(2, 4, 5, 6, 2)]
NORM = {"axis": [-1, 1, [1, 2], -2], "epsilon": [1e-3, 0.1], "center": [False], "scale": [False]}
ANY = [(2, 3), (2, 4, 3), (2, 3, 4, 2)]

# class: (options, how many of them, input shapes); needed options are single values under "!".
LAYERS = {
    "Dense": ({"!units": [4, 1], "activation": ACT, "use_bias": [False], "kernel_regularizer": REG, "activity_regularizer": REG}, ANY),
    "EinsumDense": ({"!equation": ["abc,cd->abd"], "!output_shape": [(None, 5)], "bias_axes": ["d", None], "activation": ACT}, [(2, 4, 3)]),
    "Embedding": ({"!input_dim": [6], "!output_dim": [3], "mask_zero": [True]}, "ids"),
    "ReversibleEmbedding": ({"!input_dim": [6], "!output_dim": [3], "tie_weights": [True, False], "mask_zero": [True]}, "ids"),
    "Masking": ({"mask_value": [0.0, 1.0]}, "masked"),
    "Conv1D": ({"!filters": [4, 2], "!kernel_size": [1, 2, 3], **CONV, "padding": ["valid", "same", "causal"], "strides": [2, 3], "dilation_rate": [2], "data_format": BOTH}, [(2, 7, 4)]),
    "Conv2D": ({"!filters": [4, 2], "!kernel_size": [2, (3, 2), 1], **CONV, "strides": [2, (1, 2)], "dilation_rate": [2, (1, 2)], "groups": [2], "data_format": FMT}, [(2, 7, 8, 4)]),
    "Conv3D": ({"!filters": [2], "!kernel_size": [2, (1, 2, 3)], **CONV, "strides": [2]}, VOL),
    "DepthwiseConv1D": ({"!kernel_size": [2, 3], **CONV, "depth_multiplier": [2], "strides": [2], "dilation_rate": [2]}, [(2, 7, 3)]),
    "DepthwiseConv2D": ({"!kernel_size": [2, (3, 3)], **CONV, "depth_multiplier": [2], "strides": [2], "dilation_rate": [2]}, [(2, 7, 8, 3)]),
    "SeparableConv1D": ({"!filters": [4], "!kernel_size": [2, 3], **CONV, "depth_multiplier": [2], "strides": [2], "dilation_rate": [2]}, [(2, 7, 3)]),
    "SeparableConv2D": ({"!filters": [4], "!kernel_size": [2, 3], **CONV, "depth_multiplier": [2], "strides": [2], "dilation_rate": [2]}, [(2, 7, 8, 3)]),
    "Conv1DTranspose": ({"!filters": [3], "!kernel_size": [2, 3, 4], **CONV, "strides": [2, 3], "output_padding": [0, 1]}, [(2, 5, 3)]),
    "Conv2DTranspose": ({"!filters": [3], "!kernel_size": [2, 3, (2, 4)], **CONV, "strides": [2, (1, 2), 3], "output_padding": [1]}, [(2, 4, 5, 2)]),
    "Conv3DTranspose": ({"!filters": [2], "!kernel_size": [2, 3], **CONV, "strides": [2]}, [(1, 3, 4, 3, 2)]),
    **{f"{k}Pooling{d}D": ({"!pool_size": [2, 3], "strides": [1, 2, 3], "padding": PADS, "data_format": BOTH}, s)
       for k in ("Max", "Average") for d, s in ((1, [(2, 7, 4)]), (2, [(2, 7, 6, 4)]), (3, [(1, 5, 6, 4, 4)]))},
    **{f"Global{k}Pooling{d}D": ({"keepdims": [True], "data_format": BOTH}, s) for k in ("Max", "Average") for d, s in ((1, SEQ), (2, IMG), (3, VOL))},
    **{f"Adaptive{k}Pooling{d}D": ({"!output_size": o, "data_format": BOTH}, s)
       for k in ("Max", "Average") for d, s, o in ((1, [(2, 7, 4)], [3, 2]), (2, [(2, 7, 6, 4)], [3, (2, 3)]), (3, [(1, 5, 6, 4, 4)], [2]))},
    "BatchNormalization": ({"axis": [-1, 1], "momentum": [0.5, 0.9], "epsilon": [0.1], "center": [False], "scale": [False], "renorm": [False]}, ANY),
    "LayerNormalization": (NORM, [(2, 4, 3), (2, 3, 4, 2)]), "RMSNormalization": ({"axis": [-1, 1, [1, 2]], "epsilon": [0.1]}, [(2, 4, 3)]),
    "GroupNormalization": ({"groups": [1, 2, -1], "axis": [-1, 1], "epsilon": [0.1], "center": [False], "scale": [False]}, [(2, 4, 6), (2, 4, 3, 4), (2, 4)]),
    "UnitNormalization": ({"axis": [-1, 1, [1, 2]]}, [(2, 4, 3)]),
    "SpectralNormalization": ({"!layer": [lambda: keras.layers.Dense(3), lambda: keras.layers.Conv2D(3, 2)], "power_iterations": [2]}, [(2, 6, 7, 3)]),
    "Activation": ({"!activation": [a for a in ACT if a] + ["softsign", "relu6", "hard_silu", "log_sigmoid", "exponential", "softplus"]}, ANY),
    "ReLU": ({"max_value": [1.0, 0.5], "negative_slope": [0.1], "threshold": [0.2, 1.0]}, ANY), "LeakyReLU": ({"negative_slope": [0.1, 0.0, 1.0]}, ANY), "ELU": ({"alpha": [0.5, 2.0]}, ANY),
    "PReLU": ({"shared_axes": [[1], [1, 2]], "alpha_regularizer": REG}, [(2, 4, 3), (2, 3, 4, 2)]), "Softmax": ({"axis": [-1, 1, [1, 2]]}, [(2, 4, 3)]),
    "ActivityRegularization": ({"l1": [0.1], "l2": [0.1]}, ANY), "Dropout": ({"!rate": [0.0, 0.4]}, ANY), "GaussianNoise": ({"!stddev": [0.3]}, ANY), "GaussianDropout": ({"!rate": [0.3]}, ANY),
    "AlphaDropout": ({"!rate": [0.3]}, ANY), "SpatialDropout1D": ({"!rate": [0.3]}, SEQ), "SpatialDropout2D": ({"!rate": [0.3]}, IMG),
    "Flatten": ({"data_format": BOTH}, [(2, 3), (2, 4, 3), (2, 3, 4, 2), (3,)]), "Reshape": ({"!target_shape": [(-1,), (2, -1), (6, 2), (3, 2, 2)]}, [(2, 4, 3), (2, 12)]), "Permute": ({"!dims": [(2, 1)]}, [(2, 4, 3)]),
    "RepeatVector": ({"!n": [2, 3]}, [(2, 3)]), "Identity": ({}, ANY),
    "Cropping1D": ({"cropping": [1, (0, 2), (2, 1)]}, SEQ), "Cropping2D": ({"cropping": [1, (1, 2), ((0, 1), (2, 1))], "data_format": BOTH}, [(2, 6, 7, 6)]), "Cropping3D": ({"cropping": [1, (1, 0, 2), ((0, 1), (1, 0), (2, 1))]}, VOL),
    "ZeroPadding1D": ({"padding": [2, (0, 2)]}, SEQ), "ZeroPadding2D": ({"padding": [2, (1, 2), ((0, 1), (2, 1))], "data_format": BOTH}, IMG), "ZeroPadding3D": ({"padding": [2, ((0, 1), (1, 0), (2, 1))]}, VOL),
    "UpSampling1D": ({"size": [2, 3]}, SEQ), "UpSampling2D": ({"size": [2, (1, 3)], "interpolation": ["nearest", "bilinear", "bicubic", "lanczos3"], "data_format": BOTH}, [(1, 3, 4, 2)]), "UpSampling3D": ({"size": [2, (1, 2, 3)]}, [(1, 2, 3, 2, 2)]),
    "SimpleRNN": ({"!units": [4], **{k: v for k, v in RNN.items() if k != "implementation"}}, SEQ), "LSTM": ({"!units": [4], **GATED, "unit_forget_bias": [False]}, SEQ), "GRU": ({"!units": [4], **GATED, "reset_after": [False]}, SEQ),
    "ConvLSTM1D": ({"!filters": [2], "!kernel_size": [2, 3], "padding": PADS, "return_sequences": [True], "strides": [2], "go_backwards": [True]}, [(2, 3, 6, 2)]),
    "ConvLSTM2D": ({"!filters": [2], "!kernel_size": [2], "padding": PADS, "return_sequences": [True], "dilation_rate": [2], "use_bias": [False]}, [(1, 3, 5, 4, 2)]),
    "Bidirectional": ({"!layer": [lambda: keras.layers.LSTM(3, return_sequences=True), lambda: keras.layers.GRU(2), lambda: keras.layers.SimpleRNN(2, return_sequences=True)], "merge_mode": ["concat", "sum", "mul", "ave", None]}, SEQ),
    "TimeDistributed": ({"!layer": [lambda: keras.layers.Dense(3, activation="tanh"), lambda: keras.layers.Dense(2, use_bias=False)]}, SEQ),
    **{n: ({}, "pair") for n in ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum")},
    "Concatenate": ({"axis": [-1, 1]}, "pair"), "Dot": ({"!axes": [1, 2, (1, 1), (2, 2), -1], "normalize": [True]}, "square"),
    "Attention": ({"use_scale": [True], "score_mode": ["dot", "concat"]}, "qv"), "AdditiveAttention": ({"use_scale": [False]}, "qv"),
    "MultiHeadAttention": ({"!num_heads": [2, 3], "!key_dim": [4], "value_dim": [3], "use_bias": [False], "output_shape": [5]}, "qv"),
    "GroupQueryAttention": ({"!head_dim": [4], "!num_query_heads": [4], "!num_key_value_heads": [2, 1, 4], "use_bias": [False]}, "qv"),
    "Normalization": ({"axis": [-1, 1, None], "invert": [True]}, "normal"), "Rescaling": ({"!scale": [0.5, 2.0], "offset": [1.0, -0.5]}, ANY),
    "CenterCrop": ({"!height": [4, 9], "!width": [5, 3]}, IMG), "Resizing": ({"!height": [4, 9], "!width": [5, 3], "interpolation": ["nearest", "bilinear", "bicubic", "lanczos3", "lanczos5"], "crop_to_aspect_ratio": [True], "pad_to_aspect_ratio": [False]}, IMG),
    "CategoryEncoding": ({"!num_tokens": [6], "!output_mode": ["multi_hot", "one_hot", "count"]}, "ids"), "Discretization": ({"!bin_boundaries": [[-0.5, 0.0, 0.7], [0.1]], "output_mode": ["int", "one_hot", "multi_hot", "count"]}, ANY[:2]),
    "Hashing": ({"!num_bins": [5, 3], "mask_value": [0], "salt": [7, [3, 4]], "output_mode": ["int", "one_hot", "multi_hot", "count"]}, "ids"),
    "IntegerLookup": ({"!vocabulary": [[1, 3, 5]], "num_oov_indices": [0, 1, 2], "mask_token": [0, None], "output_mode": ["int", "one_hot", "multi_hot", "count"], "invert": [False]}, "ids"),
    "StringLookup": ({"!vocabulary": [["a", "b", "c"]], "num_oov_indices": [1, 2], "mask_token": ["", None], "output_mode": ["int", "one_hot", "multi_hot", "count"]}, "words"),
}
MASKED = ("SimpleRNN", "LSTM", "GRU", "Bidirectional", "GlobalAveragePooling1D", "Softmax", "TimeDistributed", "Masking", "BatchNormalization")


def inputs_of(h, shapes, kwargs):
  if shapes == "ids":
    return [h.numbers.randint(0, 6, size=h.one((4,), (2, 3))).astype(h.one("int32", "int64"))]
  if shapes == "words":
    return [np.array(["a", "b", "x", "", "c", "b"]).reshape(h.one((6,), (2, 3)))]
  if shapes == "masked":
    x = h.normal((2, 4, 3))
    x[0, 2] = x[1, 0] = kwargs.get("mask_value", 0.0)
    return [x]
  if shapes == "pair":
    shape = h.one((2, 4, 3), (2, 3))
    many = h.one(2, 2, 3)
    return [[h.normal(shape) for _ in range(many)]]
  if shapes == "square":
    return [[h.normal((2, 3, 3)), h.normal((2, 3, 3))]]
  if shapes == "normal":
    if kwargs.get("axis", -1) is None:
      kwargs.update(mean=0.5, variance=2.0)
    else:
      kwargs.update(mean=[0.5, -1.0, 2.0], variance=[1.0, 0.3, 4.0])
    return [h.normal((4, 3))]
  if shapes == "qv":
    return ["qv"]
  x = h.normal(h.pick.choice(shapes), h.one(1, 1, 3))
  return [x]


def call_of(h, name, layer, given):
  """What goes in: arguments as the case holds them, and a function that calls with variables."""
  kwargs = {}
  if isinstance(given[0], str):
    q, v = h.normal((2, 4, 3)), h.normal((2, 5, 3))
    key = h.normal((2, 5, 3)) if h.pick.random() < 0.4 else None
    if name in ("Attention", "AdditiveAttention"):
      given = [[q, v] + ([] if key is None else [key])]
      if h.pick.random() < 0.3:
        kwargs["use_causal_mask"] = True
      return given, kwargs
    given = [q, v] + ([] if key is None else [key])
    if h.pick.random() < 0.3:
      kwargs["use_causal_mask"] = True
    if h.pick.random() < 0.3:
      kwargs["attention_mask"] = h.numbers.randint(0, 2, size=(2, 4, 5)).astype("bool")
      kwargs["attention_mask"][:, :, 0] = True
  return given, kwargs


def layer(h, count):
  for _ in range(count):
    name = h.one(*LAYERS)
    table, shapes = LAYERS[name]
    kwargs = {k[1:]: h.pick.choice(v) for k, v in table.items() if k[0] == "!"}
    kwargs.update(h.options({k: v for k, v in table.items() if k[0] != "!"}, 0.4))
    if "activity_regularizer" in kwargs and h.pick.random() < 0.7:
      del kwargs["activity_regularizer"]

    def make():
      given = inputs_of(h, shapes, kwargs)
      own = {k: v() if callable(v) else v for k, v in kwargs.items()}
      if name == "GroupNormalization":
        size = given[0].shape[own.get("axis", -1)]
        own["groups"] = own.get("groups", 1)
        if own["groups"] > 0 and size % own["groups"]:
          own["groups"] = 1
      layer = getattr(keras.layers, name)(**own)
      given, keywords = call_of(h, name, layer, given)
      training = {}
      if name in ("BatchNormalization", "SpectralNormalization") and h.pick.random() < 0.6:
        training = {"training": True}
      mask = None
      if name in MASKED and name != "Masking" and h.pick.random() < 0.4 and given[0].ndim == 3 and name not in ("Softmax",):
        mask = h.numbers.randint(0, 2, size=given[0].shape[:2]).astype("bool")
        mask[:, 0] = True
      pure = {k: v for k, v in keywords.items()}
      if mask is not None:
        pure["mask"] = tf.constant(mask)
      flat = [v for g in given for v in (g if isinstance(g, list) else [g])]
      variables = [tf.Variable(v) if v.dtype.kind == "f" else tf.constant(v) for v in flat]
      rebuilt, i = [], 0
      for g in given:
        n = len(g) if isinstance(g, list) else 1
        rebuilt.append([tf.convert_to_tensor(v) for v in variables[i:i + n]] if isinstance(g, list) else tf.convert_to_tensor(variables[i]))
        i += n
      layer(*rebuilt, **{**pure, **({"training": False} if training else {})})
      for w in layer.weights:
        if w.dtype.startswith("float") and name != "Normalization":
          value = h.normal(w.shape, 0.5)
          w.assign(np.abs(value) + 0.1 if "variance" in w.name or "vector_u" in w.name else value)
      fields = {"class": name, "config": config(keras.saving.serialize_keras_object(layer)["config"]), "inputs": encoded(given), "kwargs": encoded({**keywords, **training}),
                "weights": [{"name": w.name, "path": w.path.split("/", 1)[-1], "trainable": w.trainable, **tensor(w.value)} for w in layer.weights]}
      if mask is not None:
        fields["mask"] = tensor(mask)
      sources = [v for v in variables if isinstance(v, tf.Variable)]
      learned = [w.value for w in layer.trainable_weights]
      with tf.GradientTape() as tape:
        rebuilt, i = [], 0
        for g in given:
          n = len(g) if isinstance(g, list) else 1
          rebuilt.append([tf.convert_to_tensor(v) for v in variables[i:i + n]] if isinstance(g, list) else tf.convert_to_tensor(variables[i]))
          i += n
        out = layer(*rebuilt, **pure, **training)
        goal = total(out) if any(y.dtype.is_floating for y in tf.nest.flatten(out)) else None
      fields["expected"] = encoded(out)
      if goal is not None and (sources or learned):
        grads = tape.gradient(goal, sources + learned)
        dense = [None if g is None else tensor(tf.convert_to_tensor(g)) for g in grads]
        if all(d is not None for d in dense):
          fields["expected_grads"] = {"inputs": dense[:len(sources)], "trainable_weights": dense[len(sources):]}
      if training:
        after = [w for w in layer.non_trainable_weights if w.dtype.startswith("float")]
        fields["weights_after"] = [{"name": w.name, **tensor(w.value)} for w in after]
      return fields

    h.put(make)
