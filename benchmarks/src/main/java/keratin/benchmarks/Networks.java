package keratin.benchmarks;

import keratin.layers.Layer;
import keratin.layers.activations.ReLU;
import keratin.layers.convolutional.Conv2D;
import keratin.layers.core.Dense;
import keratin.layers.core.Embedding;
import keratin.layers.core.Input;
import keratin.layers.merging.Add;
import keratin.layers.normalization.BatchNormalization;
import keratin.layers.pooling.GlobalAveragePooling2D;
import keratin.layers.pooling.MaxPooling2D;
import keratin.layers.regularization.Dropout;
import keratin.layers.reshaping.Flatten;
import keratin.layers.rnn.SimpleRNN;
import keratin.models.Model;
import keratin.models.Sequential;
import keratin.tensor.DType;
import keratin.tensor.Tensor;

/** The networks of the workloads; peers/python/keras_models.py has the same in Keras. */
final class Networks {
  private Networks() {}

  /** Dense 784-256-256-10, ReLU, dropout 0.45. */
  static Model mlp() {
    return new Sequential(
        new Input(784),
        new Dense(256).activation("relu"),
        new Dropout(0.45),
        new Dense(256).activation("relu"),
        new Dropout(0.45),
        new Dense(10).activation("softmax"));
  }

  /** Three convolutions of 64 filters on 28×28×1 with pooling between. */
  static Model cnn() {
    return new Sequential(
        new Input(28, 28, 1),
        new Conv2D(64, 3).activation("relu"),
        new MaxPooling2D(2),
        new Conv2D(64, 3).activation("relu"),
        new MaxPooling2D(2),
        new Conv2D(64, 3).activation("relu"),
        new Flatten(),
        new Dropout(0.2),
        new Dense(10).activation("softmax"));
  }

  /** A simple recurrent layer of 256 units over the 28 rows of an image. */
  static Model rows() {
    return new Sequential(
        new Input(28, 28), new SimpleRNN(256), new Dense(10).activation("softmax"));
  }

  /** Vectors of 100 numbers for 80 of 10,000 words, a recurrent layer, and one number. */
  static Model sentiment(Layer recurrent) {
    return new Sequential(
        new Input(80).dtype(DType.INT32),
        new Embedding(10_000, 100),
        recurrent,
        new Dense(1).activation("sigmoid"));
  }

  /** ResNet-18 for 32×32×3: a stem of 3×3, then two blocks each of 64, 128, 256, 512 filters. */
  static Model resnet18() {
    Tensor images = new Input(32, 32, 3).tensor();
    Tensor x = new ReLU().of(normalized(images, 64, 3, 1));
    for (int filters = 64; filters <= 512; filters *= 2) {
      x = block(x, filters, filters == 64 ? 1 : 2);
      x = block(x, filters, 1);
    }
    Tensor pooled = new GlobalAveragePooling2D().of(x);
    return new Model(images, new Dense(100).activation("softmax").of(pooled));
  }

  private static Tensor block(Tensor x, int filters, int stride) {
    Tensor y = new ReLU().of(normalized(x, filters, 3, stride));
    y = normalized(y, filters, 3, 1);
    boolean same = stride == 1 && x.shape().dim(-1) == filters;
    Tensor skip = same ? x : normalized(x, filters, 1, stride);
    return new ReLU().of(new Add().of(y, skip));
  }

  private static Tensor normalized(Tensor x, int filters, int size, int stride) {
    Conv2D conv = new Conv2D(filters, size).strides(stride).padding("same").useBias(false);
    return new BatchNormalization().of(conv.of(x));
  }
}
