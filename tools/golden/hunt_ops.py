"""Cases of keras.ops, for hunt.py: every op, every argument, every dtype."""

import keras
import ml_dtypes
import numpy as np
import tensorflow as tf
from keras import ops

import golden
from hunt_values import encoded, tensor, weights_of_sum

FLOAT = ["float32", "float32", "float32", "float64", "float16", "bfloat16"]
WHOLE = ["int8", "int16", "int32", "int32", "int64", "int64", "uint8", "uint16", "uint32"]
ALL = FLOAT + WHOLE + ["bool"]
SHAPES = [(), (4,), (2, 3), (2, 3), (3, 1), (2, 3, 4), (2, 1, 3), (0, 3), (1,)]
TABLE = {}


def numbers(h, shape, dtype=None, low=-4.0, high=4.0, odd=True):
  """An array; some hold zeros, ties, NaN and infinities."""
  dtype = dtype or h.pick.choice(ALL)
  if dtype == "bool":
    return h.numbers.randint(0, 2, size=shape).astype("bool")
  if dtype in WHOLE:
    return h.numbers.randint(0 if dtype[0] == "u" else int(low), int(high) + 4, size=shape).astype(dtype)
  x = h.numbers.uniform(low, high, size=shape)
  if odd and h.pick.random() < 0.25:
    x = np.round(x)
  if odd and h.pick.random() < 0.12 and np.size(x) > 1:
    x.reshape(-1)[h.pick.randrange(x.size)] = h.one(np.nan, np.inf, -np.inf, 0.0, -0.0)
  return np.asarray(x).astype(ml_dtypes.bfloat16 if dtype == "bfloat16" else dtype)


def array(h, dtypes=None, shapes=None, **how):
  return numbers(h, h.pick.choice(shapes or SHAPES), h.pick.choice(dtypes or ALL), **how)


def axis_of(h, rank, several=True):
  """One axis, several of them, or none."""
  if rank == 0 or h.pick.random() < 0.2:
    return None
  if several and rank > 1 and h.pick.random() < 0.3:
    axes = h.pick.sample(range(rank), h.pick.randrange(1, rank + 1))
    return [a - rank if h.pick.random() < 0.3 else a for a in axes]
  return h.pick.randrange(-rank, rank)


def maybe(h, table, share=0.5):
  return h.options(table, share)


def of(*names):
  def add(make):
    for name in names:
      TABLE[name] = make
    return make
  return add


@of("abs", "absolute", "angle", "arcsinh", "arctan", "cbrt", "ceil", "conj", "conjugate", "copy", "cos", "cosh", "deg2rad", "erf", "erfc", "exp", "exp2", "expm1", "fabs", "floor", "imag", "isfinite", "isinf", "isnan", "isneginf",
    "isposinf", "isreal", "negative", "rad2deg", "ravel", "real", "sign", "signbit", "sin", "sinc", "sinh", "square", "tan", "tanh", "trunc", "ones_like", "zeros_like", "logical_not", "nonzero", "shape", "size", "ndim", "i0", "gelu",
    "hard_sigmoid", "hard_silu", "hard_swish", "hard_tanh", "log_sigmoid", "relu", "relu6", "selu", "sigmoid", "silu", "softplus", "softsign", "sparse_plus", "sparse_sigmoid", "swish", "tanh_shrink", "stop_gradient", "reciprocal")
def unary(h):
  return [array(h)], {}


@of("arccos", "arcsin", "arctanh", "erfinv")
def within_one(h):
  return [array(h, low=-1.1, high=1.1) if h.pick.random() < 0.7 else array(h, WHOLE + ["bool"], low=0, high=-2)], {}


@of("arccosh", "log", "log10", "log1p", "log2", "rsqrt", "sqrt")
def positive(h):
  return [array(h, low=h.one(0, 0, 0, -1), high=6)], {}


@of("add", "subtract", "multiply", "maximum", "minimum", "equal", "not_equal", "greater", "greater_equal", "less", "less_equal", "logical_and", "logical_or", "logical_xor", "divide", "true_divide", "divide_no_nan", "arctan2", "fmax", "fmin",
    "heaviside", "hypot", "logaddexp", "logaddexp2", "nextafter")
def binary(h):
  a, b = h.pick.choice([((2, 3), (2, 3)), ((2, 3), (3,)), ((2, 1), (3,)), ((), (2, 3)), ((2, 3), ()), ((0, 3), (1, 3)), ((4,), (4,)), ((2, 3, 1), (1, 4)), ((), ())])
  x, y = numbers(h, a), numbers(h, b)
  if h.pick.random() < 0.3:
    y = h.one(2, 0.5, -1, 3.0, True, 0)
  elif h.pick.random() < 0.1:
    x = h.one(2, 0.5, -1, 3.0)
  elif h.pick.random() < 0.5 and not isinstance(y, int):
    y = numbers(h, b, x.dtype.name)
  return [x, y], {}


@of("floor_divide", "mod", "fmod", "power")
def divisions(h):
  (x, y), _ = binary(h)
  if isinstance(y, np.ndarray) and y.dtype.kind in "iu":
    y = np.abs(y) + 1 if h.pick.random() < 0.5 or y.dtype.kind == "u" else np.where(y == 0, 1, y).astype(y.dtype)
  return [x, y], {}


@of("gcd", "lcm", "bitwise_and", "bitwise_or", "bitwise_xor")
def whole_pair(h):
  dtype = h.one(*WHOLE)
  a, b = h.pick.choice([((2, 3), (2, 3)), ((2, 3), (3,)), ((), (2, 3)), ((4,), (4,))])
  return [numbers(h, a, dtype), numbers(h, b, h.one(dtype, dtype, *WHOLE))], {}


@of("bitwise_left_shift", "bitwise_right_shift", "left_shift", "right_shift")
def shifts(h):
  dtype = h.one(*WHOLE)
  return [numbers(h, (2, 3), dtype), np.asarray(np.abs(numbers(h, h.one((2, 3), (3,), ()), h.one(dtype, dtype, *WHOLE), low=0, high=1)))], {}


@of("bitwise_invert", "bitwise_not")
def whole(h):
  return [array(h, WHOLE)], {}


@of("ldexp")
def ldexp(h):
  return [array(h, FLOAT, [(2, 3)]), numbers(h, h.one((2, 3), (3,)), h.one(*WHOLE))], {}


@of("all", "any", "sum", "mean", "std", "var", "max", "min", "amax", "amin", "prod", "ptp", "median", "nanmax", "nanmin", "nanmean", "nansum", "nanprod", "nanstd", "nanvar", "nanmedian", "logsumexp")
def reduction(h):
  x = array(h)
  if x.dtype.kind == "f" and x.size > 2 and h.pick.random() < 0.2:
    x.reshape(-1)[0] = np.nan
  return [x], {**({"axis": axis_of(h, x.ndim)} if h.pick.random() < 0.8 else {}), **maybe(h, {"keepdims": [True, False]})}


@of("moments")
def moments(h):
  x = array(h, FLOAT, [(4,), (2, 3), (2, 3, 4)], odd=False)
  axes = axis_of(h, x.ndim)
  return [x], {"axes": 0 if axes is None else axes, **maybe(h, {"keepdims": [True, False]})}


@of("count_nonzero", "flip")
def axes_only(h):
  x = array(h)
  return [x], {"axis": axis_of(h, x.ndim)}


@of("argmax", "argmin", "nanargmax", "nanargmin")
def places(h):
  x = array(h, shapes=[(4,), (2, 3), (3, 1), (2, 3, 4)])
  return [x], {**({"axis": axis_of(h, x.ndim, False)} if h.pick.random() < 0.8 else {}), **maybe(h, {"keepdims": [True, False]})}


@of("argsort", "sort")
def order(h):
  x = array(h, shapes=[(4,), (2, 3), (3, 1), (2, 3, 4), (0, 3), (1,)])
  return [x], {"axis": axis_of(h, x.ndim, False)} if h.pick.random() < 0.8 else {}


@of("cumsum", "cumprod", "nancumsum", "nancumprod")
def running(h):
  x = array(h, shapes=[(4,), (2, 3), (2, 3, 4), (0, 3)])
  return [x], {**({"axis": axis_of(h, x.ndim, False)} if h.pick.random() < 0.8 else {}), **maybe(h, {"dtype": ["int32", "float32", "int64", "bool", "float16"]}, 0.3)}


@of("softmax", "log_softmax", "sparsemax", "glu")
def along(h):
  x = array(h, FLOAT if h.pick.random() < 0.9 else ALL, [(4,), (2, 4), (2, 4, 2)], low=-6, high=6)
  several = h.now == "softmax"
  return [x], maybe(h, {"axis": [axis_of(h, x.ndim, several)]}, 0.7)


@of("celu", "elu")
def alpha(h):
  return [array(h, FLOAT)], maybe(h, {"alpha": [0.5, 2.0, 1]})


@of("leaky_relu")
def slope(h):
  return [array(h, FLOAT)], maybe(h, {"negative_slope": [0.01, 0.5, 0]})


@of("hard_shrink", "soft_shrink")
def shrink(h):
  return [array(h, FLOAT)], maybe(h, {"threshold": [0.2, 1.0, 0]})


@of("squareplus")
def squareplus(h):
  return [array(h, FLOAT)], maybe(h, {"b": [1, 9.0, 0]})


@of("threshold")
def threshold(h):
  return [array(h, FLOAT), h.one(0.0, 0.5, -1), h.one(0.0, 3.0, 7)], {}


@of("round")
def rounding(h):
  return [array(h, low=-40, high=40)], maybe(h, {"decimals": [0, 1, 2, -1]})


@of("clip")
def clip(h):
  return [array(h), h.one(-1, 0, 0.5, -2.0), h.one(1, 2, 2.5, 3.0)], {}


@of("nan_to_num")
def nan_to_num(h):
  x = array(h)
  if x.dtype.kind == "f" and x.size > 2:
    x.reshape(-1)[:3] = [np.nan, np.inf, -np.inf]
  return [x], maybe(h, {"nan": [0.0, 7.0], "posinf": [100.0], "neginf": [-100.0]})


@of("allclose", "isclose")
def close(h):
  x = array(h, FLOAT + WHOLE, [(2, 3), (4,)])
  y = np.asarray(x + np.asarray(h.one(0, 1e-6, 1e-3, 1), x.dtype), x.dtype)
  return [x, y], maybe(h, {"rtol": [0.0, 1e-2], "atol": [0.0, 1e-2], "equal_nan": [True, False]})


@of("average")
def average(h):
  x = array(h, shapes=[(4,), (2, 3), (2, 3, 4)])
  axis = axis_of(h, x.ndim, False)
  weights = h.one(None, None, numbers(h, x.shape, low=0.5), numbers(h, (x.shape[axis],), low=0.5) if axis is not None else None)
  return [x], {"axis": axis, "weights": weights}


@of("percentile", "quantile", "nanpercentile", "nanquantile")
def quantiles(h):
  x = array(h, shapes=[(5,), (2, 3), (2, 3, 4)], odd=False)
  if x.dtype.kind == "f" and h.pick.random() < 0.3:
    x.reshape(-1)[0] = np.nan
  top = 100 if "percentile" in h.now else 1
  q = h.one(0.5 * top, 0.1 * top, np.array([0.25, 0.8], "float32") * top, np.array([0.0, 0.5, 1.0]) * top, [0.3 * top, 0.9 * top])
  return [x, q], {"axis": axis_of(h, x.ndim), **maybe(h, {"method": ["linear", "lower", "higher", "midpoint", "nearest"], "keepdims": [True, False]})}


@of("append")
def append(h):
  a = array(h, shapes=[(2, 3), (4,)])
  return [a, numbers(h, h.one(a.shape, a.shape, (3,) + a.shape[1:]), h.one(a.dtype.name, *ALL))], {"axis": h.one(None, 0)}


@of("arange")
def arange(h):
  return h.one(([5], {}), ([2, 7], {}), ([2, 9, 3], {}), ([5, 0, -2], {}), ([1.5], {}), ([0, 1, 0.25], {}), ([3], {"dtype": h.one("float32", "int64", "uint8", "bfloat16")}), ([0.5, 4], {}), ([4, 4], {}), ([0, 5, 2], {"dtype": "int16"}))


@of("argpartition")
def argpartition(h):
  x = h.numbers.permutation(12).reshape(h.one((12,), (3, 4))).astype(h.one("int32", "float32", "int64", "uint8", "float64"))
  axis = h.one(-1, 0)
  return [x, h.pick.randrange(x.shape[axis])], {"axis": axis}


@of("array", "convert_to_tensor")
def constant(h):
  return [h.one(array(h), [1, 2, 3], [[1.0, 2], [3, 4]], 5, 2.5, True, [True, False])], maybe(h, {"dtype": ["float32", "int32", "float16", "int64"]}, 0.4)


@of("array_split")
def array_split(h):
  x = array(h, shapes=[(7, 3), (6, 4), (5,)])
  axis = h.one(0, -1)
  return [x, h.one(2, 3, [1, 3], [2])], {"axis": axis}


@of("split")
def split(h):
  return [array(h, shapes=[(6, 4), (6,), (6, 2, 4)]), h.one(2, [1, 3], [2, 2, 5], [4], 3, np.array([2, 4]))], maybe(h, {"axis": [0, -1]})


@of("hsplit", "vsplit", "dsplit")
def splits(h):
  return [array(h, shapes=[(4, 6, 2), (2, 4, 6), (4, 4)]), h.one(2, [1, 3], [1])], {}


@of("bartlett", "blackman", "hamming", "hanning")
def window(h):
  return [h.one(1, 2, 5, 8, 0)], {}


@of("kaiser")
def kaiser(h):
  return [h.one(1, 2, 5, 8), h.one(0.0, 8.6, 14, 3.5)], {}


@of("batch_normalization")
def batch_normalization(h):
  axis = h.one(-1, 1, 2)
  x = array(h, FLOAT, [(2, 4, 3)], odd=False)
  n = x.shape[axis]
  make = lambda low: numbers(h, (n,), x.dtype.name, low=low, odd=False)
  return [x, make(-2), make(0.5), axis], {k: v for k, v in (("offset", make(-1)), ("scale", make(-1)), ("epsilon", h.one(1e-3, 0.5))) if h.pick.random() < 0.6}


@of("layer_normalization")
def layer_normalization(h):
  axis = h.one(-1, -1, 1, [1, 2], [-2, -1])
  x = array(h, FLOAT, [(2, 4, 3)], odd=False)
  shape = tuple(x.shape[a] for a in (axis if isinstance(axis, list) else [axis]))
  make = lambda: numbers(h, shape, x.dtype.name, odd=False)
  return [x], {"axis": axis, **{k: v for k, v in (("gamma", make()), ("beta", make()), ("epsilon", h.one(1e-3, 0.5))) if h.pick.random() < 0.5}}


@of("rms_normalization")
def rms_normalization(h):
  axis = h.one(-1, -1, 1, [1, 2], [-2, -1])
  x = array(h, FLOAT, [(2, 4, 3)], odd=False)
  shape = tuple(x.shape[a] for a in (axis if isinstance(axis, list) else [axis]))
  return [x], {"axis": axis, **{k: v for k, v in (("scale", numbers(h, shape, x.dtype.name, odd=False)), ("epsilon", h.one(1e-3, 0.5))) if h.pick.random() < 0.5}}


@of("binary_crossentropy")
def binary_crossentropy(h):
  logits = h.one(True, False)
  x = h.normal((2, 3), 3) if logits else h.uniform((2, 3))
  return [h.numbers.randint(0, 2, size=(2, 3)).astype(h.one("float32", "float64", "int32")), x.astype(h.one("float32", "float64"))], {"from_logits": logits}


@of("categorical_crossentropy", "sparse_categorical_crossentropy")
def categorical(h):
  logits = h.one(True, False)
  axis = h.one(-1, 1, 0)
  shape = h.one((3, 4), (2, 3, 4))
  x = (h.normal(shape, 3) if logits else h.uniform(shape)).astype(h.one("float32", "float64"))
  if h.now.startswith("sparse"):
    rest = tuple(np.delete(shape, axis))
    y = h.numbers.randint(0, shape[axis], size=rest).astype(h.one("int32", "int64", "float32"))
    if axis == -1 and h.pick.random() < 0.3:
      y = y[..., None]
  else:
    y = np.moveaxis(np.eye(shape[axis])[h.numbers.randint(0, shape[axis], size=np.delete(shape, axis))], -1, axis).astype("float32")
  return [y, x], {"from_logits": logits, "axis": axis}


@of("bincount")
def bincount(h):
  x = h.numbers.randint(0, 5, size=h.one((6,), (2, 4))).astype(h.one("int32", "int64", "uint8"))
  return [x], {"weights": h.one(None, numbers(h, x.shape, h.one("float32", "int32", "float64"), odd=False)), **maybe(h, {"minlength": [0, 3, 9]})}


@of("broadcast_to")
def broadcast_to(h):
  return [array(h, shapes=[(3,), (1, 3), (2, 1), ()]), h.one([2, 3], [4, 2, 3], (2, 3))], {}


@of("cast", "saturate_cast")
def cast(h):
  return [array(h, low=-300, high=300), h.one(*ALL)], {}


@of("cdist")
def cdist(h):
  return [array(h, ["float32", "float64"], [(4, 3), (2, 4, 3)], odd=False), array(h, ["float32", "float64"], [(5, 3), (2, 5, 3)], odd=False)], {}


def positive_definite(h, dtype, shape=(3, 3)):
  a = h.numbers.normal(size=shape)
  return (a @ np.swapaxes(a, -1, -2) + 0.5 * np.eye(shape[-1])).astype(dtype)


@of("cholesky", "cholesky_inverse")
def cholesky(h):
  x = positive_definite(h, h.one("float32", "float64"), h.one((3, 3), (2, 3, 3)))
  return [np.linalg.cholesky(x) if h.now.endswith("inverse") else x], maybe(h, {"upper": [True, False]})


@of("det", "inv", "logdet", "slogdet", "lu_factor", "eigh")
def square(h):
  dtype = h.one("float32", "float64", "float32", "int32")
  shape = h.one((3, 3), (2, 3, 3), (1, 1))
  return [positive_definite(h, dtype, shape) if h.now in ("logdet", "eigh") or h.pick.random() < 0.3 else (h.numbers.normal(size=shape) * 3).astype(dtype)], {}


@of("svd")
def svd(h):
  return [(h.numbers.normal(size=h.one((3, 3), (2, 4), (4, 2), (2, 3, 2)))).astype(h.one("float32", "float64"))], {"compute_uv": False, **maybe(h, {"full_matrices": [False]})}


@of("pinv")
def pinv(h):
  return [h.numbers.normal(size=h.one((3, 3), (2, 4), (2, 3, 2))).astype(h.one("float32", "float64"))], maybe(h, {"rcond": [1e-3, 0.3]})


@of("matrix_rank")
def matrix_rank(h):
  x = h.numbers.normal(size=(3, 4))
  if h.pick.random() < 0.5:
    x[2] = x[0] + x[1]
  return [x.astype(h.one("float32", "float64"))], maybe(h, {"tol": [1e-3, 2.0]})


@of("qr")
def qr(h):
  return [h.numbers.normal(size=h.one((3, 3), (4, 2), (2, 3, 2))).astype(h.one("float32", "float64"))], maybe(h, {"mode": ["reduced", "complete"]})


@of("solve")
def solve(h):
  batch = h.one((), (2,))
  return [(h.numbers.normal(size=batch + (3, 3)) + 2 * np.eye(3)).astype("float32"), h.numbers.normal(size=batch + h.one((3, 2), (3, 1)) if h.pick.random() < 0.8 else (3,)).astype("float32")], {}


@of("solve_triangular")
def solve_triangular(h):
  return [(h.numbers.normal(size=(3, 3)) + 3 * np.eye(3)).astype(h.one("float32", "float64")), h.numbers.normal(size=h.one((3, 2), (3,))).astype("float32")], maybe(h, {"lower": [True, False]})


@of("lstsq")
def lstsq(h):
  return [h.numbers.normal(size=(4, 3)).astype("float32"), h.numbers.normal(size=h.one((4,), (4, 2))).astype("float32")], {}


@of("norm")
def norm(h):
  x = array(h, FLOAT[:4] + WHOLE[2:5], [(4,), (3, 3), (2, 3, 4)], odd=False)
  axis = h.one(None, h.pick.randrange(-x.ndim, x.ndim), [0, -1] if x.ndim > 1 else None)
  plain = [None, 1, 2, float("inf"), float("-inf"), -1, 3, 0, 0.5]
  matrix = [None, "fro", "nuc", 1, -1, 2, -2, float("inf"), float("-inf")]
  ord = h.pick.choice(matrix if isinstance(axis, list) or axis is None and x.ndim == 2 else plain)
  return [x], {"ord": ord, "axis": axis, **maybe(h, {"keepdims": [True, False]})}


@of("normalize")
def normalize(h):
  x = array(h, FLOAT[:4], [(4,), (2, 3), (2, 3, 4)], odd=False)
  return [x], {"axis": axis_of(h, x.ndim, False) or 0, **maybe(h, {"order": [1, 2, 3]})}


@of("concatenate")
def concatenate(h):
  shape = h.one((2, 3), (4,), (2, 3, 2))
  return [[numbers(h, shape, h.one("float32", "float32", *ALL)) for _ in range(h.one(1, 2, 3))]], maybe(h, {"axis": [0, -1]})


@of("stack", "hstack", "vstack", "dstack")
def stack(h):
  shape = h.one((2, 3), (4,), (2, 3, 2), ())
  return [[numbers(h, shape, h.one("float32", "float32", *ALL)) for _ in range(h.one(1, 2, 3))]], maybe(h, {"axis": [0, -1, 1]}) if h.now == "stack" else {}


FMT = ["channels_last"]


@of("conv")
def conv(h):
  d = h.one(1, 2, 2, 3)
  size = {1: (2, 9), 2: (2, 7, 6), 3: (1, 5, 4, 5)}[d]
  groups = h.one(1, 1, 2)
  k = tuple(h.pick.choice([1, 2, 3]) for _ in range(d))
  some = lambda *v: h.one(h.one(*v), tuple(h.one(*v) for _ in range(d)))
  kwargs = maybe(h, {"padding": ["valid", "same"], "strides": [some(1, 2), some(2, 3)], "data_format": FMT})
  if "strides" not in kwargs:
    kwargs.update(maybe(h, {"dilation_rate": [some(1, 2)]}))
  return [h.normal(size + (4,)), h.normal(k + (4 // groups, 4))], kwargs


@of("conv_transpose")
def conv_transpose(h):
  d = h.one(1, 2, 3)
  size = {1: (2, 5), 2: (2, 4, 5), 3: (1, 3, 4, 2)}[d]
  k = tuple(h.pick.choice([1, 2, 3, 4]) for _ in range(d))
  return [h.normal(size + (3,)), h.normal(k + (2, 3))], maybe(h, {"padding": ["valid", "same"], "strides": [2, 3, tuple(h.one(1, 2) for _ in range(d))], "output_padding": [0, 1], "data_format": FMT})


@of("depthwise_conv", "separable_conv")
def depthwise(h):
  d = h.one(1, 2)
  size = {1: (2, 9), 2: (2, 7, 6)}[d]
  k = tuple(h.pick.choice([1, 2, 3]) for _ in range(d))
  kwargs = maybe(h, {"padding": ["valid", "same"], "strides": [2, 1]})
  if kwargs.get("strides", 1) == 1:
    kwargs.update(maybe(h, {"dilation_rate": [2, tuple(h.one(1, 2) for _ in range(d))]}))
  many = h.one(1, 2)
  args = [h.normal(size + (3,)), h.normal(k + (3, many))]
  return args + ([h.normal((1,) * d + (3 * many, 4))] if h.now.startswith("sep") else []), kwargs


@of("average_pool", "max_pool")
def pool(h):
  d = h.one(1, 2, 3)
  size = {1: (2, 9), 2: (2, 7, 6), 3: (1, 5, 4, 5)}[d]
  some = lambda *v: h.one(h.one(*v), tuple(h.one(*v) for _ in range(d)))
  return [array(h, ["float32", "float32", "float64", "float16"], [size + (3,)], odd=False), some(1, 2, 3)], maybe(h, {"strides": [some(1, 2, 3)], "padding": ["valid", "same"], "data_format": FMT})


@of("adaptive_average_pool", "adaptive_max_pool")
def adaptive(h):
  d = h.one(1, 2, 3)
  size = {1: (2, 9), 2: (2, 7, 6), 3: (1, 5, 4, 5)}[d]
  return [h.normal(size + (3,)), h.one(2, 3, tuple(h.one(1, 2, 3) for _ in range(d)))], {}


@of("corrcoef")
def corrcoef(h):
  return [array(h, ["float32", "float64", "int32"], [(2, 5), (3, 4), (5,)], odd=False)], {}


@of("correlate")
def correlate(h):
  return [array(h, FLOAT[:4] + WHOLE, [(5,), (3,)], odd=False), array(h, FLOAT[:4] + WHOLE, [(3,), (2,), (4,)], odd=False)], maybe(h, {"mode": ["valid", "same", "full"]})


@of("cross")
def cross(h):
  return [array(h, ["float32", "float64", "int32"], [(4, 3), (3,), (4, 2)], odd=False), array(h, ["float32", "int32", "int64"], [(4, 3), (3,)], odd=False)], {}


@of("diag", "diagflat")
def diag(h):
  return [array(h, shapes=[(3,), (3, 3), (2, 4)])], maybe(h, {"k": [1, -1, 2, -2]})


@of("diagonal", "trace")
def diagonal(h):
  x = array(h, shapes=[(3, 3), (2, 4), (2, 3, 4)])
  kwargs = maybe(h, {"offset": [1, -1]})
  if x.ndim == 3 and h.pick.random() < 0.6:
    kwargs["axis1"], kwargs["axis2"] = h.one((0, 2), (1, 2), (2, 0), (-1, -2))
  return [x], kwargs


@of("diff")
def diff(h):
  x = array(h, shapes=[(6,), (3, 4)])
  return [x], maybe(h, {"n": [1, 2, 3], "axis": [0, -1]})


@of("digitize")
def digitize(h):
  return [array(h, FLOAT[:4] + WHOLE), np.array(h.one([-1.0, 0.5, 2.0], [0, 1, 3], [0.0]))], {}


@of("searchsorted")
def searchsorted(h):
  return [np.sort(numbers(h, (6,), h.one("float32", "int32", "int64"), odd=False)), array(h, FLOAT[:4] + WHOLE, [(3,), (4,)])], maybe(h, {"side": ["left", "right"]})


@of("dot", "matmul")
def dot(h):
  a, b = h.pick.choice([((2, 3), (3, 4)), ((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 2)), ((2, 2, 3), (2, 3, 2)), ((2, 2, 3), (3, 2)), ((2, 1, 2, 3), (3, 3, 2)), ((0, 3), (3, 2)), ((2, 0), (0, 3))])
  d = h.one(*ALL)
  return [numbers(h, a, d, odd=False), numbers(h, b, h.one(d, d, *ALL), odd=False)], {}


@of("inner", "vdot")
def inner(h):
  a, b = h.pick.choice([((3,), (3,)), ((2, 3), (4, 3)), ((2, 3), (3,)), ((), (3,))]) if h.now == "inner" else h.pick.choice([((3,), (3,)), ((2, 3), (2, 3))])
  return [numbers(h, a, odd=False), numbers(h, b, odd=False)], {}


@of("outer", "kron")
def outer(h):
  return [array(h, shapes=[(3,), (2, 3)], odd=False), array(h, shapes=[(4,), (2, 2)], odd=False)], {}


@of("tensordot")
def tensordot(h):
  a, b, axes = h.pick.choice([((2, 3, 4), (3, 4, 2), 2), ((2, 3), (3, 4), 1), ((2, 3), (4,), 0), ((2, 3, 4), (4, 3), [[2, 1], [0, 1]]), ((2, 3), (5, 3), [1, 1]), ((2, 3), (5, 3), [[-1], [-1]])])
  d = h.one(*ALL)
  return [numbers(h, a, d, odd=False), numbers(h, b, h.one(d, *ALL), odd=False)], {"axes": axes}


@of("einsum")
def einsum(h):
  eq, *shapes = h.pick.choice([("ij,jk->ik", (2, 3), (3, 4)), ("ij->ji", (2, 3)), ("ii->i", (3, 3)), ("ii", (3, 3)), ("ij->", (2, 3)), ("bij,bjk->bik", (2, 2, 3), (2, 3, 2)), ("...ij,...jk->...ik", (2, 2, 3), (2, 3, 2)), ("i,j->ij", (2,), (3,)),
                               ("ij,jk", (2, 3), (3, 4)), ("ij,kj,kl->il", (2, 3), (4, 3), (4, 2)), ("abc,cd->abd", (2, 3, 4), (4, 2)), ("i,i", (3,), (3,)), ("ij,ij->i", (2, 3), (2, 3)), ("...i->...", (2, 3, 4)), ("bi,bj->bij", (2, 3), (2, 2))])
  d = h.one(*ALL)
  return [eq, *[numbers(h, s, h.one(d, d, d, *ALL), odd=False) for s in shapes]], {}


@of("empty", "ones", "zeros")
def filled(h):
  if h.now == "empty":
    h.now = "zeros"
  return [h.one([2, 3], [3], [], [0, 2], 4)], maybe(h, {"dtype": ALL})


@of("full")
def full(h):
  return [h.one([2, 3], [3], [], 3), h.one(2, 0.5, True, np.array([1, 2, 3], "int32"))], maybe(h, {"dtype": ALL})


@of("full_like")
def full_like(h):
  return [array(h), h.one(2, 0.5, 1)], maybe(h, {"dtype": ALL})


@of("eye")
def eye(h):
  return [h.one(3, 2)], maybe(h, {"M": [2, 5], "k": [1, -1, 3], "dtype": ALL})


@of("tri")
def tri(h):
  return [h.one(3, 2)], maybe(h, {"M": [2, 5], "k": [1, -1, 3], "dtype": ALL})


@of("identity")
def identity(h):
  return [h.one(3, 1)], maybe(h, {"dtype": ALL})


@of("tril", "triu")
def triangle(h):
  return [array(h, shapes=[(3, 3), (2, 4), (2, 3, 2)])], maybe(h, {"k": [1, -1, 2]})


@of("expand_dims")
def expand_dims(h):
  return [array(h), h.one(0, -1, [0, -1], (0, 1))], {}


@of("squeeze")
def squeeze(h):
  x = array(h, shapes=[(1, 3), (2, 1, 3), (1, 1), (3, 1)])
  return [x], {"axis": h.one(None, *[a for a in range(x.ndim) if x.shape[a] == 1], [a - x.ndim for a in range(x.ndim) if x.shape[a] == 1])} if h.pick.random() < 0.8 else {}


@of("extract_sequences")
def extract_sequences(h):
  return [array(h, ["float32", "float64"], [(10,), (2, 12)], odd=False), h.one(3, 5, 1), h.one(1, 2, 4)], {}


@of("fft2", "ifft2", "fft")
def fft(h):
  shape = h.one((4, 3), (2, 4, 4))
  return [(h.normal(shape), h.normal(shape))], {}


@of("rfft")
def rfft(h):
  return [array(h, ["float32", "float64"], [(8,), (2, 6)], odd=False)], maybe(h, {"fft_length": [4, 8, 10]})


@of("irfft")
def irfft(h):
  shape = h.one((5,), (2, 4))
  return [(h.normal(shape), h.normal(shape))], maybe(h, {"fft_length": [4, 8, 10, 7]})


@of("stft")
def stft(h):
  return [h.normal(h.one((24,), (2, 30))), 8, h.one(3, 4), h.one(8, 12)], maybe(h, {"window": ["hann", "hamming", None], "center": [True, False]})


@of("istft")
def istft(h):
  shape = (6, 5)
  return [(h.normal(shape), h.normal(shape)), 8, h.one(2, 4), 8], maybe(h, {"window": ["hann", "hamming"], "center": [True, False], "length": [12, 20]})


@of("fliplr", "flipud")
def flips(h):
  return [array(h, shapes=[(2, 3), (2, 3, 4)])], {}


@of("rot90")
def rot90(h):
  return [array(h, shapes=[(2, 3), (2, 3, 4)])], maybe(h, {"k": [0, 1, 2, 3, -1, 5], "axes": [(0, 1), (1, 0), (-2, -1)]})


@of("geomspace")
def geomspace(h):
  return [h.one(1, 2.0, np.array([1.0, 3.0], "float32")), h.one(100, 16.0, np.array([50.0, 9.0], "float32"))], maybe(h, {"num": [5, 1, 2], "endpoint": [False, True], "dtype": ["float32", "float64"], "axis": [0, -1]}, 0.5)


@of("linspace")
def linspace(h):
  return [h.one(0, -2.0, np.array([1, 3]), np.array([1.0, 3.0], "float32")), h.one(10, 1.5, np.array([5, 9]), np.array([5.0, 9.0], "float32"))], maybe(h, {"num": [5, 1, 2, 0], "endpoint": [False, True], "dtype": ["float32", "int32", "float64", "float16"], "axis": [0, -1], "retstep": [True, False]}, 0.5)


@of("logspace")
def logspace(h):
  return [h.one(0, -1.0, np.array([1, 2]), np.array([1.0, 0.5], "float32")), h.one(3, 1.5, np.array([2, 1]), np.array([2.0, 1.0], "float32"))], maybe(h, {"num": [5, 1, 2], "endpoint": [False, True], "base": [2, 10.0, 0.5], "dtype": ["float32", "int32"], "axis": [0, -1]}, 0.5)


@of("histogram")
def histogram(h):
  return [array(h, ["float32", "float64", "int32"], [(9,), (3, 4)], odd=False)], maybe(h, {"bins": [4, 7, 1], "range": [(-2, 2), (0.0, 3.5)]})


@of("in_top_k")
def in_top_k(h):
  return [h.numbers.randint(0, 4, size=(3,)).astype(h.one("int32", "int64")), h.normal((3, 4))], {"k": h.one(1, 2, 3)}


@of("isin")
def isin(h):
  return [array(h), array(h, shapes=[(3,), (2, 2), (0,)])], maybe(h, {"assume_unique": [True, False], "invert": [True, False]})


@of("top_k")
def top_k(h):
  return [array(h, FLOAT[:4] + WHOLE, [(5,), (2, 6)], odd=False), h.one(1, 2, 5)], maybe(h, {"sorted": [True]})


@of("meshgrid")
def meshgrid(h):
  return [array(h, shapes=[(2,), (3,), (), (2, 2)]) for _ in range(h.one(1, 2, 3))], maybe(h, {"indexing": ["xy", "ij"]})


@of("moveaxis")
def moveaxis(h):
  return [array(h, shapes=[(2, 3, 4)]), h.one(0, -1, [0, 1], [2, 0]), h.one(1, -1, [1, 2], [-1, 0])], {}


@of("swapaxes")
def swapaxes(h):
  return [array(h, shapes=[(2, 3, 4)]), h.one(0, -1), h.one(1, -2, 2)], {}


@of("transpose")
def transpose(h):
  x = array(h)
  return [x], {"axes": h.pick.sample(range(x.ndim), x.ndim)} if h.pick.random() < 0.6 else {}


@of("multi_hot")
def multi_hot(h):
  return [h.numbers.randint(-1, 5, size=h.one((3,), (2, 3), (2, 2, 3))).astype(h.one("int32", "int64"))], {"num_classes": h.one(5, 4, 6), **maybe(h, {"axis": [-1, 0, 1], "dtype": ["float32", "int32", "bool"]})}


@of("one_hot")
def one_hot(h):
  return [h.numbers.randint(-1, 5, size=h.one((3,), (2, 3), ())).astype(h.one("int32", "int64", "uint8")), h.one(5, 3)], maybe(h, {"axis": [-1, 0, 1], "dtype": ["float32", "int32", "bool", "float16"]})


@of("pad")
def pad(h):
  x = array(h, shapes=[(4,), (3, 4), (3, 3, 4)])
  width = h.one(1, [1, 2], [[1, 2]] * x.ndim, [[0, 1]] + [[2, 0]] * (x.ndim - 1), [[2, 1]])
  kwargs = maybe(h, {"mode": ["constant", "reflect", "symmetric"]})
  if kwargs.get("mode", "constant") == "constant":
    kwargs.update(maybe(h, {"constant_values": [3, 0, -1, 1.5]}))
  return [x, width], kwargs


@of("polar")
def polar(h):
  return [array(h, ["float32"], [(3,), (2, 2)], odd=False, low=0), array(h, ["float32"], [(2,), ()], odd=False)], {}


@of("psnr")
def psnr(h):
  return [h.uniform((2, 3, 3)), h.uniform((2, 3, 3)), h.one(1, 1.0, 255)], {}


@of("rearrange")
def rearrange(h):
  pattern, shape, lengths = h.pick.choice([("b h w -> b w h", (2, 3, 4), {}), ("b h w -> (b h) w", (2, 3, 4), {}), ("(b h) w -> b h w", (6, 4), {"b": 2}), ("b (h w) -> b h w", (2, 6), {"h": 3}), ("a b c -> c (a b)", (2, 3, 4), {})])
  return [array(h, shapes=[shape]), pattern], lengths


@of("repeat")
def repeat(h):
  x = array(h, shapes=[(3,), (2, 3), ()])
  axis = h.one(None, *range(-x.ndim, x.ndim))
  n = x.size if axis is None else x.shape[axis]
  return [x, h.one(2, 3, h.numbers.randint(0, 3, size=(n,)), [2])], {"axis": axis} if h.pick.random() < 0.9 else {}


@of("reshape")
def reshape(h):
  return [array(h, shapes=[(2, 6), (12,), (3, 4)]), h.one([3, 4], -1, [2, -1], (4, 3), [-1, 2, 3], [12])], {}


@of("roll")
def roll(h):
  x = array(h, shapes=[(5,), (3, 4)])
  axis = axis_of(h, x.ndim)
  return [x, [h.one(1, -2)] * len(axis) if isinstance(axis, list) else h.one(1, 2, -1, 7)], {"axis": axis}


@of("scatter")
def scatter(h):
  return [h.numbers.randint(0, 4, size=(5, 1)).astype(h.one("int32", "int64")), array(h, shapes=[(5,), (5, 2)], odd=False), h.one([4], [4, 2], [6])], {}


@of("scatter_update")
def scatter_update(h):
  d = h.one(*FLOAT[:4], *WHOLE)
  return [numbers(h, (4, 3), d, odd=False), h.numbers.permutation([[0, 1], [3, 2], [2, 0]]).astype(h.one("int32", "int64")), numbers(h, (3,), d, odd=False)], maybe(h, {"reduction": ["add", "max", "min", "mul", None]}, 0.7)


@of("segment_max", "segment_min", "segment_prod", "segment_sum")
def segments(h):
  ordered = h.one(True, False)
  ids = h.numbers.randint(0, 4, size=(6,))
  return [array(h, FLOAT[:4] + WHOLE[:6], [(6,), (6, 2)], odd=False), (np.sort(ids) if ordered else ids).astype(h.one("int32", "int64"))], {**maybe(h, {"num_segments": [4, 6, 3]}), "sorted": ordered}


@of("select")
def select(h):
  x = h.normal((4,))
  return [[x > 0.3, x < -0.3], [numbers(h, (4,), h.one("float32", "int32")), numbers(h, (4,), "float32")]], maybe(h, {"default": [1, 2.5]})


@of("slice")
def slice_(h):
  return [array(h, shapes=[(4, 5)]), h.one([1, 2], [0, 0], np.array([2, 1])), h.one([2, 2], [1, 3], (2, 1))], {}


@of("slice_update")
def slice_update(h):
  d = h.one(*ALL)
  return [numbers(h, (4, 5), d), h.one([1, 2], [0, 0], np.array([2, 1])), numbers(h, h.one((2, 2), (1, 3)), d)], {}


@of("take")
def take(h):
  x = array(h, shapes=[(5,), (5, 4), (2, 5, 3)])
  axis = h.one(None, 0, -1)
  n = x.size if axis is None else x.shape[axis]
  return [x, h.one(h.numbers.randint(-n, n, size=h.one((3,), (2, 2), ())).astype(h.one("int32", "int64")), [0, -1], 1)], {"axis": axis}


@of("take_along_axis")
def take_along_axis(h):
  x = array(h, shapes=[(5, 4), (2, 5, 3), (5,)])
  axis = h.one(None, 0, -1)
  shape = (3,) if axis is None else tuple(2 if a == axis % x.ndim else x.shape[a] for a in range(x.ndim))
  n = x.size if axis is None else x.shape[axis]
  return [x, h.numbers.randint(-n, n, size=shape).astype(h.one("int32", "int64"))], {"axis": axis}


@of("tile")
def tile(h):
  return [array(h, shapes=[(3,), (2, 3), ()]), h.one(2, [2, 2], [2], [1, 2, 2], 0)], {}


@of("trapezoid")
def trapezoid(h):
  x = array(h, ["float32", "float64", "int32"], [(5,), (3, 5)], odd=False)
  return [x], {**h.one({}, {"x": np.sort(h.uniform((5,)))}, {"dx": 0.5}), **maybe(h, {"axis": [-1]})}


@of("unique")
def unique(h):
  x = h.numbers.randint(0, 5, size=h.one((8,), (3, 3), (4, 2))).astype(h.one("int32", "float32", "int64", "float64", "uint8"))
  return [x], maybe(h, {"sorted": [True, False], "return_index": [True], "return_inverse": [True], "return_counts": [True], "axis": [0, -1], "size": [3, 7, 6], "fill_value": [-1, 9]}, 0.35)


@of("unravel_index")
def unravel_index(h):
  return [h.numbers.randint(0, 12, size=h.one((3,), (2, 2), ())).astype(h.one("int32", "int64")), h.one((3, 4), (12,), (2, 2, 3))], {}


@of("unstack")
def unstack(h):
  x = array(h, shapes=[(3, 2), (2, 3, 4)])
  return [x], maybe(h, {"axis": [0, 1, -1]})


@of("vander")
def vander(h):
  return [array(h, ["float32", "int32", "float64", "int64"], [(3,), (4,)], odd=False)], maybe(h, {"N": [2, 5, 1], "increasing": [True, False]})


@of("view")
def view(h):
  return [array(h, ["float32", "int32", "int64", "uint8", "float16", "float64"], [(4,), (2, 4)])], {"dtype": h.one("int32", "float32", "uint8", "int16", "int64", "float64")}


@of("view_as_complex")
def view_as_complex(h):
  return [array(h, ["float32"], [(3, 2), (2, 3, 2)], odd=False)], {}


@of("view_as_real")
def view_as_real(h):
  return [(h.normal((3, 2)) + 1j * h.normal((3, 2))).astype("complex64")], {}


@of("where")
def where(h):
  c = array(h, shapes=[(2, 3), (3,), ()], dtypes=["bool", "bool", "int32", "float32"])
  return [c, h.one(array(h, shapes=[(2, 3), (3,), ()]), 2, 0.5), h.one(array(h, shapes=[(2, 3), (3,), ()]), 1, 1.5)], {}


@of("fold")
def fold(h):
  return [h.normal((2, 8, 9)).astype("float32"), 4, 2], maybe(h, {"stride": [1], "padding": [0]})


@of("unfold")
def unfold(h):
  return [h.normal((2, 3, 6, 7)), h.one(2, (2, 3), 1)], maybe(h, {"dilation": [1, 2], "padding": [0, 1], "stride": [1, 2, (1, 2)]})


@of("depth_to_space", "space_to_depth")
def blocks(h):
  return [array(h, shapes=[(1, 4, 2, 8)]), 2], maybe(h, {"data_format": FMT})


@of("dot_product_attention")
def attention(h):
  b, t, s, n, d = 2, 3, 4, 4, 5
  kv = h.one(n, n, 2)
  args = [h.normal((b, t, n, d)), h.normal((b, s, kv, d)), h.normal((b, s, kv, d))]
  return args, {k: v for k, v in (("bias", h.normal((b, n, t, s))), ("mask", h.numbers.randint(0, 2, size=(b, n, t, s)).astype("bool")), ("scale", 0.7), ("is_causal", True)) if h.pick.random() < 0.35}


@of("ctc_decode")
def ctc_decode(h):
  return [h.normal((2, 6, 4)), np.array([6, 4], "int32")], maybe(h, {"strategy": ["greedy", "beam_search"], "beam_width": [3, 10], "top_paths": [1, 2], "merge_repeated": [True, False], "mask_index": [0, 3]})


@of("ctc_loss")
def ctc_loss(h):
  return [h.numbers.randint(1, 4, size=(2, 3)).astype("int32"), h.normal((2, 6, 4)), np.array([3, 2], "int32"), np.array([6, 5], "int32")], maybe(h, {"mask_index": [0]})


def variables_of(value, found):
  """The same arguments with every float array as a variable."""
  if isinstance(value, np.ndarray) and value.dtype.kind in "f" + ("V" if value.dtype == ml_dtypes.bfloat16 else ""):
    found.append(tf.Variable(value))
    return found[-1]
  if isinstance(value, (list, tuple)):
    return type(value)(variables_of(v, found) for v in value)
  return value


def read(value):
  if isinstance(value, tf.Variable):
    return tf.convert_to_tensor(value)
  return type(value)(read(v) for v in value) if isinstance(value, (list, tuple)) else value


def goal_of(outputs):
  flat = [y for y in tf.nest.flatten(outputs) if tf.is_tensor(y) and y.dtype.is_floating]
  return tf.add_n([tf.cast(tf.reduce_sum(y * weights_of_sum(y)), "float64") for y in flat]) if flat else None


def result(y):
  """Encoded, complex numbers too."""
  if isinstance(y, (list, tuple)):
    return [result(v) for v in y]
  if tf.is_tensor(y) and y.dtype.is_complex or isinstance(y, np.ndarray) and y.dtype.kind == "c":
    z = np.asarray(y)
    return {"dtype": z.dtype.name, "shape": list(z.shape), "data": [[golden.number(v.real), golden.number(v.imag)] for v in z.reshape(-1)]}
  return encoded(y)


def op(h, count):
  names = sorted(TABLE)
  for i in range(count):
    h.now = name = names[i % len(names)] if count >= len(names) else h.pick.choice(names)

    def make():
      args, kwargs = TABLE[name](h)
      fields = {"function": h.now, "args": result(args), "kwargs": encoded(kwargs)}
      function = getattr(ops, h.now)
      try:
        fields["expected"] = result(function(*args, **kwargs))
      except ValueError as e:
        if "tensorflow" in type(e).__module__ or h.pick.random() < 0.5:
          raise
        return {**fields, "raises": type(e).__name__}
      sources = []
      watched = variables_of(args, sources)
      if sources and h.now not in ("sort", "unique"):
        try:
          with tf.GradientTape() as tape:
            goal = goal_of(function(*read(watched), **kwargs))
          grads = tape.gradient(goal, sources) if goal is not None else []
        except Exception:  # noqa: BLE001
          grads = []  # what has no gradient there is compared by value only
        grads = [tf.convert_to_tensor(g) if g is not None else None for g in grads]
        if grads and any(g is not None for g in grads) and all(g is None or np.all(np.isfinite(np.asarray(tf.cast(g, "float64")))) for g in grads):
          fields["expected_grads_args"] = [None if g is None else tensor(g) for g in grads]
      return fields

    h.put(make)
