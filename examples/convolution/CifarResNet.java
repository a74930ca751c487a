import static keratin.ops.Ops.*;

import module keratin;

import keratin.layers.core.Identity;
import keratin.losses.SparseCategoricalCrossentropy;

/**
 * The practical of the notes: ResNet-18 written by subclassing, trained by {@code fit}.
 *
 * <p>Arguments: the number of epochs (10), images to train on (all), images to test on (all).
 */
void main(String[] arguments) {
  int epochs = argument(arguments, 0, 10);
  var data = Datasets.cifar10();
  int count = Math.min(argument(arguments, 1, Integer.MAX_VALUE), data.xTrain().shape().dim(0));
  int tested = Math.min(argument(arguments, 2, Integer.MAX_VALUE), data.xTest().shape().dim(0));
  var model = new ResNet(new int[] {2, 2, 2, 2}, 10);
  model.buildFor(Shape.of(Shape.UNKNOWN, 32, 32, 3));
  model.summary();
  model.compile(new Adam(1e-3), new SparseCategoricalCrossentropy().fromLogits(true), "accuracy");
  model.fit(
      images(data.xTrain().slice(0, 0, count)),
      data.yTrain().slice(0, 0, count),
      new Fit().batchSize(64).epochs(epochs).validationSplit(0.05));
  var result =
      model.evaluate(images(data.xTest().slice(0, 0, tested)), data.yTest().slice(0, 0, tested));
  IO.println("Test accuracy: %.4f".formatted(result.get("accuracy")));
}

/** Two convolutions, and a shortcut around them. */
final class BasicBlock extends Layer {
  private final Conv2D conv1;
  private final BatchNormalization bn1 = new BatchNormalization();
  private final Conv2D conv2;
  private final BatchNormalization bn2 = new BatchNormalization();
  private final Layer downsample;

  BasicBlock(int filters, int stride) {
    conv1 = track(new Conv2D(filters, 3).strides(stride).padding("same"));
    track(bn1);
    conv2 = track(new Conv2D(filters, 3).padding("same"));
    track(bn2);
    downsample = track(stride == 1 ? new Identity() : new Conv2D(filters, 1).strides(stride));
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    var out = Nn.relu(bn1.of(conv1.of(x, training), training));
    out = bn2.of(conv2.of(out, training), training);
    return Nn.relu(out.add(downsample.of(x, training)));
  }
}

/** A stem, four stages of blocks, the mean over all places, a dense layer. */
final class ResNet extends Model {
  private final Sequential stem =
      track(
          new Sequential(
              new Conv2D(64, 3).padding("same"), new BatchNormalization(), new Activation("relu")));
  private final List<Sequential> stages = new ArrayList<>();
  private final GlobalAveragePooling2D avgpool = track(new GlobalAveragePooling2D());
  private final Dense fc;

  ResNet(int[] layerDims, int classes) {
    for (int stage = 0; stage < layerDims.length; stage++) {
      var blocks = new Sequential();
      for (int block = 0; block < layerDims[stage]; block++) {
        blocks.add(new BasicBlock(64 << stage, stage > 0 && block == 0 ? 2 : 1));
      }
      stages.add(track(blocks));
    }
    fc = track(new Dense(classes));
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    var y = stem.of(x, training);
    for (var stage : stages) {
      y = stage.of(y, training);
    }
    return fc.of(avgpool.of(y, training), training);
  }
}

Tensor images(Tensor bytes) {
  return cast(bytes, DType.FLOAT32).div(127.5).sub(1);
}

int argument(String[] arguments, int index, int preset) {
  return index < arguments.length ? Integer.parseInt(arguments[index]) : preset;
}
