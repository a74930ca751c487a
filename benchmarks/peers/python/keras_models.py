"""The workloads in Keras: a compiled model, its inputs and targets for one batch."""

import numpy as np


def dense_adam(keras, layers, loss="sparse_categorical_crossentropy", optimizer="adam"):
  model = keras.Sequential(layers)
  model.compile(optimizer=optimizer, loss=loss)
  return model


def w1(keras, batch):
  L = keras.layers
  model = dense_adam(keras, [
      keras.Input((784,)), L.Dense(256, "relu"), L.Dropout(0.45), L.Dense(256, "relu"),
      L.Dropout(0.45), L.Dense(10, "softmax")])
  return model, images(batch, 784), labels(batch, 10)


def w2(keras, batch):
  L = keras.layers
  model = dense_adam(keras, [
      keras.Input((28, 28, 1)), L.Conv2D(64, 3, activation="relu"), L.MaxPooling2D(2),
      L.Conv2D(64, 3, activation="relu"), L.MaxPooling2D(2), L.Conv2D(64, 3, activation="relu"),
      L.Flatten(), L.Dropout(0.2), L.Dense(10, "softmax")])
  return model, images(batch, 28, 28, 1), labels(batch, 10)


def w3(keras, batch):
  L = keras.layers
  model = dense_adam(
      keras, [keras.Input((28, 28)), L.SimpleRNN(256), L.Dense(10, "softmax")], optimizer="sgd")
  return model, images(batch, 28, 28), labels(batch, 10)


def w4(keras, batch, cell="LSTM"):
  L = keras.layers
  model = dense_adam(keras, [
      keras.Input((80,), dtype="int32"), L.Embedding(10000, 100), getattr(L, cell)(64),
      L.Dense(1, "sigmoid")], loss="binary_crossentropy")
  random = np.random.default_rng(1)
  return (model, random.integers(0, 10000, (batch, 80)).astype("int32"),
          random.integers(0, 2, (batch, 1)).astype("float32"))


def w4g(keras, batch):
  return w4(keras, batch, "GRU")


def w5(keras, batch):
  L = keras.layers

  def conv(x, filters, stride=1, size=3):
    x = L.Conv2D(filters, size, strides=stride, padding="same", use_bias=False)(x)
    return L.BatchNormalization()(x)

  def block(x, filters, stride):
    y = L.ReLU()(conv(x, filters, stride))
    y = conv(y, filters)
    if stride != 1 or x.shape[-1] != filters:
      x = conv(x, filters, stride, 1)
    return L.ReLU()(L.Add()([x, y]))

  inputs = keras.Input((32, 32, 3))
  x = L.ReLU()(conv(inputs, 64))
  for filters in (64, 128, 256, 512):
    x = block(x, filters, 1 if filters == 64 else 2)
    x = block(x, filters, 1)
  x = L.Dense(100, "softmax")(L.GlobalAveragePooling2D()(x))
  model = keras.Model(inputs, x)
  model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
  return model, images(batch, 32, 32, 3), labels(batch, 100)


def images(*shape):
  return np.random.default_rng(1).random(shape, np.float32)


def labels(batch, classes):
  return np.random.default_rng(2).integers(0, classes, batch).astype("int32")


WORKLOADS = {"W1": (w1, 128), "W2": (w2, 128), "W3": (w3, 128), "W4": (w4, 128),
             "W4G": (w4g, 128), "W5": (w5, 64)}
