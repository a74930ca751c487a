import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.GRU;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.nn.recurrent.RNN;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.util.PairList;
import java.util.List;

/** DJL 0.35 on PyTorch 2.7: usage {@code DjlPeer.java PEER WORKLOAD}. */
final class DjlPeer {
  private DjlPeer() {}

  public static void main(String[] args) {
    System.setProperty("ai.djl.pytorch.num_threads", "" + Timing.THREADS);
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    String peer = args[0];
    String name = args[1];
    String workload = Timing.network(name);
    int batch = Timing.batch(name);
    Block net;
    Shape shape;
    switch (workload) {
      case "W1" -> {
        net =
            new SequentialBlock()
                .add(linear(256))
                .add(Activation.reluBlock())
                .add(dropout(0.45f))
                .add(linear(256))
                .add(Activation.reluBlock())
                .add(dropout(0.45f))
                .add(linear(10));
        shape = new Shape(batch, 784);
      }
      case "W2" -> {
        net =
            new SequentialBlock()
                .add(conv())
                .add(Activation.reluBlock())
                .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                .add(conv())
                .add(Activation.reluBlock())
                .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                .add(conv())
                .add(Activation.reluBlock())
                .add(Blocks.batchFlattenBlock())
                .add(dropout(0.2f))
                .add(linear(10));
        shape = new Shape(batch, 1, 28, 28);
      }
      case "W3" -> {
        net =
            new SequentialBlock()
                .add(
                    RNN.builder()
                        .setStateSize(256)
                        .setNumLayers(1)
                        .optBatchFirst(true)
                        .setActivation(RNN.Activation.TANH)
                        .build())
                .add(lastStep())
                .add(linear(10));
        shape = new Shape(batch, 28, 28);
      }
      case "W4", "W4G" -> {
        Block recurrent =
            workload.equals("W4")
                ? LSTM.builder().setStateSize(64).setNumLayers(1).optBatchFirst(true).build()
                : GRU.builder().setStateSize(64).setNumLayers(1).optBatchFirst(true).build();
        net =
            new SequentialBlock()
                .add(new WordTable(10000, 100))
                .add(recurrent)
                .add(lastStep())
                .add(linear(1));
        shape = new Shape(batch, 80);
      }
      case "W5" -> {
        net = resnet18();
        shape = new Shape(batch, 3, 32, 32);
      }
      default -> {
        Timing.lacks(peer, name, "W1 W2 W3 W4 W4G W5 W6-W2-1 W6-W2-256 W6-W5-1 W6-W5-256");
        return;
      }
    }
    if (Timing.infers(name)) {
      infer(peer, name, net, shape);
      return;
    }
    boolean words = workload.startsWith("W4");
    Optimizer optimizer =
        workload.equals("W3")
            ? Optimizer.sgd().setLearningRateTracker(Tracker.fixed(0.01f)).build()
            : Optimizer.adam().optLearningRateTracker(Tracker.fixed(0.001f)).build();
    Loss loss = words ? Loss.sigmoidBinaryCrossEntropyLoss() : Loss.softmaxCrossEntropyLoss();
    try (Model model = Model.newInstance("peer")) {
      model.setBlock(net);
      DefaultTrainingConfig config = new DefaultTrainingConfig(loss).optOptimizer(optimizer);
      try (Trainer trainer = model.newTrainer(config);
          NDManager data = NDManager.newBaseManager()) {
        trainer.initialize(shape);
        Engine.getInstance().setRandomSeed(1);
        NDArray x =
            words
                ? data.randomInteger(0, 10000, shape, DataType.INT64)
                : data.randomUniform(0, 1, shape);
        int classes = workload.equals("W5") ? 100 : 10;
        NDArray y =
            words
                ? data.randomInteger(0, 2, new Shape(batch, 1), DataType.INT64)
                    .toType(DataType.FLOAT32, false)
                : data.randomInteger(0, classes, new Shape(batch), DataType.INT64);
        Timing.measure(
            peer,
            name,
            () -> {
              try (NDManager step = trainer.getManager().newSubManager()) {
                NDArray inputs = x.duplicate();
                inputs.attach(step);
                NDArray value;
                try (GradientCollector collector = trainer.newGradientCollector()) {
                  NDList out = trainer.forward(new NDList(inputs));
                  value = loss.evaluate(new NDList(y), out);
                  collector.backward(value);
                  out.attach(step);
                  value.attach(step);
                }
                trainer.step();
                value.getFloat();
              }
            });
      }
    }
  }

  private static void infer(String peer, String name, Block net, Shape shape) {
    try (Model model = Model.newInstance("peer");
        NDManager data = NDManager.newBaseManager()) {
      net.initialize(data, DataType.FLOAT32, shape);
      model.setBlock(net);
      NDArray x = data.randomUniform(0, 1, shape);
      try (Predictor<NDList, NDList> predictor = model.newPredictor(new NoopTranslator())) {
        Timing.measure(
            peer,
            name,
            () -> {
              try (NDList out = predictor.predict(new NDList(x))) {
                out.singletonOrThrow().softmax(-1).toFloatArray();
              } catch (TranslateException e) {
                throw new IllegalStateException(e);
              }
            });
      }
    }
  }

  private static Block linear(int units) {
    return Linear.builder().setUnits(units).build();
  }

  private static Block dropout(float rate) {
    return Dropout.builder().optRate(rate).build();
  }

  private static Block conv() {
    return Conv2d.builder().setKernelShape(new Shape(3, 3)).setFilters(64).build();
  }

  private static SequentialBlock normalized(int filters, int size, int stride) {
    int pad = size / 2;
    return new SequentialBlock()
        .add(
            Conv2d.builder()
                .setKernelShape(new Shape(size, size))
                .setFilters(filters)
                .optStride(new Shape(stride, stride))
                .optPadding(new Shape(pad, pad))
                .optBias(false)
                .build())
        .add(BatchNorm.builder().build());
  }

  private static Block resnet18() {
    SequentialBlock net = normalized(64, 3, 1).add(Activation.reluBlock());
    for (int filters : new int[] {64, 128, 256, 512}) {
      for (int block = 0; block < 2; block++) {
        int stride = block == 0 && filters != 64 ? 2 : 1;
        Block body =
            normalized(filters, 3, stride)
                .add(Activation.reluBlock())
                .add(normalized(filters, 3, 1));
        Block skip = stride == 1 ? Blocks.identityBlock() : normalized(filters, 1, stride);
        net.add(
                new ParallelBlock(
                    both ->
                        new NDList(
                            both.get(0).singletonOrThrow().add(both.get(1).singletonOrThrow())),
                    List.of(body, skip)))
            .add(Activation.reluBlock());
      }
    }
    return net.add(Pool.globalAvgPool2dBlock()).add(Blocks.batchFlattenBlock()).add(linear(100));
  }

  private static Block lastStep() {
    return LambdaBlock.singleton(all -> all.get(":, -1"));
  }

  /** An embedding over word numbers; DJL's own wants its vocabulary. */
  private static final class WordTable extends AbstractBlock {
    private final Parameter table;
    private final int width;

    WordTable(int words, int width) {
      this.width = width;
      table =
          addParameter(
              Parameter.builder()
                  .setName("table")
                  .setType(Parameter.Type.WEIGHT)
                  .optShape(new Shape(words, width))
                  .build());
    }

    @Override
    protected NDList forwardInternal(
        ParameterStore store, NDList inputs, boolean training, PairList<String, Object> more) {
      NDArray words = inputs.singletonOrThrow();
      return Embedding.embedding(
          words, store.getValue(table, words.getDevice(), training), SparseFormat.DENSE);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
      return new Shape[] {inputs[0].add(width)};
    }
  }
}
