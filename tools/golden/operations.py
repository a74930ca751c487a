"""Models of one operation or two between symbols: cases as those of functional.py."""

import functional
import golden

import keras
import numpy as np
from keras import layers, ops

MATRIX = (4, 6)
IMAGE = (6, 6, 2)

OPERATIONS = {
    "a column": (MATRIX, lambda x: x[:, 0]),
    "slices": (MATRIX, lambda x: x[:, 1:3, ::2]),
    "the last": (MATRIX, lambda x: x[..., -1]),
    "a new axis": (MATRIX, lambda x: x[:, None, 1]),
    "backwards": (MATRIX, lambda x: x[:, ::-1]),
    "mean": (MATRIX, lambda x: ops.mean(x, axis=1)),
    "mean of two axes": (MATRIX, lambda x: ops.mean(x, axis=(1, 2), keepdims=True)),
    "sum": (MATRIX, lambda x: ops.sum(x, axis=-1)),
    "max": (MATRIX, lambda x: ops.max(x, axis=1)),
    "min": (MATRIX, lambda x: ops.min(x, axis=[1, 2])),
    "prod": (MATRIX, lambda x: ops.prod(x, axis=1)),
    "var": (MATRIX, lambda x: ops.var(x, axis=1)),
    "std": (MATRIX, lambda x: ops.std(x, axis=1, keepdims=True)),
    "any": (MATRIX, lambda x: ops.cast(ops.any(x > 0, axis=1), "float32")),
    "all": (MATRIX, lambda x: ops.cast(ops.all(x > -1, axis=2), "float32")),
    "logsumexp": (MATRIX, lambda x: ops.logsumexp(x, axis=1)),
    "count_nonzero": (MATRIX, lambda x: ops.cast(ops.count_nonzero(x, axis=1), "float32")),
    "average": (MATRIX, lambda x: ops.average(x, axis=1)),
    "argmax": (MATRIX, lambda x: ops.cast(ops.argmax(x, axis=-1), "float32")),
    "norm": (MATRIX, lambda x: ops.norm(x, axis=-1)),
    "norm of order 1": (MATRIX, lambda x: ops.norm(x, ord=1, axis=-1, keepdims=True)),
    "cumsum": (MATRIX, lambda x: ops.cumsum(x, axis=1)),
    "reshape": (MATRIX, lambda x: ops.reshape(x, (-1, 4, 3, 2))),
    "transpose": (MATRIX, lambda x: ops.transpose(x, (0, 2, 1))),
    "expand_dims": (MATRIX, lambda x: ops.expand_dims(x, 1)),
    "squeeze": ((4, 1), lambda x: ops.squeeze(x, -1)),
    "swapaxes": (MATRIX, lambda x: ops.swapaxes(x, 1, 2)),
    "moveaxis": (MATRIX, lambda x: ops.moveaxis(x, 1, 2)),
    "broadcast_to": ((4, 1), lambda x: ops.broadcast_to(x, (2, 4, 6))),
    "stack": (MATRIX, lambda x: ops.stack([x, x * 2], axis=1)),
    "concatenate": (MATRIX, lambda x: ops.concatenate([x, x], axis=-1)),
    "split": (MATRIX, lambda x: ops.split(x, 2, axis=-1)),
    "split at places": (MATRIX, lambda x: ops.split(x, [2, 3], axis=-1)[1]),
    "unstack": (MATRIX, lambda x: ops.unstack(x, axis=1)[2]),
    "flip": (MATRIX, lambda x: ops.flip(x, axis=1)),
    "tile": (MATRIX, lambda x: ops.tile(x, [1, 2, 1])),
    "repeat": (MATRIX, lambda x: ops.repeat(x, 2, axis=1)),
    "roll": (MATRIX, lambda x: ops.roll(x, 1, axis=1)),
    "pad": (MATRIX, lambda x: ops.pad(x, [[0, 0], [1, 1], [0, 2]])),
    "pad by a number": (MATRIX, lambda x: ops.pad(x, [[0, 0], [1, 1], [0, 2]], constant_values=3)),
    "pad by reflection": (MATRIX, lambda x: ops.pad(x, [[0, 0], [1, 1], [0, 2]], mode="reflect")),
    "take": (MATRIX, lambda x: ops.take(x, np.array([0, 2]), axis=1)),
    "top_k": (MATRIX, lambda x: ops.top_k(x, 2)[0]),
    "sort": (MATRIX, lambda x: ops.sort(x, axis=1)),
    "diff": (MATRIX, lambda x: ops.diff(x, axis=1)),
    "tril": ((4, 4), lambda x: ops.tril(x)),
    "einsum": (MATRIX, lambda x: ops.einsum("bij,bkj->bik", x, x)),
    "dot": (MATRIX, lambda x: ops.dot(x, ops.ones((6, 3)))),
    "one_hot": ((4,), lambda x: ops.one_hot(ops.cast(ops.abs(x) * 3, "int32"), 5)),
    "clip": (MATRIX, lambda x: ops.clip(x, -.5, .5)),
    "where": (MATRIX, lambda x: ops.where(x > 0, x, x * 0.1)),
    "like": (MATRIX, lambda x: ops.ones_like(x) + ops.zeros_like(x) * x + ops.full_like(x, 2.0)),
    "numbers in front": (MATRIX, lambda x: 2 / (3 - x)),
    "numbers of a row": (MATRIX, lambda x: x + np.arange(6, dtype="float32")),
    "softmax": (MATRIX, lambda x: ops.softmax(x, axis=1)),
    "log_softmax": (MATRIX, lambda x: ops.log_softmax(x)),
    "relu": (MATRIX, lambda x: ops.relu(x)),
    "relu6": (MATRIX, lambda x: ops.relu6(x * 9)),
    "leaky_relu": (MATRIX, lambda x: ops.leaky_relu(x, 0.1)),
    "elu": (MATRIX, lambda x: ops.elu(x, alpha=.5)),
    "selu": (MATRIX, lambda x: ops.selu(x)),
    "gelu": (MATRIX, lambda x: ops.gelu(x, approximate=False)),
    "silu": (MATRIX, lambda x: ops.silu(x)),
    "hard_sigmoid": (MATRIX, lambda x: ops.hard_sigmoid(x)),
    "softsign": (MATRIX, lambda x: ops.softsign(x)),
    "normalize": (MATRIX, lambda x: ops.normalize(x, axis=-1)),
    "erf": (MATRIX, lambda x: ops.erf(x)),
    "rsqrt": (MATRIX, lambda x: ops.rsqrt(ops.abs(x) + 1)),
    "max_pool": (IMAGE, lambda x: ops.max_pool(x, 2, 1, "same")),
    "average_pool": (IMAGE, lambda x: ops.average_pool(x, 2, 2)),
    "resize": (IMAGE, lambda x: ops.image.resize(x, (4, 3))),
    "a mask": (MATRIX, lambda x: layers.GRU(2)(layers.Masking()(x))),
    "masks that are joined": (
        MATRIX, lambda x: layers.GRU(2)(layers.Concatenate()([layers.Masking()(x), layers.Masking()(x + 1)]))),
    "masks of attention": (
        MATRIX, lambda x: layers.Attention()([layers.Masking()(x), layers.Masking()(x + 1)])),
}


def main():
  for name, (shape, function) in OPERATIONS.items():
    def build(shape=shape, function=function):
      x = keras.Input(shape)
      return keras.Model(x, function(x))
    functional.record(name, build)
  golden.write(
      "keras/src/test/resources/keratin/golden/operations.json.gz",
      golden.header("operations.py", "operations between symbols"), functional.CASES)


if __name__ == "__main__":
  main()
