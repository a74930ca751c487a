"""Files as TensorFlow writes them: TFRecords with examples, and an event file of TensorBoard.

examples.tfrecord holds three tf.train.Example: "id" two int64, "x" two float32, "s" a string; the
same packed by gzip and zlib. events.tfevents holds a scalar at three steps, histograms, texts,
images and a description, and the older forms of scalar, histogram and image; their wall time is
set to 1,600,000,000 + the number of the event / 8, as the real one would differ from run to run.
events.json says what they hold.
"""

import glob
import json
import os
import sys
import tempfile

import golden

import numpy as np
import tensorflow as tf
from tensorflow.core.util import event_pb2

FORMATS = os.path.join(golden.ROOT, "formats/src/test/resources/keratin/formats")


def example(i):
  list_of = {
      "id": tf.train.Feature(int64_list=tf.train.Int64List(value=[i, -i])),
      "x": tf.train.Feature(float_list=tf.train.FloatList(value=[i / 2, 1.25])),
      "s": tf.train.Feature(bytes_list=tf.train.BytesList(value=[f"rec{i}".encode()])),
  }
  features = tf.train.Features(feature=list_of)
  return tf.train.Example(features=features).SerializeToString(deterministic=True)


def examples():
  for packing, ending in [("", ""), ("GZIP", ".gz"), ("ZLIB", ".zlib")]:
    path = os.path.join(FORMATS, "tfrecord", "examples.tfrecord" + ending)
    with tf.io.TFRecordWriter(path, packing) as writer:
      for i in range(3):
        writer.write(example(i))


def summaries():
  values = np.array([0, 1, 2, 3, 4, 5, 6, 7, 7.9, 8])
  pixels = np.linspace(-0.1, 1.1, 2 * 2 * 3 * 3, dtype=np.float32).reshape(2, 2, 3, 3)
  with tempfile.TemporaryDirectory() as folder:
    writer = tf.summary.create_file_writer(folder)
    with writer.as_default():
      for step in range(3):
        tf.summary.scalar("loss", 1 / (step + 1), step=step)
      tf.summary.histogram("five", values, step=1, buckets=5)
      tf.summary.histogram("thirty", values.astype(np.float32), step=1)
      tf.summary.histogram("alike", np.ones(7), step=1)
      tf.summary.histogram("none", np.ones(0), step=1)
      tf.summary.text("note", "hello **tb**", step=0)
      tf.summary.text("table", [["a", "b"], ["c", "d"]], step=2)
      tf.summary.image("colour", pixels, step=3, max_outputs=1)
      tf.summary.image("grey", pixels[..., :1], step=3)
      tf.summary.image("bytes", (pixels[..., :1] * 100).clip(0).astype(np.uint8), step=3)
      tf.summary.scalar("described", 2, step=1, description="*d*")
    writer.close()
    file = glob.glob(folder + "/*")[0]
    return [event_pb2.Event.FromString(r.numpy()) for r in tf.data.TFRecordDataset(file)]


def older():
  value = tf.compat.v1.Summary.Value
  histogram = tf.compat.v1.HistogramProto(
      min=-1, max=2, num=4, sum=3, bucket_limit=[-1e9, 0, 1, 1e9], bucket=[0, 1, 2, 1])
  image = tf.compat.v1.Summary.Image(height=2, width=3, colorspace=1, encoded_image_string=b"png")
  values = [value(tag="s", simple_value=0.5), value(tag="h", histo=histogram),
            value(tag="i", image=image)]
  return event_pb2.Event(step=9, summary=tf.compat.v1.Summary(value=values))


def contents(event):
  values = []
  for v in event.summary.value:
    entry = {"tag": v.tag, "plugin": v.metadata.plugin_data.plugin_name}
    if v.HasField("tensor"):
      array = tf.make_ndarray(v.tensor)
      if array.dtype.kind == "O":
        array = np.vectorize(lambda b: b.hex() if b[:4] == b"\x89PNG" else b.decode())(array)
      entry.update(golden.tensor(array))
    values.append(entry)
  return {"step": event.step, "values": values}


def main():
  for folder in ("tfrecord", "tfevents"):
    os.makedirs(os.path.join(FORMATS, folder), exist_ok=True)
  examples()
  events = summaries() + [older()]
  with tf.io.TFRecordWriter(os.path.join(FORMATS, "tfevents", "events.tfevents")) as writer:
    for i, event in enumerate(events):
      event.wall_time = 1_600_000_000 + i / 8
      writer.write(event.SerializeToString(deterministic=True))
  note = " ".join(__doc__.split())
  golden.write("keras/src/test/resources/keratin/golden/events.json",
               golden.header("tf_files.py", note), [contents(e) for e in events])


if __name__ == "__main__":
  main()
