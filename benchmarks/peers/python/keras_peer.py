"""usage: keras_peer.py PEER step|fit|predict WORKLOAD. KERAS_BACKEND chooses TensorFlow or JAX.

step: train_on_batch; fit: an epoch of `fit`, divided by its steps. W6-W2-1, W6-W2-256, W6-W5-1 and
W6-W5-256 are inference by predict_on_batch (step) or predict (fit) at that batch size.
"""

import os
import sys
import time

peer, mode, workload = sys.argv[1:4]
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
threads = int(os.environ.get("PEERS_THREADS", "2"))

import keras

if keras.backend.backend() == "tensorflow":
  import tensorflow as tf

  tf.config.threading.set_intra_op_parallelism_threads(threads)
  tf.config.threading.set_inter_op_parallelism_threads(threads)

import keras_models
import numpy as np
import timing

keras.utils.set_random_seed(1)
if workload.startswith("W6-"):
  _, base, batch = workload.split("-")
  model, x, y = keras_models.WORKLOADS[base][0](keras, int(batch))
  predict = model.predict_on_batch if mode == "step" else lambda x: model.predict(x, verbose=0)
  timing.measure(peer, workload, lambda: np.asarray(predict(x)))
elif workload not in keras_models.WORKLOADS:
  sys.exit(f"{peer} has no {workload}; it has {', '.join(keras_models.WORKLOADS)}, W6-W2-1, ...")
else:
  make, batch = keras_models.WORKLOADS[workload]
  model, x, y = make(keras, batch)
  if mode == "step":
    timing.measure(peer, workload, lambda: model.train_on_batch(x, y))
  else:
    steps = 6 if workload == "W5" else 60 if workload == "W1" else 20
    x, y = np.concatenate([x] * steps), np.concatenate([y] * steps)
    taken = []
    fit = lambda: model.fit(x, y, batch_size=batch, epochs=1, verbose=0)
    fit()
    started = time.perf_counter()
    while len(taken) < 5 or time.perf_counter() - started < 4:
      if taken and time.perf_counter() - started > timing.SECONDS:
        break
      before = time.perf_counter()
      fit()
      taken.append((time.perf_counter() - before) * 1e3 / steps)
    timing.report(peer, workload, taken)
