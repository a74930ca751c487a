"""What `tf.linalg.eig` gives for real matrices, in its own order.

A case holds "a", and "w" and "v" as [real part, imaginary part].
"""

import sys

import golden

import numpy as np
import tensorflow as tf

SEED = 7
COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 36
random = np.random.default_rng(SEED)


def matrix(i):
  n = 1 + i % 9
  a = random.normal(size=(n, n)).round(6)
  match i % 6:
    case 1:  # only real values
      a = a + a.T
    case 2:  # graded: a wide range of values
      a = a * (10.0 ** -np.arange(n))
    case 3:  # a permutation that mixes little
      a = np.eye(n)[random.permutation(n)] + 0.01 * a
    case 4:  # many zeros
      a = a * (random.random((n, n)) < 0.6) + np.diag(np.arange(n))
  return a


cases = []
for i in range(COUNT):
  a = matrix(i)
  w, v = tf.linalg.eig(tf.constant(a))
  parts = lambda x: [golden.tensor(np.real(x)), golden.tensor(np.imag(x))]
  cases.append({"id": f"eig {i}: {len(a)} x {len(a)}", "a": golden.tensor(a),
                "w": parts(w.numpy()), "v": parts(v.numpy())})

golden.write("core/src/test/resources/keratin/golden/eig.json",
             golden.header("eigenvalues.py", __doc__, seed=SEED), cases)
