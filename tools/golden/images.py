"""keras.ops.image and tf.image as the conformance runner's cases, with gradients where TensorFlow has them.

A case is "kind" "op" or "tf_op", "function", "args", "kwargs", "expected" as in a recorded case, and "expected_grads_args" or
"expected_grads_float_args": the gradients of the sum of all float outputs, weighted by ((7 i) mod 11 - 5) / 5 over the flat index,
by the float arguments.
"""

import golden

import keras
import numpy as np
import tensorflow as tf

RANDOM = np.random.RandomState(20260301)


def reals(*shape):
  return RANDOM.uniform(0, 1, shape).astype("float32")


IMAGE, OTHER, BATCH = reals(5, 7, 3), reals(5, 7, 3), reals(2, 5, 7, 3)
FIRST = np.transpose(BATCH, (0, 3, 1, 2)).copy()
BYTES = RANDOM.randint(0, 256, (1, 5, 6, 3)).astype("uint8")
SIGNED = RANDOM.randint(-1000, 1000, (1, 4, 5, 2)).astype("int32")
LARGE, LARGER = reals(1, 16, 18, 2), reals(1, 16, 18, 2)
VOLUME = reals(1, 4, 5, 6, 2)
TURN = np.array([0.9, 0.3, -0.7, -0.2, 1.1, 0.4, 0.01, -0.02], "float32")
SHIFT = np.array([1, 0, -4.3, 0, 1, 6.7, 0, 0], "float32")
CORNERS = np.array([[0, 0], [6, 0], [0, 4], [6, 4]], "float32")
MOVED = np.array([[1, 0.5], [5.5, -0.5], [0.5, 3.5], [6.5, 4.5]], "float32")
BOXES = np.array([[0, 0, 1, 1], [0, 0.1, 1, 1.1], [0, 2, 1, 3], [0.1, 2.2, 1.1, 3.1], [5, 5, 4, 4]], "float32")
SCORES = np.array([0.9, 0.75, 0.6, 0.95, 0.3], "float32")

KERAS = []
TF = []


def k(function, *args, **kwargs):
  KERAS.append((function, args, kwargs))


def t(function, *args, **kwargs):
  TF.append((function, args, kwargs))


for method in ["nearest", "bilinear", "bicubic", "lanczos3", "lanczos5", "area"]:
  for size in [[3, 4], [9, 10], [4, 11]]:
    k("resize", BATCH, size, interpolation=method)
  for antialias in [False, True]:
    k("resize", BATCH, [3, 3], interpolation=method, antialias=antialias)
k("resize", IMAGE, [3, 4])
k("resize", FIRST, [8, 4], data_format="channels_first")
k("resize", BYTES, [3, 4])
k("resize", BYTES, [8, 9], interpolation="bicubic")
k("resize", SIGNED, [8, 10])
k("resize", BATCH, [3, 3], crop_to_aspect_ratio=True)
k("resize", BATCH, [6, 4], crop_to_aspect_ratio=True)
k("resize", BATCH, [3, 3], pad_to_aspect_ratio=True, fill_value=0.5)
k("resize", FIRST, [3, 8], pad_to_aspect_ratio=True, data_format="channels_first")
for interpolation in ["nearest", "bilinear"]:
  for mode in ["constant", "nearest", "wrap", "reflect"]:
    k("affine_transform", BATCH, np.stack([TURN, SHIFT]), interpolation=interpolation, fill_mode=mode, fill_value=0.25)
k("affine_transform", IMAGE, TURN)
k("affine_transform", FIRST, TURN, data_format="channels_first")
k("affine_transform", BYTES, TURN, interpolation="nearest")
k("perspective_transform", IMAGE, CORNERS, MOVED)
k("perspective_transform", BATCH, np.stack([CORNERS, CORNERS]), np.stack([MOVED, MOVED[::-1].copy()]), interpolation="nearest",
  fill_value=0.5)
k("perspective_transform", FIRST, CORNERS, MOVED, data_format="channels_first")
k("crop_images", BATCH, top_cropping=1, left_cropping=2, target_height=3, target_width=4)
k("crop_images", IMAGE, bottom_cropping=1, right_cropping=2, target_height=3, target_width=4)
k("crop_images", FIRST, top_cropping=1, bottom_cropping=1, left_cropping=0, right_cropping=3, data_format="channels_first")
k("pad_images", BATCH, top_padding=1, left_padding=2, target_height=8, target_width=10)
k("pad_images", IMAGE, bottom_padding=1, right_padding=2, target_height=8, target_width=10)
k("pad_images", FIRST, top_padding=1, bottom_padding=1, left_padding=0, right_padding=3, data_format="channels_first")
k("extract_patches", BATCH, [2, 3])
k("extract_patches", BATCH, 2, strides=1, padding="same")
k("extract_patches", IMAGE, [3, 3], strides=[1, 1], dilation_rate=2)
k("extract_patches_3d", VOLUME, [2, 2, 3])
k("extract_patches_3d", VOLUME, 2, strides=1, padding="same")
k("gaussian_blur", BATCH)
k("gaussian_blur", IMAGE, kernel_size=[5, 3], sigma=[1.5, 0.7])
k("gaussian_blur", FIRST, kernel_size=[3, 5], sigma=[0.5, 2.0], data_format="channels_first")
k("rgb_to_grayscale", BATCH)
k("rgb_to_grayscale", BYTES)
k("rgb_to_grayscale", FIRST, data_format="channels_first")
k("rgb_to_grayscale", BATCH[..., :1].copy())
for function in ["rgb_to_hsv", "hsv_to_rgb"]:
  k(function, BATCH)
  k(function, FIRST, data_format="channels_first")
for order in [0, 1]:
  for mode in ["constant", "nearest", "wrap"]:
    k("map_coordinates", IMAGE[..., 0].copy(), (RANDOM.uniform(-3, 9, (2, 3, 4))).astype("float32"), order, fill_mode=mode,
      fill_value=0.25)
  for mode in ["mirror", "reflect"]:
    k("map_coordinates", IMAGE[..., 0].copy(), (RANDOM.uniform(0, 4, (2, 3, 4))).astype("float32"), order, fill_mode=mode)
k("map_coordinates", SIGNED[0, ..., 0].copy(), (RANDOM.uniform(0, 3, (2, 5))).astype("float32"), 1)
for method in ["linear", "cubic", "lanczos3", "lanczos5"]:
  for antialias in [False, True]:
    k("scale_and_translate", IMAGE, [4, 9, 3], np.array([0.7, 1.4], "float32"), np.array([0.3, -0.8], "float32"), [0, 1], method,
      antialias=antialias)
k("sobel_edges", BATCH)
k("sobel_edges", FIRST, data_format="channels_first")
k("ssim", LARGE, LARGER)
k("ssim", IMAGE, OTHER, max_val=2.0, filter_size=3, filter_sigma=0.8, k1=0.02, k2=0.04)

for method in ["bilinear", "nearest", "bicubic", "area", "lanczos3", "lanczos5", "gaussian", "mitchellcubic"]:
  for size in [[2, 3], [6, 9], [8, 5]]:
    for antialias in [False, True]:
      t("resize", BATCH, size, method=method, antialias=antialias)
t("resize", BATCH, [4, 4], preserve_aspect_ratio=True)
t("resize_with_pad", BATCH, 6, 6)
t("resize_with_pad", BATCH, 9, 4, method="bicubic", antialias=True)
t("resize_with_crop_or_pad", BATCH, 3, 10)
t("resize_with_crop_or_pad", IMAGE, 8, 2)
t("crop_to_bounding_box", BATCH, 1, 2, 3, 4)
t("pad_to_bounding_box", IMAGE, 1, 2, 8, 10)
t("central_crop", BATCH, 0.3)
for function in ["flip_left_right", "flip_up_down", "transpose", "rgb_to_grayscale", "rgb_to_hsv", "rgb_to_yiq", "yiq_to_rgb",
                 "rgb_to_yuv", "yuv_to_rgb", "per_image_standardization", "sobel_edges", "total_variation", "image_gradients"]:
  t(function, BATCH)
for turns in [1, 2, 3, -1]:
  t("rot90", BATCH, turns)
t("total_variation", IMAGE)
t("adjust_brightness", IMAGE, 0.25)
t("adjust_brightness", BYTES, 0.25)
t("adjust_contrast", BATCH, 1.7)
t("adjust_contrast", BYTES, 0.4)
t("adjust_gamma", BATCH, 2.2)
t("adjust_gamma", BATCH, gamma=0.5, gain=1.5)
t("adjust_hue", BATCH, -0.3)
t("adjust_saturation", BATCH, 2.5)
t("per_image_standardization", BYTES)
for image, dtype in [(BYTES, "float32"), (BATCH, "uint8"), (BYTES, "int16"), (SIGNED, "int8"), (BYTES, "int32"), (BATCH, "float64")]:
  for saturate in [False, True]:
    t("convert_image_dtype", image, {"dtype_name": dtype}, saturate=saturate)
t("extract_patches", BATCH, [1, 3, 2, 1], [1, 1, 2, 1], [1, 1, 1, 1], "SAME")
t("extract_patches", BATCH, [1, 2, 2, 1], [1, 1, 1, 1], [1, 2, 3, 1], "VALID")
for method in ["bilinear", "nearest"]:
  t("crop_and_resize", BATCH, np.array([[0, 0, 0.6, 0.7], [0.23, -0.2, 1.1, 1], [0.8, 0.9, 0.1, 0.2]], "float32"),
    np.array([0, 1, 1], "int32"), [3, 4], method=method, extrapolation_value=0.5)
t("crop_and_resize", BATCH, np.array([[0.13, 0.2, 0.6, 0.7]], "float32"), np.array([1], "int32"), [1, 1])
t("non_max_suppression", BOXES, SCORES, 3)
t("non_max_suppression", BOXES, SCORES, 5, 0.3, 0.5)
t("non_max_suppression_with_scores", BOXES, SCORES, 5, 0.5, 0.1, 0.5)
t("non_max_suppression_overlaps", reals(4, 4), SCORES[:4].copy(), 3, 0.6)
t("psnr", BATCH, BATCH[::-1].copy(), 1.0)
t("ssim", LARGE, LARGER, 1.0)
t("ssim", BATCH, BATCH[::-1].copy(), 1.0, filter_size=3)
t("ssim_multiscale", LARGE, LARGE * np.float32(0.8), 1.0, power_factors=[0.3, 0.7], filter_size=5)


def plain(value):
  if isinstance(value, np.ndarray):
    return golden.tensor(value)
  if isinstance(value, (list, tuple)):
    return [plain(v) for v in value]
  if isinstance(value, tf.Tensor):
    return golden.tensor(value.numpy())
  return value


def typed(value):
  return tf.as_dtype(value["dtype_name"]) if isinstance(value, dict) else value


def weights(y):
  u = (7 * np.arange(int(tf.size(y))) % 11 - 5) / 5
  return tf.cast(tf.reshape(tf.constant(u), y.shape), y.dtype)


def case(i, kind, prefix, gradients, function, call, args, kwargs):
  row = {"id": f"images-{i:04}", "kind": kind, "function": prefix + function, "args": plain(args), "kwargs": plain(kwargs),
         "test_tolerance": {"atol": 1e-5, "rtol": 1e-5}}
  tensors = [tf.constant(a) if isinstance(a, np.ndarray) else typed(a) for a in args]
  floats = [a for a in tensors if isinstance(a, tf.Tensor) and a.dtype.is_floating]
  found = [None]
  with tf.GradientTape() as tape:
    tape.watch(floats)
    y = call(*tensors, **kwargs)
    outputs = [o for o in tf.nest.flatten(y) if o.dtype.is_floating]
    total = tf.add_n([tf.cast(tf.reduce_sum(o * weights(o)), "float32") for o in outputs]) if outputs else None
  try:
    found = tape.gradient(total, floats) if outputs else [None]
  except LookupError:
    pass  # TensorFlow has no gradient for it
  row["expected"] = plain(list(y) if isinstance(y, tuple) else y)
  # TensorFlow's gradients of a warp, and by boxes of nearest pixels, are those of another function.
  own = function in ("affine_transform", "perspective_transform") or kwargs.get("extrapolation_value") and kwargs["method"] == "nearest"
  if all(g is not None for g in found) and not own:
    row[gradients] = plain(found)
  return row


ROWS = []
for function, args, kwargs in KERAS:
  ROWS.append(case(len(ROWS), "op", "image.", "expected_grads_args", function, getattr(keras.ops.image, function), args, kwargs))
for function, args, kwargs in TF:
  ROWS.append(
      case(len(ROWS), "tf_op", "tf.image.", "expected_grads_float_args", function, getattr(tf.image, function), args, kwargs))

golden.write(
    "examples/src/test/resources/keratin/conformance/images/images.json.gz", golden.header("images.py", __doc__), ROWS)
