"""How TensorFlow prints tensors.

A case is {"id", "dtype", "shape", "str", "repr"} and either "data" (flat, row-major) or "formula"
{"start", "step", "modulo"}: element i is start + step · (i mod modulo), in float64, then cast
(for strings the text of i mod modulo). "variables" holds the same for keras.Variable.
"""

import golden

import keras
import numpy as np
import tensorflow as tf

CASES = []
INTS = {
    "uint8": [0, 1, 127, 128, 255],
    "int8": [0, 1, -1, 127, -128],
    "int16": [0, -1, 32767, -32768],
    "int32": [0, -1, 2147483647, -2147483648],
    "int64": [0, -1, 9223372036854775807, -9223372036854775808],
}
FLOATS = ["float16", "bfloat16", "float32", "float64"]


def add(name, values, dtype, shape=None):
  array = np.array(values, object if dtype == "string" else tf.as_dtype(dtype).as_numpy_dtype)
  # From an array: tf.constant keeps a table of scalars in which -0.0 finds 0.0.
  t = tf.constant(array if shape is None else array.reshape(shape))
  CASES.append({"id": name, **golden.tensor(t.numpy()), "str": str(t), "repr": repr(t)})


def formula(name, dtype, shape, start=0, step=1, modulo=1 << 30):
  i = np.arange(int(np.prod(shape))) % modulo
  if dtype == "string":
    t = tf.constant([str(v) for v in i], shape=shape)
  else:
    t = tf.cast(tf.constant(start + step * i.astype(np.float64), shape=shape), dtype)
  how = {"start": start, "step": step, "modulo": modulo}
  CASES.append(
      {"id": name, "dtype": dtype, "shape": list(shape), "formula": how,
       "str": str(t), "repr": repr(t)})


nan, inf = float("nan"), float("inf")

# Scalars: NumPy prints a scalar by other rules than an array.
for dtype, values in INTS.items():
  add(f"scalar {dtype}", values[-1], dtype)
  add(f"vector {dtype}", values, dtype)
  add(f"column {dtype}", [[v] for v in values], dtype)
for value in (True, False):
  add(f"scalar bool {value}", value, "bool")
for dtype in FLOATS:
  for value in (0.0, -0.0, 1.0, -2.5, 0.1, 1 / 3, 1e-4, 9.99e-5, 6.5e4, nan, inf, -inf):
    add(f"scalar {dtype} {value:.4g}", value, dtype)
for value in (1e15, 1e16, 1e-10, 123456789.0, 16777216.0, 3.4028235e38, 1e-45, 3.1415927):
  add(f"scalar float32 {value:.8g}", value, "float32")
for value in (1e15, 1e16, 1.7976931348623157e308, 5e-324, 3.141592653589793, 0.1 + 0.2):
  add(f"scalar float64 {value:.17g}", value, "float64")

# Vectors and matrices of each floating type: whole, fractions, mixed signs, far apart, special.
for dtype in FLOATS:
  add(f"{dtype} whole", [1.0, 2.0, 3.0], dtype)
  add(f"{dtype} halves", [[-1.5, 2.25], [100.0, 0.125]], dtype)
  add(f"{dtype} thirds", [1 / 3, 2 / 3, -4 / 3, 100 / 3], dtype)
  add(f"{dtype} far apart", [1e-4, 1.0, 1e4], dtype)
  add(f"{dtype} small", [1e-5, 2.5e-5, -3e-5], dtype)
  add(f"{dtype} special", [1.0, nan, inf, -inf, -0.0, 0.0], dtype)
  add(f"{dtype} only special", [nan, -inf], dtype)
  add(f"{dtype} one", [0.1], dtype)
  add(f"{dtype} cube", np.arange(12.0) / 8 - 0.5, dtype, [2, 3, 2])
  add(f"{dtype} empty", [], dtype, [0])
add("float32 1e8 edge below", [99999999.0, 1.0], "float32")
add("float32 1e8 edge", [1e8, 1.0], "float32")
add("float32 1e-4 edge", [1e-4, 0.1], "float32")
add("float32 ratio 1000", [0.001, 1.0], "float32")
add("float32 ratio above 1000", [0.001, 1.001], "float32")
add("float32 exponent three digits no", [1e-38, 1e38], "float32")
add("float64 exponent three digits", [1e-300, 1e300], "float64")
add("float64 eight digits", [np.pi, np.e * 1e3, 1e-3], "float64")
add("float64 round half", [0.123456785, 0.5], "float64")
add("float32 learned weights", [[-0.38920957, 0.5190252], [0.016224336, -0.41059318]], "float32")
add("float32 exponent mixed digits", [1.5e-7, 2e-7, 3.25e-7], "float32")
add("float32 exponent with nan", [1e-7, nan, inf], "float32")
rng = np.random.default_rng(20)
add("float32 normals", rng.normal(size=(3, 4)).astype(np.float32), "float32")
add("float32 normals wide", (rng.normal(size=(2, 5)) * 1e3).astype(np.float32), "float32")
add("float64 normals", rng.normal(size=(2, 3)), "float64")
add("float16 normals", rng.normal(size=(2, 3)).astype(np.float16), "float16")
add("bfloat16 normals", rng.normal(size=(2, 3)).astype(np.float32), "bfloat16")

# Line breaks at 75 columns, blank lines between planes.
formula("wraps int32", "int32", [40], start=-20)
formula("wraps float32", "float32", [30], start=0.5, step=1.25)
formula("wraps rows", "float32", [2, 20], start=-1.5, step=0.37)
formula("wraps bool", "bool", [30], modulo=2)
formula("wraps exponent", "float32", [9], start=1e-6, step=3e-5)
formula("wraps string", "string", [30], modulo=17)
add("rank 3", np.arange(24) - 5, "int32", [2, 3, 4])
add("rank 4", np.arange(16), "int64", [2, 2, 2, 2])
add("rank 5", np.arange(8), "uint8", [2, 1, 2, 1, 2])
add("empty (0, 3)", [], "float32", [0, 3])
add("empty (2, 0)", [], "int32", [2, 0])
add("empty bool", [], "bool", [0])
add("empty string", [], "string", [0])
add("ones column", [[1.0]], "float32")

# More than 1000 elements: three at each end.
formula("summary 1000 is whole", "int32", [1000], modulo=10)
formula("summary 1001", "int32", [1001], modulo=10)
formula("summary range", "int32", [2000])
formula("summary negative", "int64", [5000], start=-2500)
formula("summary float", "float32", [1500], start=-1, step=0.001)
formula("summary matrix", "float32", [30, 40])
formula("summary matrix fraction", "float32", [200, 6], start=0.5, step=0.25, modulo=100)
formula("summary six columns", "int32", [300, 6])
formula("summary seven columns", "int32", [300, 7])
formula("summary images", "uint8", [4, 28, 28], modulo=256)
formula("summary image batch", "float32", [8, 28, 28, 1], step=0.00390625, modulo=256)
formula("summary rank 4", "float32", [10, 4, 10, 4], start=-3, step=0.125, modulo=50)
formula("summary zeros", "float32", [784, 256], step=0)
formula("summary bool", "bool", [64, 32], modulo=2)
formula("summary string", "string", [1001], modulo=12)
formula("summary bfloat16", "bfloat16", [2000], modulo=7)
formula("summary float16", "float16", [2000], step=0.125, modulo=99)
formula("summary float64", "float64", [50, 50], start=1e-9, step=1e-3)
formula("summary hides the wide ones", "float32", [1200], start=0, step=1, modulo=1150)

add("bool matrix", [[True, False], [False, False]], "bool")
add("string scalar", "Keras", "string")
add("string empty text", "", "string")
add("string quotes", ["it's", 'say "x"', "both ' and \""], "string")
add("string escapes", ["tab\t", "line\nfeed\r", "back\\slash", "bell\x07"], "string")
add("string utf-8", ["é", "日本", "🙂"], "string")
add("string matrix", [["a", "bbb"], ["cc", ""]], "string")

VARIABLES = []
for name, values, dtype in [
    ("kernel", [[1.0, 2.0], [3.0, 4.5]], "float32"), ("step", 0, "int32"),
    ("rate", 1e-3, "float32"), ("mask", [True, False], "bool"), ("half", [0.5, 1e-3], "float16"),
    ("table", np.zeros((100, 20)), "float32")]:
  v = keras.Variable(values, dtype=dtype, name=name)
  VARIABLES.append({"id": name, **golden.tensor(v.numpy()), "str": str(v), "repr": repr(v)})

assert len({c["id"] for c in CASES}) == len(CASES), "names repeat"
golden.write(
    "core/src/test/resources/keratin/golden/tensor_print.json",
    golden.header("tensor_print.py", __doc__, seed=20), CASES, variables=VARIABLES)
