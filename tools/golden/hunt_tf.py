"""Cases of functions of TensorFlow, for hunt.py: the modules that a program of tensors uses."""

import numpy as np
import tensorflow as tf

from hunt_ops import axis_of, goal_of, numbers, positive_definite, read, result, variables_of
from hunt_values import encoded, tensor

F = ["float32", "float32", "float32", "float64"]
I = ["int32", "int32", "int64"]
TABLE = {}


def of(*names):
  def add(make):
    for name in names:
      TABLE["tf." + name] = make
    return make
  return add


def x(h, *shapes, dtypes=None, low=-2.0, high=2.0):
  shape = h.pick.choice(shapes or [(3, 4), (4,), (2, 3, 2)])
  return numbers(h, shape, h.pick.choice(dtypes or F), low, high, odd=False)


@of("sin", "cos", "tan", "asinh", "atan", "sinh", "cosh", "tanh", "sigmoid", "abs", "negative", "sign", "square", "floor", "exp", "round", "math.ceil", "math.rint", "math.expm1", "math.erf", "math.erfc", "math.softplus", "math.log_sigmoid",
    "math.sigmoid", "math.softsign", "math.bessel_i0", "math.bessel_i0e", "math.bessel_i1", "math.bessel_i1e", "math.ndtri", "nn.relu", "nn.relu6", "nn.elu", "nn.selu", "nn.crelu", "nn.silu", "nn.swish", "nn.sigmoid", "nn.tanh",
    "nn.softplus", "nn.softsign", "zeros_like", "ones_like", "identity", "stop_gradient", "rank", "size", "shape", "math.reciprocal", "math.reciprocal_no_nan", "math.is_nan", "math.is_inf", "math.is_finite", "math.zero_fraction", "nn.l2_loss",
    "nn.zero_fraction", "math.square", "math.sin", "math.reduce_sum", "math.reduce_max", "math.sign", "math.tanh", "math.negative", "math.rsqrt", "math.digamma", "math.lgamma")
def unary(h):
  if h.now in ("tf.math.ndtri", "tf.math.rsqrt", "tf.math.digamma", "tf.math.lgamma"):
    return [x(h, low=0.1, high=0.9)], {}
  return [x(h, dtypes=F + (["int32"] if h.now in ("tf.abs", "tf.negative", "tf.sign", "tf.square") else []))], {}


@of("acos", "asin", "atanh", "math.erfinv", "math.erfcinv", "math.log1p", "sqrt", "math.log", "math.sqrt", "math.log1p")
def unit(h):
  return [x(h, low=0.05, high=0.95)], {}


@of("acosh")
def above_one(h):
  return [x(h, low=1.1, high=4)], {}


@of("add", "subtract", "multiply", "divide", "maximum", "minimum", "equal", "not_equal", "less", "less_equal", "greater", "greater_equal", "atan2", "math.squared_difference", "math.divide_no_nan", "math.multiply_no_nan", "math.truediv", "truediv",
    "realdiv", "math.mod", "math.nextafter", "math.floordiv", "math.floormod", "truncatediv", "truncatemod", "pow")
def binary(h):
  whole = h.now in ("tf.truncatediv", "tf.truncatemod") or h.pick.random() < 0.2 and not h.now.startswith(("tf.atan2", "tf.math.div", "tf.math.mult", "tf.realdiv", "tf.math.next"))
  dtype = h.pick.choice(I if whole else F)
  a, b = h.pick.choice([((3, 4), (3, 4)), ((3, 4), (4,)), ((3, 1), (4,)), ((), (3,)), ((2, 3), ())])
  left, right = numbers(h, a, dtype, odd=False), numbers(h, b, dtype, odd=False)
  if whole:
    right = np.where(right == 0, 1, right).astype(dtype).reshape(b)
  if h.now == "tf.pow":
    left, right = np.abs(left), np.abs(right)
  if h.now == "tf.math.divide_no_nan":
    right = np.asarray(np.round(right), dtype)
  return [np.asarray(left), np.asarray(right)], {}


@of("math.xlogy", "math.xdivy", "math.xlog1py", "math.igamma", "math.igammac", "math.zeta", "math.betainc", "math.polygamma")
def specials(h):
  n = {"tf.math.betainc": 3}.get(h.now, 2)
  if h.now == "tf.math.zeta":
    return [x(h, (4,), low=1.5, high=4), x(h, (4,), low=0.5, high=4, dtypes=["float32"]).astype("float32")], {}
  if h.now == "tf.math.polygamma":
    return [np.array([0, 1, 2, 3], "float32"), h.uniform((4,), 0.5, 4)], {}
  low, high = (0.05, 0.95) if n == 3 else (0.2, 4)
  args = [h.uniform((4,), low, high) for _ in range(n)]
  if h.now.startswith("tf.math.x"):
    args[0][1] = 0
  return args, {}


@of("bitwise.bitwise_and", "bitwise.bitwise_or", "bitwise.bitwise_xor", "bitwise.left_shift", "bitwise.right_shift")
def bits(h):
  d = h.one("int32", "int64", "uint8", "int8")
  a, b = numbers(h, (2, 3), d, 0, 4), numbers(h, (2, 3), d, 0, 3)
  return [a, b], {}


@of("bitwise.invert")
def invert(h):
  return [numbers(h, (5,), h.one("int32", "uint8", "int64"))], {}


@of("logical_and", "logical_or", "math.logical_xor")
def logic(h):
  return [numbers(h, (2, 3), "bool"), numbers(h, (3,), "bool")], {}


@of("logical_not", "math.logical_not")
def logic_not(h):
  return [numbers(h, (2, 3), "bool")], {}


@of("reduce_sum", "reduce_mean", "reduce_max", "reduce_min", "reduce_prod", "reduce_logsumexp", "math.reduce_std", "math.reduce_variance", "math.reduce_euclidean_norm", "math.count_nonzero", "reduce_any", "reduce_all")
def reductions(h):
  kinds = ["bool"] if h.now in ("tf.reduce_any", "tf.reduce_all") else F + (I if h.now not in ("tf.reduce_logsumexp", "tf.math.reduce_std", "tf.math.reduce_variance", "tf.math.reduce_euclidean_norm") else [])
  a = x(h, dtypes=kinds)
  return [a], {**h.options({"axis": [axis_of(h, a.ndim)]}, 0.8), **h.options({"keepdims": [True, False]})}


@of("argmax", "argmin")
def places(h):
  a = x(h, dtypes=F + I)
  return [a], h.options({"axis": [h.pick.randrange(-a.ndim, a.ndim)], "output_type": [{"dtype_name": "int32"}]}, 0.6)


@of("cumsum", "math.cumprod", "math.cumulative_logsumexp")
def running(h):
  a = x(h, dtypes=F + (I if h.now != "tf.math.cumulative_logsumexp" else []))
  return [a], h.options({"axis": [h.pick.randrange(-a.ndim, a.ndim)], "exclusive": [True], "reverse": [True]}, 0.5)


@of("norm", "linalg.norm")
def norm(h):
  a = x(h, (3, 4), (4,), (2, 3, 2))
  return [a], h.options({"ord": ["euclidean", 1, 2, np.inf, 3] if a.ndim != 2 else ["euclidean", "fro"], "axis": [-1, 0], "keepdims": [True]}, 0.5)


@of("linalg.normalize", "math.l2_normalize", "nn.l2_normalize")
def normalize(h):
  return [x(h, (3, 4), (2, 3, 2))], {"axis": h.one(0, -1, 1)} if h.now != "tf.linalg.normalize" else h.options({"axis": [0, -1]})


@of("clip_by_value")
def clip(h):
  return [x(h), h.one(-0.5, 0.0, -1.0), h.one(0.5, 1.0)], {}


@of("clip_by_norm")
def clip_norm(h):
  return [x(h), h.one(0.5, 2.0, 100.0)], h.options({"axes": [[0], [-1]]}, 0.4)


@of("matmul", "linalg.matmul")
def matmul(h):
  kwargs = h.options({"transpose_a": [True], "transpose_b": [True]}, 0.4)
  batch = h.one((), (2,))
  a, b = ((3, 2) if "transpose_a" in kwargs else (2, 3)), ((4, 3) if "transpose_b" in kwargs else (3, 4))
  d = h.one(*F, "int32")
  return [numbers(h, batch + a, d, odd=False), numbers(h, batch + b, d, odd=False)], kwargs


@of("linalg.matvec")
def matvec(h):
  return [h.normal((3, 4)), h.normal((4,))], {}


@of("tensordot", "linalg.tensordot")
def tensordot(h):
  return h.pick.choice([[h.normal((2, 3)), h.normal((3, 4)), 1], [h.normal((2, 3, 4)), h.normal((4, 3, 2)), [[1, 2], [1, 0]]], [h.normal((3,)), h.normal((3,)), 1], [h.normal((2, 3)), h.normal((4, 3)), [[1], [1]]]]), {}


@of("einsum", "linalg.einsum")
def einsum(h):
  eq, *shapes = h.pick.choice([("ij,jk->ik", (2, 3), (3, 4)), ("ij->ji", (2, 3)), ("bij,bjk->bik", (2, 2, 3), (2, 3, 2)), ("i,j->ij", (2,), (3,)), ("ij->", (2, 3)), ("ii->i", (3, 3)), ("...i,ij->...j", (2, 3, 4), (4, 2)), ("bhqd,bhkd->bhqk", (1, 2, 3, 2), (1, 2, 4, 2))])
  return [eq, *[h.normal(s) for s in shapes]], {}


@of("linalg.cholesky", "linalg.det", "linalg.inv", "linalg.logdet", "linalg.slogdet", "linalg.trace", "linalg.eigvalsh", "linalg.expm", "linalg.sqrtm", "linalg.adjoint", "linalg.matrix_transpose", "linalg.diag_part", "linalg.tensor_diag_part",
    "linalg.pinv", "linalg.matrix_rank", "linalg.lu")
def square(h):
  return [positive_definite(h, h.one(*F), h.one((3, 3), (2, 3, 3) if "tensor_diag" not in h.now else (2, 2)))], {}


@of("linalg.diag", "linalg.tensor_diag")
def diag(h):
  return [x(h, (3,), (2, 3) if h.now == "tf.linalg.diag" else (2,))], h.options({"k": [1, -1]}, 0.3) if h.now == "tf.linalg.diag" else {}


@of("linalg.set_diag")
def set_diag(h):
  return [h.normal((2, 3, 3)), h.normal((2, 3))], {}


@of("linalg.band_part")
def band(h):
  return [h.normal((4, 4)), h.one(0, 1, -1, 2), h.one(0, 1, -1)], {}


@of("linalg.solve", "linalg.cholesky_solve", "linalg.triangular_solve", "linalg.lstsq")
def solve(h):
  a = positive_definite(h, "float32")
  if h.now != "tf.linalg.solve":
    a = np.linalg.cholesky(a) if h.now != "tf.linalg.lstsq" else a
  return [a, h.normal((3, 2))], {}


@of("linalg.cross")
def cross(h):
  return [h.normal((4, 3)), h.normal((4, 3))], {}


@of("linalg.eye", "eye")
def eye(h):
  return [h.one(3, 2)], h.options({"num_columns": [4, 2], "batch_shape": [[2]], "dtype": [{"dtype_name": "int32"}, {"dtype_name": "float64"}]}, 0.4)


@of("linalg.tridiagonal_solve")
def tridiagonal(h):
  d = h.normal((3, 4))
  d[1] += 4
  return [d, h.normal((4,))], {}


@of("range")
def range_(h):
  return h.pick.choice([[5], [2, 7], [1, 9, 3], [5, 0, -2], [0.0, 1.0, 0.25], [3.5]]), {}


@of("linspace")
def linspace(h):
  return [h.one(0.0, -1.5), h.one(3.0, 10.0), h.one(5, 1, 2)], {}


@of("zeros", "ones")
def zeros(h):
  return [h.one([2, 3], [], [3])], h.options({"dtype": [{"dtype_name": "int32"}, {"dtype_name": "float64"}, {"dtype_name": "bool"}]})


@of("fill")
def fill(h):
  return [h.one([2, 3], [], [3]), h.one(2, 0.5, True)], {}


@of("one_hot")
def one_hot(h):
  return [h.numbers.randint(-1, 4, size=h.one((3,), (2, 2))).astype("int32"), h.one(4, 3)], h.options({"on_value": [5.0], "off_value": [-1.0], "axis": [-1, 0], "dtype": [{"dtype_name": "float32"}]}, 0.4)


@of("sequence_mask")
def sequence_mask(h):
  return [np.array([1, 3, 0], "int32")], h.options({"maxlen": [4, 5], "dtype": [{"dtype_name": "int32"}]})


@of("reshape")
def reshape(h):
  return [x(h, (3, 4)), h.one([2, 6], [-1], [4, -1], [2, 3, 2])], {}


@of("expand_dims")
def expand_dims(h):
  return [x(h, (3, 4)), h.one(0, 1, -1, 2)], {}


@of("squeeze")
def squeeze(h):
  return [x(h, (1, 3, 1))], h.options({"axis": [0, [0], [2], -1, [0, 2]]}, 0.7)


@of("transpose")
def transpose(h):
  a = x(h)
  return [a], h.options({"perm": [h.pick.sample(range(a.ndim), a.ndim)], "conjugate": [False]}, 0.7)


@of("broadcast_to")
def broadcast_to(h):
  return [x(h, (3,), (1, 3)), h.one([2, 3], [4, 1, 3])], {}


@of("tile")
def tile(h):
  return [x(h, (2, 3)), h.one([1, 2], [2, 2], [3, 1])], {}


@of("repeat")
def repeat(h):
  return [x(h, (2, 3)), h.one(2, 3, [2, 0], [2])], {"axis": 0}


@of("concat")
def concat(h):
  d = h.pick.choice(F + I)
  return [[numbers(h, (2, 3), d, odd=False) for _ in range(h.one(2, 3))], h.one(0, 1, -1)], {}


@of("stack")
def stack(h):
  return [[h.normal((2, 3)) for _ in range(h.one(1, 2, 3))]], h.options({"axis": [0, 1, -1, 2]})


@of("unstack")
def unstack(h):
  return [x(h, (3, 2), (2, 3, 2))], h.options({"axis": [0, 1, -1]})


@of("split")
def split(h):
  return [x(h, (4, 6)), h.one(2, [1, 3], [3, 1])], h.options({"axis": [0]})


@of("reverse")
def reverse(h):
  return [x(h, (3, 4)), h.one([0], [1], [0, 1], [-1])], {}


@of("roll")
def roll(h):
  return [x(h, (3, 4)), h.one(1, -2, 5), h.one(0, 1)] if h.pick.random() < 0.6 else [x(h, (3, 4)), [1, 2], [0, 1]], {}


@of("reverse_sequence")
def reverse_sequence(h):
  return [x(h, (3, 4)), np.array([2, 4, 1], "int32")], {"seq_axis": 1, "batch_axis": 0}


@of("pad")
def pad(h):
  a = x(h, (3, 4))
  kwargs = h.options({"mode": ["CONSTANT", "REFLECT", "SYMMETRIC"]})
  if kwargs.get("mode", "CONSTANT") == "CONSTANT":
    kwargs.update(h.options({"constant_values": [1.5, -1]}))
  return [a, [[1, 2], [0, 1]]], kwargs


@of("gather")
def gather(h):
  return [x(h, (3, 4), (3, 4, 2), dtypes=F + I), h.numbers.randint(0, 3, size=h.one((2,), (2, 2), ())).astype("int32")], h.options({"axis": [0, 1, -2]})


@of("gather_nd")
def gather_nd(h):
  return [x(h, (3, 4, 2)), h.numbers.randint(0, 2, size=h.one((2, 1), (2, 2), (3, 3), (2, 2, 2))).astype("int32")], {}


@of("boolean_mask")
def boolean_mask(h):
  return [x(h, (4, 2)), np.array([True, False, True, True])], {}


@of("scatter_nd")
def scatter_nd(h):
  return [h.numbers.randint(0, 5, size=(4, 1)).astype("int32"), x(h, (4,), (4, 2)), [5]], {}


@of("tensor_scatter_nd_add", "tensor_scatter_nd_sub", "tensor_scatter_nd_update", "tensor_scatter_nd_max", "tensor_scatter_nd_min")
def scatter(h):
  return [h.normal((5, 3)), np.array([[3], [0], [1]], "int32"), h.normal((3, 3))], {}


@of("where")
def where(h):
  return h.pick.choice([[numbers(h, (2, 3), "bool"), h.normal((2, 3)), h.normal((3,))], [numbers(h, (2, 3), "bool")], [numbers(h, (3,), "bool"), h.normal((2, 3)), h.normal((2, 3))]]), {}


@of("slice")
def slice_(h):
  return [x(h, (4, 5)), h.one([1, 2], [0, 0]), h.one([2, 3], [-1, 2], [3, -1])], {}


@of("strided_slice")
def strided(h):
  return [x(h, (5, 6)), h.one([1, 0], [0, 1]), h.one([4, 6], [5, 5]), h.one([1, 1], [2, 2], [1, 3])], {}


@of("unique", "unique_with_counts")
def unique(h):
  return [h.numbers.randint(0, 4, size=(7,)).astype(h.one("int32", "int64", "float32"))], {}


@of("math.bincount")
def bincount(h):
  return [h.numbers.randint(0, 5, size=h.one((6,), (2, 3))).astype("int32")], h.options({"minlength": [7]})


@of("sort", "argsort")
def sort(h):
  return [x(h, (3, 4), (6,), dtypes=F + I)], h.options({"axis": [-1, 0], "direction": ["DESCENDING", "ASCENDING"]})


@of("math.top_k", "nn.top_k")
def top_k(h):
  return [x(h, (3, 4), (6,), dtypes=F + I)], {"k": h.one(1, 2, 4)}


@of("math.in_top_k")
def in_top_k(h):
  return [np.array([0, 1, 3], "int32"), h.normal((3, 4)), h.one(1, 2, 3)], {}


@of("searchsorted")
def searchsorted(h):
  return [np.sort(h.normal((6,))), h.normal((4,))], h.options({"side": ["left", "right"]})


@of("math.segment_sum", "math.segment_mean", "math.segment_max", "math.segment_min", "math.segment_prod")
def segments(h):
  return [x(h, (5,), (5, 2)), np.sort(h.numbers.randint(0, 4, size=(5,))).astype("int32")], {}


@of("math.unsorted_segment_sum", "math.unsorted_segment_mean", "math.unsorted_segment_max", "math.unsorted_segment_min", "math.unsorted_segment_prod", "math.unsorted_segment_sqrt_n")
def unsorted(h):
  return [x(h, (5,), (5, 2)), h.numbers.randint(0, 4, size=(5,)).astype("int32"), h.one(4, 5)], {}


@of("cast", "saturate_cast")
def cast(h):
  return [x(h, low=-300, high=300), h.one("int32", "float64", "uint8", "bool", "float16", "int64", "int8")], {}


@of("bitcast")
def bitcast(h):
  return [x(h, (2, 4), dtypes=["float32", "int32"]), h.one("int32", "float32", "uint8")], {}


@of("math.confusion_matrix")
def confusion(h):
  return [h.numbers.randint(0, 3, size=(6,)).astype("int32"), h.numbers.randint(0, 3, size=(6,)).astype("int32")], h.options({"num_classes": [4], "weights": [h.uniform((6,))]})


@of("math.invert_permutation")
def permutation(h):
  return [h.numbers.permutation(5).astype("int32")], {}


@of("math.is_non_decreasing", "math.is_strictly_increasing")
def rising(h):
  return [h.one(np.sort(h.normal((5,))), h.normal((4,)), np.array([1, 1, 2], "int32"))], {}


@of("math.lbeta")
def lbeta(h):
  return [h.uniform((3, 4), 0.3, 3)], {}


@of("math.polyval")
def polyval(h):
  return [[h.normal((3,)), h.normal((3,)), h.normal(())], h.normal((3,))], {}


@of("math.add_n", "add_n", "math.accumulate_n")
def add_n(h):
  return [[h.normal((2, 3)) for _ in range(3)]], {}


@of("math.scalar_mul", "scalar_mul")
def scalar_mul(h):
  return [h.one(2.0, 0.5), h.normal((3,))], {}


@of("math.approx_max_k")
def approx(h):
  return [h.normal((3, 8)), h.one(2, 3)], {}


@of("histogram_fixed_width", "histogram_fixed_width_bins")
def histogram(h):
  return [h.normal((9,)), [-1.0, 2.0]], h.options({"nbins": [4, 7]}, 0.9)


@of("unravel_index")
def unravel(h):
  return [np.array([1, 5, 7], "int32"), [3, 4]], {}


@of("dynamic_partition")
def partition(h):
  return [x(h, (5,), (5, 2)), np.array([0, 1, 1, 0, 2], "int32"), 3], {}


@of("dynamic_stitch")
def stitch(h):
  return [[np.array([0, 2], "int32"), np.array([1, 3], "int32")], [h.normal((2, 3)), h.normal((2, 3))]], {}


@of("ensure_shape")
def ensure(h):
  return [h.normal((2, 3)), [2, 3]], {}


@of("meshgrid")
def meshgrid(h):
  return [h.normal((2,)), h.normal((3,))], h.options({"indexing": ["xy", "ij"]})


@of("nn.leaky_relu")
def leaky(h):
  return [x(h)], h.options({"alpha": [0.1, 0.3]})


@of("nn.gelu")
def gelu(h):
  return [x(h)], h.options({"approximate": [True, False]})


@of("nn.softmax", "nn.log_softmax")
def softmax(h):
  return [x(h, (3, 4))], h.options({"axis": [0, -1]})


@of("nn.softmax_cross_entropy_with_logits")
def cross_entropy(h):
  y = h.uniform((3, 4))
  return [], {"labels": y / y.sum(-1, keepdims=True), "logits": h.normal((3, 4), 3)}


@of("nn.sparse_softmax_cross_entropy_with_logits")
def sparse_cross_entropy(h):
  return [], {"labels": np.array([0, 3, 1], "int32"), "logits": h.normal((3, 4), 3)}


@of("nn.sigmoid_cross_entropy_with_logits", "nn.weighted_cross_entropy_with_logits")
def sigmoid_cross_entropy(h):
  return [], {"labels": h.uniform((3, 4)), "logits": h.normal((3, 4), 3), **({"pos_weight": 2.5} if "weighted" in h.now else {})}


@of("nn.log_poisson_loss")
def log_poisson(h):
  return [h.uniform((4,), 0.5, 5), h.normal((4,))], h.options({"compute_full_loss": [True, False]})


@of("nn.batch_normalization")
def batch_normalization(h):
  return [h.normal((2, 3, 4)), h.normal((4,)), h.uniform((4,), 0.2, 2), h.normal((4,)), h.normal((4,)), h.one(1e-3, 0.1)], {}


@of("nn.moments")
def moments(h):
  return [h.normal((2, 3, 4)), h.one([0], [0, 1], [2], [-1])], h.options({"keepdims": [True]})


@of("nn.weighted_moments")
def weighted(h):
  return [h.normal((3, 4)), h.one([0], [0, 1], [1]), h.uniform((3, 4))], h.options({"keepdims": [True]})


@of("nn.bias_add")
def bias_add(h):
  return [h.normal((2, 3, 4)), h.normal((4,))], {}


@of("nn.local_response_normalization", "nn.lrn")
def lrn(h):
  return [h.normal((1, 2, 2, 6))], h.options({"depth_radius": [1, 2, 3], "bias": [2.0], "alpha": [0.5], "beta": [0.75, 0.3]}, 0.6)


@of("nn.conv1d")
def conv1d(h):
  return [h.normal((2, 7, 3)), h.normal((h.one(2, 3), 3, 2))], {"stride": h.one(1, 2), "padding": h.one("SAME", "VALID")}


@of("nn.conv2d")
def conv2d(h):
  return [h.normal((1, 6, 5, 2)), h.normal((h.one(2, 3), h.one(1, 3), 2, 3))], {"strides": h.one(1, 2, [1, 2], [1, 2, 2, 1]), "padding": h.one("SAME", "VALID", [[0, 0], [1, 2], [0, 1], [0, 0]])}


@of("nn.conv3d")
def conv3d(h):
  return [h.normal((1, 4, 5, 4, 2)), h.normal((2, 2, 3, 2, 2))], {"strides": h.one([1, 1, 1, 1, 1], [1, 2, 2, 2, 1]), "padding": h.one("SAME", "VALID")}


@of("nn.convolution")
def convolution(h):
  return [h.normal((1, 6, 5, 2)), h.normal((2, 3, 2, 3))], {"padding": h.one("SAME", "VALID"), **h.options({"strides": [2, [1, 2]]}, 0.4)} if h.pick.random() < 0.6 else {"padding": h.one("SAME", "VALID"), "dilations": h.one(2, [1, 2])}


@of("nn.depthwise_conv2d")
def depthwise(h):
  s = h.one(1, 2)
  return [h.normal((1, 6, 5, 2)), h.normal((2, 3, 2, h.one(1, 2)))], {"strides": [1, s, s, 1], "padding": h.one("SAME", "VALID"), **({"dilations": h.one([2, 2], [1, 2])} if s == 1 and h.pick.random() < 0.4 else {})}


@of("nn.separable_conv2d")
def separable(h):
  s = h.one(1, 2)
  return [h.normal((1, 6, 5, 2)), h.normal((2, 3, 2, 2)), h.normal((1, 1, 4, 3))], {"strides": [1, s, s, 1], "padding": h.one("SAME", "VALID")}


@of("nn.conv2d_transpose")
def conv2d_transpose(h):
  s = h.one(1, 2)
  return [h.normal((1, 3, 4, 2)), h.normal((3, 3, 4, 2))], {"output_shape": [1, 3 * s, 4 * s, 4], "strides": s, "padding": "SAME"}


@of("nn.conv1d_transpose")
def conv1d_transpose(h):
  s = h.one(1, 2)
  return [h.normal((2, 4, 2)), h.normal((3, 3, 2))], {"output_shape": [2, 4 * s, 3], "strides": s, "padding": "SAME"}


@of("nn.conv3d_transpose")
def conv3d_transpose(h):
  return [h.normal((1, 2, 3, 2, 2)), h.normal((2, 2, 2, 3, 2))], {"output_shape": [1, 4, 6, 4, 3], "strides": 2, "padding": "SAME"}


@of("nn.atrous_conv2d")
def atrous(h):
  return [h.normal((1, 7, 6, 2)), h.normal((2, 3, 2, 3))], {"rate": h.one(1, 2), "padding": h.one("SAME", "VALID")}


@of("nn.max_pool2d", "nn.avg_pool2d", "nn.max_pool", "nn.avg_pool")
def pool2d(h):
  return [h.normal((1, 6, 7, 2)), h.one(2, 3, [2, 3]), h.one(1, 2, [2, 1]), h.one("SAME", "VALID")], {}


@of("nn.max_pool1d", "nn.avg_pool1d")
def pool1d(h):
  return [h.normal((2, 7, 3)), h.one(2, 3), h.one(1, 2), h.one("SAME", "VALID")], {}


@of("nn.max_pool3d", "nn.avg_pool3d")
def pool3d(h):
  return [h.normal((1, 4, 5, 4, 2)), h.one(2, [1, 2, 2]), h.one(1, 2), h.one("SAME", "VALID")], {}


@of("nn.pool")
def pool(h):
  return [h.normal((1, 6, 7, 2)), [2, 3], h.one("MAX", "AVG")], h.options({"strides": [[1, 1], [2, 2]], "padding": ["SAME", "VALID"]}, 0.8)


@of("nn.dilation2d", "nn.erosion2d")
def dilation2d(h):
  return [h.normal((1, 6, 5, 2)), h.normal((2, 3, 2)), [1, 1, 1, 1], h.one("SAME", "VALID"), "NHWC", [1, 1, 1, 1]], {}


@of("nn.space_to_depth", "nn.depth_to_space")
def blocks(h):
  return [h.normal((1, 4, 6, 4)), 2], {}


@of("space_to_batch")
def space_to_batch(h):
  return [h.normal((1, 4, 6, 2)), [2, 2], h.one([[0, 0], [0, 0]], [[0, 2], [2, 0]])], {}


@of("batch_to_space")
def batch_to_space(h):
  return [h.normal((4, 2, 3, 2)), [2, 2], h.one([[0, 0], [0, 0]], [[0, 1], [1, 0]])], {}


@of("nn.embedding_lookup")
def embedding(h):
  return [h.normal((5, 3)), np.array([[0, 4], [2, 2]], "int32")], {}


@of("image.resize")
def resize(h):
  return [h.uniform((1, 5, 4, 2)), h.one([3, 3], [8, 9], [5, 2], [10, 8])], h.options({"method": ["bilinear", "nearest", "bicubic", "area", "lanczos3", "lanczos5", "gaussian", "mitchellcubic"], "antialias": [True, False], "preserve_aspect_ratio": [True]}, 0.6)


@of("image.resize_with_pad")
def resize_with_pad(h):
  return [h.uniform((1, 5, 4, 2)), h.one(6, 3), h.one(7, 8)], h.options({"method": ["nearest", "bicubic"]})


@of("image.resize_with_crop_or_pad")
def crop_or_pad(h):
  return [h.uniform((1, 5, 4, 2)), h.one(6, 3), h.one(7, 2)], {}


@of("image.flip_left_right", "image.flip_up_down", "image.transpose", "image.rot90", "image.rgb_to_grayscale", "image.rgb_to_hsv", "image.hsv_to_rgb", "image.rgb_to_yuv", "image.yuv_to_rgb", "image.rgb_to_yiq", "image.yiq_to_rgb",
    "image.per_image_standardization", "image.sobel_edges", "image.total_variation", "image.image_gradients")
def image(h):
  a = h.uniform(h.one((4, 5, 3), (2, 4, 5, 3)) if h.now not in ("tf.image.sobel_edges", "tf.image.image_gradients") else (2, 4, 5, 3))
  return [a], h.options({"k": [0, 1, 2, 3]}, 0.8) if h.now == "tf.image.rot90" else {}


@of("image.grayscale_to_rgb")
def to_rgb(h):
  return [h.uniform((4, 5, 1))], {}


@of("image.central_crop")
def central_crop(h):
  return [h.uniform((6, 8, 3)), h.one(0.5, 0.75, 1.0)], {}


@of("image.crop_to_bounding_box", "image.pad_to_bounding_box")
def box(h):
  return [h.uniform((2, 5, 6, 3)), 1, 2, *((3, 2) if "crop" in h.now else (8, 9))], {}


@of("image.adjust_brightness", "image.adjust_contrast", "image.adjust_gamma", "image.adjust_saturation", "image.adjust_hue")
def adjust(h):
  return [h.one(h.uniform((4, 5, 3)), h.numbers.randint(0, 256, size=(3, 2, 3)).astype("uint8")), h.one(0.3, 0.7) if "hue" in h.now or "brightness" in h.now else h.one(0.4, 1.7, 2.0)], {}


@of("image.psnr", "image.ssim")
def likeness(h):
  return [h.uniform((2, 12, 13, 3)), h.uniform((2, 12, 13, 3))], {"max_val": 1.0}


@of("image.convert_image_dtype")
def convert(h):
  return [h.one(h.uniform((2, 3, 3)), h.numbers.randint(0, 256, size=(3, 2, 3)).astype("uint8")), h.one("uint8", "float32", "float64", "int16")], h.options({"saturate": [True]})


@of("image.extract_patches")
def patches(h):
  return [], {"images": h.uniform((1, 6, 7, 2)), "sizes": [1, 2, 3, 1], "strides": [1, h.one(1, 2), 2, 1], "rates": [1, 1, h.one(1, 2), 1], "padding": h.one("VALID", "SAME")}


@of("image.crop_and_resize")
def crop_and_resize(h):
  return [h.uniform((1, 6, 7, 2)), np.array([[0.1, 0.2, 0.8, 0.9], [0.0, 0.0, 1.2, 1.0]], "float32"), np.array([0, 0], "int32"), [3, 4]], h.options({"method": ["bilinear", "nearest"], "extrapolation_value": [0.0, 2.0]})


@of("image.non_max_suppression")
def nms(h):
  b = h.uniform((6, 2), 0, 1)
  return [np.concatenate([b, b + 0.5], 1).astype("float32"), h.uniform((6,)), h.one(3, 6)], h.options({"iou_threshold": [0.3, 0.7], "score_threshold": [0.4]})


WORDS = ["Hello World", "deep learning", "", "  aB c ", "1,2,3", "äöü", "x"]


def words(h):
  return np.array(h.pick.sample(WORDS, 3))


@of("strings.lower", "strings.upper", "strings.strip", "strings.length", "strings.bytes_split", "strings.split")
def strings(h):
  return [words(h)], {}


@of("strings.length")
def length(h):
  return [words(h)], h.options({"unit": ["BYTE", "UTF8_CHAR"]})


@of("strings.unicode_split", "strings.unicode_decode")
def unicode(h):
  return [words(h), "UTF-8"], {}


@of("strings.regex_replace")
def regex_replace(h):
  return [words(h), h.one("[aeo]", "l+", " ", "^."), h.one("_", "", "\\0\\0")], h.options({"replace_global": [True, False]})


@of("strings.regex_full_match")
def full_match(h):
  return [words(h), h.one("[a-z ]*", ".*l.*", "", "\\d.*")], {}


@of("strings.substr")
def substr(h):
  return [np.array(["hello", "wörld", "abcdef"]), h.one(0, 1, -2), h.one(1, 2, 9)], h.options({"unit": ["UTF8_CHAR", "BYTE"]}, 1.0) if h.pick.random() < 0.3 else {"unit": "UTF8_CHAR"}


@of("strings.join")
def join(h):
  return [[words(h), words(h)]], h.options({"separator": ["", "-", ", "]})


@of("strings.reduce_join")
def reduce_join(h):
  return [np.array([["a", "b"], ["c", "d"]])], h.options({"axis": [0, 1, -1], "separator": ["|"], "keepdims": [True]})


@of("strings.to_number")
def to_number(h):
  return [np.array(["1", "-2.5", "3e2"])], h.options({"out_type": [{"dtype_name": "float64"}]})


@of("strings.as_string", "as_string")
def as_string(h):
  return [h.one(np.array([1.5, -2.25], "float32"), np.array([3, -4], "int32"), np.array([True, False]))], {}


@of("strings.to_hash_bucket", "strings.to_hash_bucket_fast")
def bucket(h):
  return [words(h), h.one(3, 10, 1000)], {}


@of("strings.to_hash_bucket_strong")
def strong(h):
  return [words(h), h.one(3, 1000), h.one([1, 2], [7, 99])], {}


@of("strings.ngrams")
def ngrams(h):
  return [np.array(["a", "b", "c", "d"]), h.one(2, [1, 2], 3)], h.options({"separator": ["-", " "], "pad_values": ["_", ["<", ">"]], "padding_width": [1]}, 0.4)


@of("strings.unicode_encode")
def unicode_encode(h):
  return [np.array([72, 228, 8364], "int32"), "UTF-8"], {}


@of("strings.unicode_script")
def unicode_script(h):
  return [np.array([72, 1076, 97, 945], "int32")], {}


@of("signal.rfft", "signal.dct", "signal.idct", "signal.rfft2d", "signal.fftshift", "signal.ifftshift")
def signal(h):
  a = h.normal((4, 6))
  return [a], h.options({"norm": ["ortho"], "type": [2]} if "dct" in h.now else {"fft_length": [[4], [8]]} if h.now == "tf.signal.rfft" else {})


@of("signal.fft", "signal.ifft", "signal.fft2d", "signal.ifft2d", "signal.irfft")
def complex_signal(h):
  return [(h.normal((4, 5)) + 1j * h.normal((4, 5))).astype("complex64")], {}


@of("signal.frame")
def frame(h):
  return [h.normal((11,)), h.one(3, 4), h.one(2, 3)], h.options({"pad_end": [True, False], "pad_value": [0, 1]})


@of("signal.overlap_and_add")
def overlap(h):
  return [h.normal((4, 5)), h.one(2, 3, 5)], {}


@of("signal.hann_window", "signal.hamming_window", "signal.kaiser_window", "signal.vorbis_window", "signal.kaiser_bessel_derived_window")
def windows(h):
  return [h.one(4, 8, 6)], {} if "hann" not in h.now and "hamm" not in h.now else h.options({"periodic": [True, False]})


@of("signal.stft")
def stft(h):
  return [h.normal((24,)), h.one(6, 8), h.one(2, 4)], h.options({"fft_length": [8, 16], "pad_end": [True]})


@of("signal.linear_to_mel_weight_matrix")
def mel(h):
  return [], {"num_mel_bins": h.one(4, 8), "num_spectrogram_bins": h.one(17, 33), "sample_rate": h.one(8000, 16000), "lower_edge_hertz": 125.0, "upper_edge_hertz": 3800.0}


@of("signal.mfccs_from_log_mel_spectrograms")
def mfccs(h):
  return [h.normal((3, 8))], {}


@of("signal.mdct")
def mdct(h):
  return [h.normal((24,)), 8], {}


def function_of(path):
  found = tf
  for part in path.split(".")[1:]:
    found = getattr(found, part)
  return found


def dtypes_of(v):
  if isinstance(v, dict) and "dtype_name" in v:
    return tf.as_dtype(v["dtype_name"])
  return v


def encoded_result(y):
  if isinstance(y, tf.RaggedTensor):
    return {"ragged": [[v.decode("utf-8", "replace") if isinstance(v, bytes) else v for v in row] if isinstance(row, list) else row for row in y.to_list()]}
  if isinstance(y, (list, tuple)):
    return [encoded_result(v) for v in y]
  return result(y)


def plain(v):
  """A configuration as JSON; dtypes stay as they are."""
  return v if isinstance(v, dict) else result(v)


def tf_op(h, count):
  names = sorted(TABLE)
  for i in range(count):
    h.now = name = names[i % len(names)] if count >= len(names) else h.pick.choice(names)

    def make():
      args, kwargs = TABLE[name](h)
      fields = {"function": name, "args": result(list(args)), "kwargs": {k: plain(v) for k, v in kwargs.items()}}
      function = function_of(name)
      real = {k: dtypes_of(v) for k, v in kwargs.items()}
      constants = lambda v: tf.constant(v) if isinstance(v, np.ndarray) else [constants(a) for a in v] if isinstance(v, list) and v and isinstance(v[0], np.ndarray) else v
      fields["expected"] = encoded_result(function(*[constants(a) for a in args], **{k: constants(v) for k, v in real.items()}))
      sources = []
      watched = variables_of(list(args), sources)
      if sources and name not in ("tf.sort",):
        try:
          with tf.GradientTape() as tape:
            goal = goal_of(function(*read(watched), **real))
          grads = tape.gradient(goal, sources) if goal is not None else []
        except Exception:  # noqa: BLE001
          grads = []
        grads = [tf.convert_to_tensor(g) if g is not None else None for g in grads]
        if grads and all(g is not None and np.all(np.isfinite(g.numpy())) for g in grads):
          fields["expected_grads_float_args"] = [tensor(g) for g in grads]
      return fields

    h.put(make)
