"""What Keras' layers for sound give, and its initializer of their kernels.

A case holds "class", "config" and "inputs"; "expected". Of an initializer, "shape" instead of
"inputs". Backend: tensorflow.
"""

import golden

import keras
import numpy as np

CASES = []
RNG = np.random.default_rng(3)
TIME = np.arange(200) / 200
SOUND = np.stack([np.sin(2 * np.pi * f * TIME) + 0.1 * RNG.normal(size=200) for f in (9, 40)])
SOUND = SOUND.astype("float32")
STEREO = np.stack([SOUND, SOUND[::-1]], axis=-1)


def plain(value):
  return list(value) if isinstance(value, tuple) else value


def layer(name, inputs, **config):
  made = getattr(keras.layers, name)(**config)
  y = np.array(made(inputs))
  own = {k: plain(v) for k, v in made.get_config().items() if k not in ("name", "trainable", "dtype")}
  CASES.append({"id": f"spectrograms-{len(CASES)}", "class": name, "config": own,
                "inputs": golden.tensor(inputs), "expected": golden.tensor(y)})


def initializer(shape, **config):
  made = keras.initializers.STFT(**config)
  CASES.append({"id": f"spectrograms-{len(CASES)}", "class": "STFT", "config": made.get_config(),
                "shape": shape, "expected": golden.tensor(np.array(made(shape)))})


for mode in ("log", "magnitude", "psd", "real", "imag", "angle", "stft"):
  layer("STFTSpectrogram", STEREO, mode=mode, frame_length=32)
layer("STFTSpectrogram", STEREO, frame_length=30, frame_step=7, padding="same", expand_dims=True)
layer("STFTSpectrogram", STEREO, frame_length=30, fft_length=64, window="hamming", periodic=True,
      scaling="spectrum", mode="magnitude")
layer("STFTSpectrogram", STEREO, frame_length=32, window=None, mode="magnitude", scaling=None)
layer("MelSpectrogram", SOUND, fft_length=64, sequence_stride=16, num_mel_bins=12,
      sampling_rate=200, min_freq=2.0)
layer("MelSpectrogram", SOUND[0], fft_length=64, sequence_length=48, sequence_stride=20,
      num_mel_bins=8, sampling_rate=200, min_freq=2.0, max_freq=80.0, window="hamming",
      power_to_db=False, mag_exp=1.0)
layer("MelSpectrogram", SOUND, fft_length=64, sequence_stride=16, num_mel_bins=12,
      sampling_rate=200, top_db=30.0, ref_power=2.0, min_power=1e-3)
for window in ("barthann", "bartlett", "blackman", "blackmanharris", "bohman", "boxcar", "cosine",
               "flattop", "hamming", "hann", "lanczos", "nuttall", "parzen", "triang", None):
  initializer([9, 1, 5], window=window)
  initializer([8, 1, 9], window=window, side="imag", periodic=True, scaling="spectrum")
initializer([4, 1, 3], window=[0.1, 0.5, 1.0, 0.2], scaling=None)

golden.write("keras/src/test/resources/keratin/golden/facts_spectrograms.json.gz",
             golden.header("spectrograms.py", __doc__.strip()), CASES)
