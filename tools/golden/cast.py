"""What `cast` gives between every two of Keratin's number types, edges included.

A case holds "from" {"dtype", "shape", "data"}, "to", "expected" (data). "open" lists the indices
whose answer TensorFlow does not define: the value lies outside the target's range, or is below
the smallest normal float32 or float64 (its threads flush those to zero), or a long tensor and a
scalar answer differently; "expected" then shows what came, for information.
"""

import golden

import numpy as np
import tensorflow as tf

INTS = ["uint8", "int8", "int16", "int32", "int64"]
FLOATS = ["float8_e4m3fn", "float8_e5m2", "float16", "bfloat16", "float32", "float64"]
TYPES = ["bool", *INTS, *FLOATS]
CASES = []


def cast(value, to):
  """TensorFlow's answer; NumPy's for the few types of one byte that TensorFlow casts to no other."""
  try:
    return tf.cast(tf.constant(value), to).numpy()
  except tf.errors.UnimplementedError:
    with np.errstate(all="ignore"):
      return np.asarray(value).astype(tf.as_dtype(to).as_numpy_dtype)


def values(dtype):
  if dtype == "bool":
    return [True, False]
  if dtype in INTS:
    info = np.iinfo(dtype)
    edges = [0, 1, 2, 3, 7, 127, 128, 255, 256, 257, 1000, 2047, 2048, 2049, 2051, 32767, 32768,
             65503, 65504, 65519, 65520, 65535, 65536, 16777215, 16777216, 16777217, 16777219,
             33554433, 2**31 - 1, 2**31, 2**53 - 1, 2**53, 2**53 + 1, 2**53 + 3, 2**62, 2**63 - 1,
             info.max, info.max - 1, info.min]
    both = dict.fromkeys(edges + [-e for e in edges])
    return [v for v in both if info.min <= v <= info.max]
  whole = [0.0, 1.0, 2.0, 127.0, 128.0, 255.0, 256.0, 32767.0, 32768.0, 65504.0, 65520.0, 65536.0,
           2.0**24, 2.0**24 + 1, 2.0**31 - 1, 2.0**31, 2.0**53, 2.0**63, 1e10, 1e20, 1e38, 3.4e38,
           1e39, 1e300]
  parts = [0.1, 0.25, 0.49, 0.5, 0.51, 0.75, 0.999, 1.5, 2.5, 3.5, 126.5, 127.9, 128.5, 255.9,
           1.00048828125, 1.0009765625, 1.00146484375, 1.00390625, 1.001953125, 1.005859375,
           1.0000000596046448, 1e-3, 6.1e-5, 6e-8, 5.96e-8, 2.98e-8, 3e-8, 1e-10, 1e-38, 1.4e-45,
           7e-46, 1e-300, 3.141592653589793]
  array = np.array([s * v for v in whole + parts for s in (1, -1)] + [np.nan, np.inf, -np.inf])
  with np.errstate(over="ignore"):
    made = array.astype(tf.as_dtype(dtype).as_numpy_dtype)
  _, first = np.unique(made.astype(np.float64) + np.where(np.signbit(made), -0.0, 0.0),
                       return_index=True)
  keep = sorted({*first.tolist(), 0, 1})
  return [made[i] for i in keep]


def is_open(value, source, to):
  """Whether a float is subnormal, or outside an integer type's range once its fraction is cut."""
  value = float(value)
  smallest = float(np.finfo("float64" if source == to == "float64" else "float32").tiny)
  if 0 < abs(value) < smallest and not (source == "float64" and to not in FLOATS):
    return True
  if to not in INTS:
    return False
  if not np.isfinite(value):
    return True
  info = np.iinfo(to)
  return not info.min <= int(value) <= info.max


for source in TYPES:
  array = np.array(values(source), tf.as_dtype(source).as_numpy_dtype)
  for to in TYPES:
    long = cast(array, to)
    alone = [cast(v, to) for v in array]
    same = lambda a, b: str(a) == str(b)
    open_ = [i for i, v in enumerate(array)
             if (source in FLOATS and is_open(v, source, to)) or not same(long[i], alone[i])]
    CASES.append({"id": f"{source} to {to}", "kind": "cast", "from": golden.tensor(array), "to": to,
                  "expected": golden.tensor(long)["data"], "open": open_})

golden.write("core/src/test/resources/keratin/golden/cast.json",
             golden.header("cast.py", __doc__), CASES)
