"""What Keras' layers for images give for a seed: images, boxes, labels, masks.

A case holds "class", "config", "seed" (of Python's and Keras' generators), "images" and maybe
"boxes", "box_labels", "labels", "masks"; "training"; and what came, "expected" with the same names.
Backend: tensorflow.
"""

import golden

import keras
import numpy as np

CASES = []
RNG = np.random.default_rng(7)
IMAGES = np.round(RNG.uniform(0, 255, (3, 6, 8, 3)) * 4) / 4
IMAGES = IMAGES.astype("float32")
BOXES = np.array([[[1, 1, 5, 4], [2, 0, 8, 6]], [[0, 2, 3, 5], [4, 1, 7, 3]],
                  [[2, 2, 6, 6], [1, 3, 4, 5]]], "float32")
BOX_LABELS = np.array([[0, 1], [2, 3], [4, 5]], "int32")
# Keras shears boxes by parts of the sides, images by pixels: the same only where sides are equal.
SQUARE = np.concatenate([IMAGES, IMAGES[:, :2]], axis=1)
LABELS = np.eye(3, dtype="float32")


def first(images):
  return np.ascontiguousarray(np.moveaxis(images, -1, -3))


def case(name, images=IMAGES, training=True, boxes=False, labels=False, **config):
  keras.utils.set_random_seed(5)
  seed = config.get("seed")
  layer = getattr(keras.layers, name)(**config)
  given = {"images": images}
  if boxes:
    given["bounding_boxes"] = {"boxes": BOXES.copy(), "labels": BOX_LABELS.copy()}
  if labels:
    given["labels"] = LABELS.copy()
  more = boxes or labels
  made = layer(dict(given) if more else images, training=training)
  config = layer.get_config()
  for key in ("name", "trainable", "dtype"):
    config.pop(key)
  if name in ("RandomCrop", "RandomGrayscale"):  # not what was given, and nothing
    config["seed"] = seed
  fact = {"id": f"image_layers-{len(CASES)}", "class": name, "config": plain(config), "seed": 5,
          "training": training, "images": golden.tensor(images)}
  if boxes:
    fact["boxes"] = golden.tensor(BOXES)
    fact["box_labels"] = golden.tensor(BOX_LABELS)
  if labels:
    fact["labels"] = golden.tensor(LABELS)
  expected = {"images": golden.tensor(np.array(made["images"] if more else made))}
  if boxes:
    expected["boxes"] = golden.tensor(np.array(made["bounding_boxes"]["boxes"]))
    expected["box_labels"] = golden.tensor(np.array(made["bounding_boxes"]["labels"]))
  if labels:
    expected["labels"] = golden.tensor(np.array(made["labels"]))
  fact["expected"] = expected
  CASES.append(fact)


def plain(value):
  if isinstance(value, dict):
    return {k: plain(v) for k, v in value.items()}
  if isinstance(value, (list, tuple)):
    return [plain(v) for v in value]
  return value


UNIT = (IMAGES / 255).astype("float32")
for seed in (3, None):
  case("RandomBrightness", factor=0.3, seed=seed)
  case("RandomContrast", factor=(0.2, 0.6), seed=seed)
  case("RandomColorDegeneration", factor=0.5, seed=seed)
  case("RandomSaturation", UNIT, factor=(0.3, 0.8), value_range=(0, 1), seed=seed)
  case("RandomHue", factor=(0.1, 0.6), seed=seed)
  case("RandomPosterization", factor=(1, 6), seed=seed)
  case("RandomSharpness", factor=0.7, seed=seed)
  case("RandomInvert", factor=0.6, seed=seed)
  case("RandomGaussianBlur", factor=0.7, kernel_size=(3, 5), sigma=(0.4, 0.9), seed=seed)
  case("Solarization", addition_factor=0.3, threshold_factor=(0.2, 0.7), seed=seed)
  case("RandomErasing", scale=(0.1, 0.5), seed=seed)
  case("RandomErasing", factor=0.8, fill_value=(1, 2, 3), seed=seed)
  case("RandomFlip", mode="horizontal", seed=seed)
  case("RandomFlip", seed=seed)
  case("RandomCrop", height=4, width=5, seed=seed)
  case("RandomRotation", factor=0.2, seed=seed)
  case("RandomRotation", factor=(0.1, 0.3), fill_mode="constant", fill_value=7.0,
       interpolation="nearest", seed=seed)
  case("RandomTranslation", height_factor=0.3, width_factor=(-0.4, 0.2), fill_mode="wrap", seed=seed)
  case("RandomZoom", height_factor=(-0.4, 0.3), fill_mode="nearest", seed=seed)
  case("RandomZoom", height_factor=0.3, width_factor=0.5, seed=seed)
  case("RandomShear", x_factor=0.3, y_factor=(0.1, 0.5), seed=seed)
  case("RandomPerspective", factor=0.9, scale=0.4, seed=seed)
  case("RandomElasticTransform", factor=0.9, scale=0.8, fill_mode="nearest", seed=seed)
  case("RandomColorJitter", brightness_factor=0.2, contrast_factor=0.3, hue_factor=0.2, seed=seed)
  case("RandAugment", factor=0.4, num_ops=3, seed=seed)
  case("AugMix", factor=0.4, seed=seed)
  case("AugMix", factor=0.4, all_ops=False, num_chains=2, seed=seed)
  case("CutMix", labels=True, seed=seed)
  case("MixUp", labels=True, seed=seed)
  case("RandomGrayscale", factor=0.6, seed=seed)
case("AutoContrast")
case("AutoContrast", UNIT, value_range=(0, 1), training=False)
case("Equalization", bins=64)
case("Equalization", UNIT, value_range=(0, 1))
case("ContrastLimitedAdaptiveHistogramEqualization", tile_grid_size=(2, 3))
case("ContrastLimitedAdaptiveHistogramEqualization", UNIT, value_range=(0, 1), clip_limit=1.5,
     tile_grid_size=(4, 3))
for name, config in [("RandomSharpness", {"factor": 0.7}), ("RandomHue", {"factor": 0.4}),
                     ("RandomFlip", {}), ("RandomRotation", {"factor": 0.2}),
                     ("RandomErasing", {}), ("RandomZoom", {"height_factor": 0.3}),
                     ("RandomContrast", {"factor": 0.4}), ("CutMix", {}),
                     ("RandomCrop", {"height": 4, "width": 4})]:
  case(name, first(IMAGES), data_format="channels_first", seed=2, **config)
for name, config in [("RandomBrightness", {"factor": 0.3}), ("RandomFlip", {}),
                     ("RandomRotation", {"factor": 0.2}), ("RandomErasing", {}),
                     ("RandomTranslation", {"height_factor": 0.3, "width_factor": 0.3}),
                     ("RandomHue", {"factor": 0.4}), ("CutMix", {}),
                     ("RandomCrop", {"height": 10, "width": 4})]:
  case(name, IMAGES[0], seed=2, **config)
for name, config in [("RandomFlip", {}), ("RandomFlip", {"mode": "vertical"}),
                     ("RandomTranslation", {"height_factor": 0.3, "width_factor": 0.3}),
                     ("RandomZoom", {"height_factor": 0.3, "width_factor": 0.4}),
                     ("RandomShear", {"x_factor": 0.3, "y_factor": 0.2}),
                     ("RandomRotation", {"factor": 0.2}),
                     ("RandomPerspective", {"scale": 0.4}),
                     ("CenterCrop", {"height": 4, "width": 4}),
                     ("CenterCrop", {"height": 9, "width": 4}),
                     ("Resizing", {"height": 3, "width": 4}),
                     ("Resizing", {"height": 9, "width": 9, "crop_to_aspect_ratio": True}),
                     ("Resizing", {"height": 9, "width": 7, "pad_to_aspect_ratio": True})]:
  seed = {"seed": 2} if name.startswith("Random") else {}
  case(name, SQUARE if name == "RandomShear" else IMAGES, boxes=True, bounding_box_format="xyxy",
       **seed, **config)
for seed in (3, 4, 9):  # 2 draws one change twice, which Keras does to boxes once
  case("RandAugment", SQUARE, boxes=True, bounding_box_format="xyxy", seed=seed)

golden.write("keras/src/test/resources/keratin/golden/facts_image_layers.json.gz",
             golden.header("image_layers.py", __doc__.strip()), CASES)
