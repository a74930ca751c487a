"""The .npy and .npz samples of the formats module's tests, as NumPy itself writes them.

little.npz (stored, little-endian, C order) and big_fortran.npz (deflated, big-endian, Fortran order)
hold one (2, 3) array per type; the other files each hold one kind of header.
"""

import os

import golden

import numpy as np
from numpy.lib import format as npy_format

out = os.path.join(golden.ROOT, "formats/src/test/resources/keratin/formats/numpy")
os.makedirs(out, exist_ok=True)


def path(name):
  return os.path.join(out, name)


def samples():
  """One (2, 3) array per type: its extremes first, then small numbers."""
  for kind in ("int", "uint"):
    for bits in (8, 16, 32, 64):
      info = np.iinfo(f"{kind}{bits}")
      yield f"{kind}{bits}", np.array([[info.min, info.max, 0], [1, 2, 100]], info.dtype)
  for bits in (16, 32, 64):
    info = np.finfo(f"float{bits}")
    yield f"float{bits}", np.array(
        [[info.max, info.tiny, -0.0], [np.inf, np.nan, 1 / 3]], info.dtype)
  yield "bool", np.array([[True, False, True], [False, False, True]])
  yield "complex64", np.array([[1 + 2j, -3j, 0], [4, 5j, 0.5 - 0.25j]], np.complex64)
  yield "complex128", np.array([[1 + 2j, -3j, 0], [4, 5j, 0.5 - 0.25j]], np.complex128)
  yield "bytes", np.array([[b"a", b"bcd", b""], [b"\xc3\xa9", b"x y", b"z"]])
  yield "text", np.array([["a", "bcd", ""], ["é", "日本", "𝄞"]])


arrays = dict(samples())
np.savez(path("little.npz"), **arrays)
np.savez_compressed(
    path("big_fortran.npz"),
    **{k: np.asfortranarray(v.astype(v.dtype.newbyteorder(">"))) for k, v in arrays.items()})

cube = np.arange(24, dtype=np.float32).reshape(2, 3, 4)
np.save(path("cube.npy"), cube)
np.save(path("cube_fortran.npy"), np.asfortranarray(cube))
np.save(path("scalar.npy"), np.float64(2.5))
np.save(path("empty.npy"), np.zeros((0, 3), np.int16))
np.save(path("vector.npy"), np.arange(5, dtype=np.int64))
for version in ((2, 0), (3, 0)):
  with open(path(f"version{version[0]}.npy"), "wb") as f:
    npy_format.write_array(f, cube, version=version)
np.save(path("objects.npy"), np.array([{"a": 1}, None], dtype=object), allow_pickle=True)
np.save(path("records.npy"), np.zeros(2, dtype=[("x", "<f4"), ("y", "<i2")]))
np.save(path("dates.npy"), np.array(["2026-01-02"], dtype="datetime64[D]"))
