"""What the golden scripts share: the header, the numbers, the file."""

import gzip
import json
import math
import os
import platform
import sys

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")  # plain Eigen kernels on every machine
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")


def header(script, note, **more):
  """Says which versions and seeds made a file."""
  import keras
  import numpy
  import tensorflow

  return {
      "format": 1,
      "source": f"tools/golden/{script}",
      "keras": keras.__version__,
      "tensorflow": tensorflow.__version__,
      "numpy": numpy.__version__,
      "python": platform.python_version(),
      "note": note,
      **more,
  }


def number(value):
  """A JSON number, or "nan", "inf", "-inf"; floats read back as the value they were."""
  if isinstance(value, (bool, int, str)):
    return value
  if isinstance(value, bytes):
    return value.decode("utf-8")
  kind = getattr(getattr(value, "dtype", None), "kind", "f")
  if kind == "b":
    return bool(value)
  if kind in "iu":
    return int(value)
  # A float32 by its shortest digits: half the size, and the same float when read back.
  value = float(str(value)) if str(getattr(value, "dtype", "")) == "float32" else float(value)
  return value if math.isfinite(value) else str(value)


def tensor(array):
  """{"dtype", "shape", "data"} with flat row-major data."""
  import numpy

  array = numpy.asarray(array)
  dtype = "string" if array.dtype.kind in "OSU" else array.dtype.name
  return {
      "dtype": dtype,
      "shape": list(array.shape),
      "data": [number(v) for v in array.reshape(-1)],
  }


def write(path, head, cases, **more):
  """Writes one case a line, so that a change shows in a diff; .gz is packed without a date."""
  path = os.path.normpath(os.path.join(ROOT, path))
  os.makedirs(os.path.dirname(path), exist_ok=True)
  dump = lambda v: json.dumps(v, ensure_ascii=False, allow_nan=False)
  text = '{"header": ' + dump(head)
  for name, value in more.items():
    text += f',\n"{name}": {dump(value)}'
  text += ',\n"cases": [\n' + ",\n".join(dump(c) for c in cases) + "\n]}\n"
  data = text.encode("utf-8")
  if path.endswith(".gz"):
    data = gzip.compress(data, 9, mtime=0)
  with open(path, "wb") as file:
    file.write(data)
  print(f"{len(cases)} cases, {len(data):,} bytes: {os.path.relpath(path, ROOT)}", file=sys.stderr)
