"""Further cases of layers, for hunt.py: policies of dtypes, masks and states of calls, every other argument."""

import keras
import numpy as np
import tensorflow as tf
from keras import layers

from hunt_values import config, encoded, tensor, total

REG = ["l1", "l2", keras.regularizers.L1L2(0.1, 0.2)]
POLICIES = ["float16", "bfloat16", "float64", "mixed_float16", "mixed_bfloat16"]
ACT = ["relu", "tanh", "gelu", "silu", "softsign", "elu", "hard_silu", "log_sigmoid", "hard_tanh", "tanh_shrink", "squareplus", "soft_shrink", "celu", "glu"]


def bools(h, shape):
  mask = h.numbers.randint(0, 2, size=shape).astype("bool")
  mask[..., 0] = True
  return mask


def right(h, shape):
  """True first, then false, at least one of them true in a row."""
  return np.arange(shape[-1]) < h.numbers.randint(1, shape[-1] + 1, size=shape[:-1] + (1,))


def rnn(h):
  kind = h.one(layers.SimpleRNN, layers.LSTM, layers.GRU)
  units = h.one(1, 3)
  kwargs = h.options({"return_sequences": [True], "return_state": [True], "go_backwards": [True], "unroll": [True], "use_bias": [False], "zero_output_for_mask": [True], "stateful": [True],
                      "activation": ["relu", "softsign", "linear", None], "kernel_initializer": ["ones", "he_normal"], "recurrent_regularizer": REG, "bias_initializer": ["ones"], "kernel_constraint": ["non_neg"], "dropout": [0.3]}, 0.3)
  if kind is not layers.SimpleRNN:
    kwargs.update(h.options({"recurrent_activation": ["hard_sigmoid", "tanh", "linear"], "use_cudnn": [False]}, 0.4))
  call = {}
  if h.pick.random() < 0.4:
    call["mask"] = h.one(bools, right)(h, (2, 5))
  if h.pick.random() < 0.4:
    states = [h.normal((2, units)) for _ in range(2 if kind is layers.LSTM else 1)]
    call["initial_state"] = states if len(states) > 1 else states[0]
  return kind(units, **kwargs), [h.normal((2, 5, 3))], call


def cell_of(h, units):
  kind = h.one(layers.SimpleRNNCell, layers.LSTMCell, layers.GRUCell)
  return kind(units, **h.options({"use_bias": [False], "activation": ["relu", "softsign"]} if kind is not layers.GRUCell else {"reset_after": [False, True], "use_bias": [False]}, 0.4))


def rnn_of_cells(h):
  cell = h.one(cell_of(h, 3), [cell_of(h, 2), cell_of(h, 3)], layers.StackedRNNCells([cell_of(h, 2), cell_of(h, 2), cell_of(h, 1)]))
  call = {"mask": right(h, (2, 4))} if h.pick.random() < 0.4 else {}
  return layers.RNN(cell, **h.options({"return_sequences": [True], "return_state": [True], "go_backwards": [True], "unroll": [True], "zero_output_for_mask": [True]}, 0.4)), [h.normal((2, 4, 3))], call


def cells(h):
  cell = cell_of(h, 3)
  states = [h.normal((2, 3)) for _ in range(2 if isinstance(cell, layers.LSTMCell) else 1)]
  return cell, [h.normal((2, 4)), states], {}


def bidirectional(h):
  kind = h.one(layers.SimpleRNN, layers.LSTM, layers.GRU)
  common = h.options({"return_sequences": [True], "return_state": [True]}, 0.5)
  kwargs = h.options({"merge_mode": ["concat", "sum", "mul", "ave", None]}, 0.8)
  if h.pick.random() < 0.4:
    kwargs["backward_layer"] = kind(3, go_backwards=True, activation="relu", **common)
  call = {"mask": h.one(right, bools)(h, (2, 4))} if h.pick.random() < 0.5 else {}
  return layers.Bidirectional(kind(3, **common), **kwargs), [h.normal((2, 4, 3))], call


def conv_lstm(h):
  d = h.one(1, 2, 3)
  kind = {1: layers.ConvLSTM1D, 2: layers.ConvLSTM2D, 3: layers.ConvLSTM3D}[d]
  shape = {1: (2, 3, 6, 2), 2: (1, 3, 5, 4, 2), 3: (1, 2, 4, 3, 4, 2)}[d]
  kwargs = h.options({"padding": ["same", "valid"], "return_sequences": [True], "return_state": [True], "go_backwards": [True], "use_bias": [False], "activation": ["relu"], "recurrent_activation": ["hard_sigmoid"], "unit_forget_bias": [False],
                      "strides": [2]}, 0.35)
  if "strides" not in kwargs:
    kwargs.update(h.options({"dilation_rate": [2]}, 0.3))
  return kind(2, 2, **kwargs), [h.normal(shape)], {}


def time_distributed(h):
  layer = h.one(layers.Dense(3, activation="tanh"), layers.Conv1D(2, 2), layers.LayerNormalization(), layers.Flatten(), layers.Dropout(0.3))
  x = h.normal((2, 3, 4, 2))
  call = {"mask": bools(h, (2, 3))} if h.pick.random() < 0.4 else {}
  return layers.TimeDistributed(layer), [x], call


def multi_head(h):
  axes = h.one(None, None, [1], [2], [1, 2]) if h.pick.random() < 0.3 else None
  kwargs = h.options({"value_dim": [3], "use_bias": [False], "output_shape": [5], "dropout": [0.2], "use_gate": [True], "sliding_window": [1, 2], "flash_attention": [False]}, 0.3)
  call = h.options({"use_causal_mask": [True], "return_attention_scores": [True]}, 0.4)
  if axes:
    kwargs["attention_axes"] = axes
    q = v = h.normal((2, 3, 4, 5))
  else:
    n = h.one(3, 4)
    q, v = h.normal((2, 4, 5)), h.normal((2, n, 5))
    if h.pick.random() < 0.4:
      call["attention_mask"] = bools(h, (2, 4, n))
    if h.pick.random() < 0.25:
      call["query_mask"] = right(h, (2, 4))
    if h.pick.random() < 0.25:
      call["value_mask"] = right(h, (2, n))
    if h.pick.random() < 0.2:
      call["key_mask"] = right(h, (2, n))
  return layers.MultiHeadAttention(2, 3, **kwargs), [q, v] + ([h.normal(v.shape)] if h.pick.random() < 0.3 else []), call


def group_query(h):
  kwargs = h.options({"use_bias": [False], "dropout": [0.2], "use_gate": [True], "sliding_window": [1, 2], "flash_attention": [False]}, 0.3)
  call = h.options({"use_causal_mask": [True], "return_attention_scores": [True]}, 0.4)
  n = h.one(3, 4)
  if h.pick.random() < 0.4:
    call["attention_mask"] = bools(h, (2, 4, n))
  if h.pick.random() < 0.25:
    call["query_mask"] = right(h, (2, 4))
  if h.pick.random() < 0.25:
    call["value_mask"] = right(h, (2, n))
  return layers.GroupQueryAttention(3, 4, h.one(1, 2, 4), **kwargs), [h.normal((2, 4, 5)), h.normal((2, n, 5))] + ([h.normal((2, n, 5))] if h.pick.random() < 0.3 else []), call


def attention(h):
  kind = h.one(layers.Attention, layers.AdditiveAttention)
  kwargs = h.options({"use_scale": [True, False], "dropout": [0.2], **({"score_mode": ["dot", "concat"]} if kind is layers.Attention else {})}, 0.5)
  call = h.options({"use_causal_mask": [True], "return_attention_scores": [True]}, 0.4)
  if h.pick.random() < 0.5:
    call["mask"] = [h.one(None, bools(h, (2, 4))), bools(h, (2, 3))]
  return kind(**kwargs), [[h.normal((2, 4, 5)), h.normal((2, 3, 5))] + ([h.normal((2, 3, 5))] if h.pick.random() < 0.4 else [])], call


def batch_normalization(h):
  kwargs = h.options({"axis": [-1, 1], "momentum": [0.5, 0.0], "epsilon": [0.1], "center": [False], "scale": [False], "renorm": [True], "beta_initializer": ["ones"], "gamma_initializer": ["random_normal"], "moving_mean_initializer": ["ones"],
                      "moving_variance_initializer": ["zeros"], "beta_regularizer": REG, "gamma_constraint": ["non_neg"], "synchronized": [False]}, 0.3)
  if kwargs.get("renorm"):
    kwargs.update(h.options({"renorm_clipping": [{"rmin": 0.5, "rmax": 2.0, "dmax": 1.0}], "renorm_momentum": [0.8]}, 0.5))
  shape = h.one((4, 3), (2, 5, 3), (2, 3, 4, 2))
  call = {"training": h.one(True, False)} if h.pick.random() < 0.8 else {}
  if len(shape) == 3 and h.pick.random() < 0.5:
    call["mask"] = bools(h, shape[:2])
  return layers.BatchNormalization(**kwargs), [h.normal(shape, h.one(1, 3))], call


def norms(h):
  kind = h.one(layers.LayerNormalization, layers.GroupNormalization, layers.RMSNormalization, layers.UnitNormalization)
  shape = h.one((2, 4, 6), (2, 3, 4, 6))
  kwargs = h.options({"axis": [-1, 1, -2, [1, 2], [-1, -2]] if kind is not layers.GroupNormalization else [-1, 1, -2]}, 0.6)
  if kind is not layers.UnitNormalization:
    kwargs.update(h.options({"epsilon": [0.1, 1e-5]}))
  if kind in (layers.LayerNormalization, layers.GroupNormalization):
    kwargs.update(h.options({"center": [False], "scale": [False], "beta_initializer": ["ones"], "gamma_regularizer": REG}, 0.3))
  if kind is layers.GroupNormalization:
    kwargs["groups"] = h.one(1, 2, -1)
  return kind(**kwargs), [h.normal(shape)], {}


def dense(h):
  kwargs = h.options({"activation": ACT, "use_bias": [False], "kernel_initializer": ["ones", "orthogonal"], "bias_initializer": ["ones"], "kernel_regularizer": REG, "bias_regularizer": REG, "kernel_constraint": ["max_norm"], "bias_constraint": ["non_neg"],
                      }, 0.3)
  if h.pick.random() < 0.6:
    return layers.Dense(h.one(2, 4), **kwargs), [h.normal(h.one((3, 4), (2, 3, 4), (2, 2, 2, 3)))], {}
  kwargs.pop("use_bias", None)
  eq, out, shape, bias = h.pick.choice([("ab,bc->ac", 3, (2, 4), "c"), ("abc,cd->abd", (None, 3), (2, 3, 4), "d"), ("...x,xy->...y", 3, (2, 3, 4), "y"), ("abc,cde->abde", (None, 2, 3), (2, 3, 4), "e"), ("abc,cde->abde", (None, 2, 3), (2, 3, 4), "de"), ("abc,bcd->abd", (3, 2), (2, 3, 4), "bd")])
  return layers.EinsumDense(eq, out, bias_axes=h.one(None, bias), **kwargs), [h.normal(shape)], {}


def embedding(h):
  ids = h.numbers.randint(0, 6, size=h.one((2, 3), (4,), (2, 2, 3))).astype(h.one("int32", "int64", "float32"))
  kwargs = h.options({"mask_zero": [True], "embeddings_initializer": ["ones", "normal"], "embeddings_regularizer": REG, "embeddings_constraint": ["unit_norm"]}, 0.4)
  if h.pick.random() < 0.5:
    return layers.Embedding(6, 3, **kwargs), [ids], {}
  kwargs.update(h.options({"tie_weights": [False], "logit_soft_cap": [2.0, 0.5], "reverse_dtype": ["float32", "float64"]}, 0.5))
  if h.pick.random() < 0.5:
    return layers.ReversibleEmbedding(6, 3, **kwargs), [h.normal((2, 4, 3))], {"reverse": True}
  return layers.ReversibleEmbedding(6, 3, **kwargs), [ids], {}


def convolution(h):
  d = h.one(1, 2, 3)
  shape = {1: (2, 8, 4), 2: (2, 6, 7, 4), 3: (1, 4, 5, 4, 4)}[d]
  what = h.one("Conv", "Conv", "Depthwise", "Separable", "Transpose")
  common = {"padding": ["valid", "same"], "use_bias": [False], "activation": ["relu", "tanh", "softmax"], "bias_initializer": ["ones"], "activity_regularizer": [None], "bias_regularizer": REG, "bias_constraint": ["non_neg"], "data_format": ["channels_first", "channels_last"]}
  k = h.one(1, 2, 3, tuple(h.one(1, 2, 3) for _ in range(d)))
  kwargs = h.options(common, 0.35)
  kwargs.update(h.options(h.one({"strides": [2, 3, tuple([2] * d)]}, {"dilation_rate": [2, tuple([2] * d)]}), 0.5))
  if kwargs.get("data_format") == "channels_first":
    shape = (shape[0], 4) + shape[1:-1]
  if what == "Conv":
    if d == 1:
      kwargs.update(h.options({"padding": ["causal"]}, 0.3))
    kwargs.update(h.options({"groups": [2, 4], "kernel_constraint": ["non_neg"]}, 0.3))
    return getattr(layers, f"Conv{d}D")(4, k, **kwargs), [h.normal(shape)], {}
  if what == "Transpose":
    kwargs.update(h.options({"output_padding": [0, 1]}, 0.3))
    return getattr(layers, f"Conv{d}DTranspose")(3, k, **kwargs), [h.normal(shape)], {}
  if d == 3:
    raise ValueError("no such layer")
  k = k if isinstance(k, int) else k[0]
  if what == "Depthwise":
    return getattr(layers, f"DepthwiseConv{d}D")(k, **kwargs, **h.options({"depth_multiplier": [2, 3]})), [h.normal(shape)], {}
  return getattr(layers, f"SeparableConv{d}D")(3, k, **kwargs, **h.options({"depth_multiplier": [2]})), [h.normal(shape)], {}


def first(h):
  """Channels first and other seldom arguments of layers without weights."""
  x1, x2, x3 = h.normal((2, 4, 6)), h.normal((2, 3, 4, 6)), h.normal((1, 2, 4, 3, 4))
  f = {"data_format": h.one("channels_first", "channels_last")}
  k = h.one(2, 3)
  return h.pick.choice([
      lambda: (layers.UpSampling2D(h.one(2, (1, 3)), interpolation=h.one("nearest", "bilinear", "bicubic", "lanczos3", "lanczos5"), **f), [x2]), lambda: (layers.UpSampling3D(h.one(2, (1, 2, 3)), **f), [x3]),
      lambda: (layers.ZeroPadding1D(h.one(1, (1, 2)), **f), [x1]), lambda: (layers.ZeroPadding2D(h.one(1, (1, 2), ((1, 0), (2, 1))), **f), [x2]), lambda: (layers.ZeroPadding3D(h.one(1, (1, 0, 2)), **f), [x3]),
      lambda: (layers.Cropping1D(h.one(1, (1, 2))), [x1]), lambda: (layers.Cropping2D(((1, 0), (1, 1)), **f), [x2]), lambda: (layers.Cropping3D(h.one((0, 1, 0), ((0, 1), (1, 1), (1, 0))), **f), [x3]),
      lambda: (layers.SpatialDropout1D(0.3), [x1]), lambda: (layers.SpatialDropout2D(0.3, **f), [x2]), lambda: (layers.SpatialDropout3D(0.3, **f), [x3]), lambda: (layers.Dropout(0.3, noise_shape=(2, 1, 6)), [x1]),
      lambda: (layers.MaxPooling1D(2, strides=k, padding=h.one("same", "valid"), **f), [x1]), lambda: (layers.AveragePooling2D(h.one(2, (1, 2)), strides=h.one(None, 1, k), padding=h.one("same", "valid"), **f), [x2]),
      lambda: (layers.MaxPooling2D(h.one(2, (1, 2)), strides=h.one(None, 1, k), padding=h.one("same", "valid"), **f), [x2]), lambda: (layers.AveragePooling3D(2, strides=h.one(None, 1), padding="same", **f), [x3]),
      lambda: (layers.GlobalAveragePooling1D(keepdims=h.one(True, False), **f), [x1]), lambda: (layers.GlobalMaxPooling3D(keepdims=h.one(True, False), **f), [x3]),
      lambda: (layers.AdaptiveAveragePooling2D(h.one(2, (1, 3)), **f), [x2]), lambda: (layers.AdaptiveMaxPooling1D(k, **f), [x1]), lambda: (layers.AdaptiveMaxPooling3D(2, **f), [x3]), lambda: (layers.AdaptiveAveragePooling3D(1, **f), [x3]),
      lambda: (layers.Permute(h.one((2, 1, 3), (3, 2, 1), (3, 1, 2))), [x2]), lambda: (layers.Flatten(**f), [x2]), lambda: (layers.Reshape(h.one((-1, 3), (4, -1, 3), (72,))), [x2]), lambda: (layers.RepeatVector(3), [h.normal((2, 4))]),
      lambda: (layers.GlobalAveragePooling2D(keepdims=h.one(True, False), **f), [x2])])() + ({},)


def masked_flow(h):
  """Layers that pass masks on."""
  shape = (2, 4, 3)
  x = [h.normal(shape) for _ in range(h.one(2, 3))]
  mask = {"mask": bools(h, (2, 4))}
  both = {"mask": [h.one(None, bools(h, (2, 4))) if i else bools(h, (2, 4)) for i in range(len(x))]}
  return h.pick.choice([
      lambda: (layers.Softmax(), [h.normal((2, 4))], {"mask": bools(h, (2, 4))}), lambda: (layers.Softmax(axis=h.one(-1, 1, [1, 2])), [h.normal(shape)], {"mask": bools(h, shape)}),
      lambda: (layers.Dense(2), [x[0]], mask), lambda: (layers.Dropout(0.5), [x[0]], mask), lambda: (layers.Activation("tanh"), [x[0]], mask), lambda: (layers.Flatten(), [x[0]], {}), lambda: (layers.GlobalAveragePooling1D(), [x[0]], mask),
      lambda: (layers.Concatenate(axis=h.one(-1, 1, 2)), [x], both), lambda: (layers.Add(), [x], both), lambda: (layers.Average(), [x], both), lambda: (layers.Maximum(), [x], both), lambda: (layers.Multiply(), [x], both),
      lambda: (layers.ActivityRegularization(0.1), [x[0]], mask), lambda: (layers.Masking(h.one(0.0, 2.0)), [np.round(x[0])], {}), lambda: (layers.LayerNormalization(), [x[0]], mask), lambda: (layers.UpSampling1D(2), [x[0]], {})])()


def pairs(h):
  a, b = h.pick.choice([((2, 4, 3), (2, 4, 3)), ((2, 3), (2, 3)), ((2, 4, 3), (2, 3)), ((2, 4, 3), (2, 1, 3)), ((2, 4, 3), (4, 3))])
  kind = h.one(layers.Add, layers.Subtract, layers.Multiply, layers.Average, layers.Maximum, layers.Minimum)
  return kind(), [[h.normal(a), h.normal(b)] + ([h.normal(a)] if kind is not layers.Subtract and h.pick.random() < 0.3 else [])], {}


def dot(h):
  axes, a, b = h.pick.choice([(1, (2, 3), (2, 3)), (-1, (2, 4, 3), (2, 5, 3)), ((2, 1), (2, 4, 3), (2, 3, 5)), ((1, 2), (2, 3, 4), (2, 5, 3)), (2, (2, 4, 3), (2, 4, 3)), ((3, 1), (2, 2, 4, 3), (2, 3, 5))])
  return layers.Dot(axes, normalize=h.one(True, False)), [[h.normal(a), h.normal(b)]], {}


def lookup(h):
  mode = h.one("int", "one_hot", "multi_hot", "count", "tf_idf")
  kwargs = {"output_mode": mode, **h.options({"num_oov_indices": [0, 1, 2, 3], "pad_to_max_tokens": [True], "max_tokens": [8]}, 0.4)}
  if mode == "tf_idf":
    kwargs["idf_weights"] = [0.4, 1.5, 2.5]
  if h.pick.random() < 0.5:
    kwargs["vocabulary"] = h.one(["a", "b", "c"], ["x", "yy", "z z"])
    kwargs.update(h.options({"mask_token": ["", None], "oov_token": ["[UNK]", "?"]}, 0.4))
    if mode == "int" and h.pick.random() < 0.3:
      kwargs["invert"] = True
      kwargs.pop("num_oov_indices", None)
      return layers.StringLookup(**kwargs), [h.numbers.randint(0, 5, size=(2, 3)).astype("int64")], {}
    return layers.StringLookup(**kwargs), [np.array(h.pick.choices(["a", "b", "c", "", "x", "yy", "z z", "new"], k=6)).reshape(h.one((6,), (2, 3)) if mode != "one_hot" else (6, 1))], {}
  kwargs["vocabulary"] = h.one([1, 3, 5], [10, 20, 30])
  kwargs.update(h.options({"mask_token": [0, None], "oov_token": [-1, -2]}, 0.4))
  if mode == "int" and h.pick.random() < 0.3:
    kwargs["invert"] = True
    kwargs.pop("num_oov_indices", None)
    return layers.IntegerLookup(**kwargs), [h.numbers.randint(0, 5, size=(2, 3)).astype("int64")], {}
  return layers.IntegerLookup(**kwargs), [np.array(h.pick.choices([0, 1, 3, 5, 7, 10, 20, 30], k=6)).reshape(h.one((6,), (2, 3)) if mode != "one_hot" else (6, 1))], {}


def vectorization(h):
  mode = h.one("int", "multi_hot", "count", "tf_idf")
  kwargs = {"output_mode": mode, "vocabulary": h.one(["the", "cat", "sat"], ["a", "b", "the cat"]), **h.options({"standardize": ["lower", "strip_punctuation", None, "lower_and_strip_punctuation"], "split": ["whitespace", "character", None], "ngrams": [2, (1, 3)]}, 0.4)}
  if mode == "int":
    kwargs.update(h.options({"output_sequence_length": [3, 6]}))
  else:
    kwargs.update(h.options({"pad_to_max_tokens": [True], "max_tokens": [8]}, 0.4))
  if mode == "tf_idf":
    kwargs["idf_weights"] = [0.4, 1.5, 2.5]
  return layers.TextVectorization(**kwargs), [np.array(["The cat sat.", "a b  b a!", ""]).reshape(h.one((3,), (3, 1)))], {}


def categories(h):
  ids = h.numbers.randint(0, 5, size=h.one((3,), (2, 3), (3, 1)))
  mode = h.one("multi_hot", "one_hot", "count")
  call = {"count_weights": h.uniform(ids.shape)} if mode == "count" and h.pick.random() < 0.5 else {}
  return h.pick.choice([
      lambda: (layers.CategoryEncoding(num_tokens=h.one(5, 7), output_mode=mode), [ids], call),
      lambda: (layers.Discretization(bin_boundaries=h.one([-1.0, 0.0, 1.5], [0.5]), **h.options({"output_mode": ["int", "one_hot", "multi_hot", "count"]})), [h.one(h.normal((3, 1)), h.normal((2, 3)), h.numbers.randint(-2, 3, size=(4,)))], {}),
      lambda: (layers.Hashing(h.one(3, 7), **h.options({"mask_value": ["", 2], "salt": [7, [3, 4]], "output_mode": ["int", "one_hot", "multi_hot", "count"]}, 0.4)), [h.one(ids, np.array(["a", "bc", "", "d"]))], {}),
      lambda: (layers.HashedCrossing(h.one(3, 7), **h.options({"output_mode": ["int", "one_hot"]})), [[h.one(np.array([1, 2, 3]), np.array(["a", "b", "c"])), np.array([4, 5, 6])]], {}),
      lambda: (layers.Normalization(axis=-1, mean=[0.5, -1.0, 2.0], variance=[1.0, 0.3, 0.0], **h.options({"invert": [True]})), [h.normal(h.one((4, 3), (2, 2, 3)))], {}),
      lambda: (layers.Normalization(axis=None, mean=0.5, variance=2.0, **h.options({"invert": [True]})), [h.normal(h.one((4, 3), (2, 2, 3), (3,)))], {}),
      lambda: (layers.Normalization(axis=h.one((1, 2), 1), mean=0.5, variance=2.0), [h.normal((2, 2, 3))], {}),
      lambda: (layers.Rescaling(h.one(1 / 255, 2.0, [1.0, 2.0, 0.5]), h.one(0.0, -1.0, [0.0, 1.0, 2.0])), [h.normal((2, 4, 3))], {})])()


def images(h):
  x = h.one(h.uniform((2, 6, 7, 3), 0, 255), h.uniform((6, 7, 3), 0, 255), h.numbers.randint(0, 256, size=(1, 6, 5, 3)).astype("uint8"))
  f = h.options({"data_format": ["channels_last"]}, 0.3)
  resizing = h.options({"interpolation": ["nearest", "bilinear", "bicubic", "lanczos3", "lanczos5"], "fill_mode": ["constant"], "fill_value": [7.0], "antialias": [True]}, 0.4)
  resizing.update(h.options(h.one({"crop_to_aspect_ratio": [True]}, {"pad_to_aspect_ratio": [True]}), 0.5))
  return h.pick.choice([
      lambda: (layers.Resizing(h.one(4, 9, 6), h.one(5, 3, 8), **resizing, **f), [x]), lambda: (layers.Resizing(h.one(4, 9, 6), h.one(5, 3, 8), **resizing), [x]), lambda: (layers.CenterCrop(h.one(4, 9, 6), h.one(5, 3, 8), **f), [x]),
      lambda: (layers.AutoContrast(value_range=h.one((0, 255), (0, 1))), [x]), lambda: (layers.Equalization(**h.options({"bins": [16, 256], "value_range": [(0, 255)]})), [x]),
      lambda: (layers.RandomCrop(4, 5), [x]), lambda: (layers.RandomFlip(), [x]), lambda: (layers.RandomRotation(0.2), [x]), lambda: (layers.RandomZoom(0.2), [x]), lambda: (layers.RandomContrast(0.2), [x]), lambda: (layers.RandomBrightness(0.2), [x]),
      lambda: (layers.ContrastLimitedAdaptiveHistogramEqualization(**h.options({"clip_limit": [2.0], "tile_grid_size": [(2, 2)]})), [h.uniform((1, 8, 8, 3), 0, 255)]),
      lambda: (layers.Solarization(addition_factor=0.0, threshold_factor=h.one(0.0, 0.5)), [x])])() + ({"training": False},)


def sounds(h):
  return h.pick.choice([
      lambda: (layers.MelSpectrogram(**{"fft_length": 16, "sequence_stride": 8, "num_mel_bins": 5, "sampling_rate": 8000, **h.options({"sequence_length": [12], "window": ["hamming", "hann"], "min_freq": [100.0], "max_freq": [3000.0], "power_to_db": [False], "top_db": [20.0], "mag_exp": [1.0], "min_power": [1e-3], "ref_power": [0.5]}, 0.35)}), [h.normal(h.one((40,), (2, 50)))]),
      lambda: (layers.STFTSpectrogram(**{"frame_length": 8, "frame_step": h.one(4, 8), "fft_length": h.one(8, 16), **h.options({"mode": ["log", "magnitude", "psd", "real", "imag", "angle", "stft"], "window": ["hann", "hamming", None], "periodic": [True], "scaling": ["density", "spectrum", None], "padding": ["same"], "expand_dims": [True], "data_format": ["channels_last"]}, 0.4)}), [h.normal((2, 32, h.one(1, 2)))])])() + ({},)


def spectral(h):
  layer = h.one(layers.Dense(3), layers.Conv2D(2, 2), layers.Dense(2, use_bias=False))
  x = h.normal((2, 5, 4, 3))
  return layers.SpectralNormalization(layer, power_iterations=h.one(1, 3)), [x], {"training": h.one(True, False)}


def activations(h):
  x = h.normal(h.one((2, 3), (2, 4, 4)), h.one(1, 5))
  return h.pick.choice([
      lambda: (layers.Activation(h.one(*[a for a in ACT if a != "glu"], "sparsemax", "sparse_plus", "hard_shrink", "exponential", "mish", "selu")), [x]), lambda: (layers.PReLU(alpha_initializer="ones", **h.options({"shared_axes": [[1]], "alpha_constraint": ["non_neg"]})), [x]),
      lambda: (layers.ReLU(**h.options({"max_value": [1.0, 6], "negative_slope": [0.1, 0], "threshold": [0.5, 1]})), [x]), lambda: (layers.ELU(h.one(0.5, 2)), [x]), lambda: (layers.LeakyReLU(h.one(0.1, 1)), [x]),
      lambda: (layers.GaussianNoise(0.5), [x]), lambda: (layers.GaussianDropout(0.3), [x]), lambda: (layers.AlphaDropout(0.3), [x]), lambda: (layers.Identity(), [x])])() + ({},)


MAKERS = [rnn, rnn, rnn_of_cells, cells, bidirectional, conv_lstm, time_distributed, multi_head, multi_head, group_query, attention, batch_normalization, batch_normalization, norms, dense, embedding, convolution, convolution, first, first, masked_flow,
          masked_flow, pairs, dot, lookup, lookup, vectorization, categories, categories, images, sounds, spectral, activations]


def mapped(f, value):
  if isinstance(value, (list, tuple)):
    return [mapped(f, v) for v in value]
  return f(value) if isinstance(value, np.ndarray) else value


def more_layer(h, count):
  for i in range(count):
    maker = MAKERS[i % len(MAKERS)]

    def make():
      policy = h.one(*POLICIES) if h.pick.random() < 0.2 else None
      before = keras.config.dtype_policy()
      if policy and maker not in (lookup, vectorization, categories, images, sounds):
        keras.config.set_dtype_policy(policy)
      try:
        layer, given, call = maker(h)
      finally:
        keras.config.set_dtype_policy(before)
      training = call.get("training")
      sources = []

      def variable(v):
        if v.dtype.kind == "f":
          sources.append(tf.Variable(v))
          return sources[-1]
        return tf.constant(v)

      inputs = mapped(variable, given)
      read = lambda value: [read(v) for v in value] if isinstance(value, list) else tf.convert_to_tensor(value) if isinstance(value, tf.Variable) else value
      constant = lambda v: tf.constant(v)
      keywords = {k: mapped(constant, v) for k, v in call.items()}
      layer(*read(inputs), **{**keywords, **({} if training is None else {"training": False})})
      for w in layer.weights:
        if w.dtype.startswith(("float", "bfloat")) and type(layer).__name__ not in ("Normalization", "MelSpectrogram", "STFTSpectrogram"):
          value = h.normal(w.shape, 0.5)
          w.assign(np.abs(value) + 0.1 if "variance" in w.name or "vector_u" in w.name or "stddev" in w.name else value)
      if getattr(layer, "stateful", False):
        layer.reset_states()
      fields = {"kind": "layer", "class": type(layer).__name__, "config": config(keras.saving.serialize_keras_object(layer)["config"]), "inputs": encoded(given), "kwargs": encoded(call),
                "weights": [{"name": w.name, "path": w.path.split("/", 1)[-1], "trainable": w.trainable, **tensor(w.value)} for w in layer.weights]}
      learned = [w.value for w in layer.trainable_weights]
      with tf.GradientTape() as tape:
        out = layer(*read(inputs), **keywords)
        flat = tf.nest.flatten(out)
        goal = total(out) if any(y.dtype.is_floating for y in flat) else None
      fields["expected"] = encoded(out)
      masks = [getattr(y, "_keras_mask", None) for y in flat]
      fields["expected_masks"] = [None if m is None else tensor(tf.convert_to_tensor(m)) for m in masks]
      if goal is not None and (sources or learned) and not (policy or "").endswith("16"):
        grads = tape.gradient(goal, sources + learned)
        dense_grads = [None if g is None else tensor(tf.convert_to_tensor(g)) for g in grads]
        if all(g is not None for g in dense_grads):
          fields["expected_grads"] = {"inputs": dense_grads[:len(sources)], "trainable_weights": dense_grads[len(sources):]}
      if training:
        after = [w for w in layer.non_trainable_weights if w.dtype.startswith("float")]
        fields["weights_after"] = [{"name": w.name, **tensor(w.value)} for w in after]
      return fields

    h.put(make)
