import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Deeplearning4j M2.1: usage {@code Dl4jPeer.java PEER WORKLOAD}. */
final class Dl4jPeer {
  private Dl4jPeer() {}

  public static void main(String[] args) {
    String peer = args[0];
    String name = args[1];
    String workload = Timing.network(name);
    Nd4j.getRandom().setSeed(1);
    int batch = Timing.batch(name);
    INDArray x;
    MultiLayerConfiguration config;
    switch (workload) {
      case "W1" -> {
        x = Nd4j.rand(batch, 784);
        // dropOut holds the share of values that stays
        config =
            layers(new Adam())
                .layer(dense(784, 256, 1))
                .layer(dense(256, 256, 0.55))
                .layer(softmax(256, 0.55))
                .build();
      }
      case "W2" -> {
        x = Nd4j.rand(batch, 1, 28, 28);
        config =
            layers(new Adam())
                .layer(conv())
                .layer(pool())
                .layer(conv())
                .layer(pool())
                .layer(conv())
                .layer(softmax(576, 0.8))
                .setInputType(InputType.convolutional(28, 28, 1))
                .build();
      }
      case "W3" -> {
        x = Nd4j.rand(batch, 28, 28);
        config =
            layers(new Sgd(0.01))
                .layer(
                    new LastTimeStep(
                        new SimpleRnn.Builder()
                            .nIn(28)
                            .nOut(256)
                            .activation(Activation.TANH)
                            .build()))
                .layer(softmax(256, 1))
                .build();
      }
      case "W4" -> {
        x = Nd4j.createFromArray(words(batch, 80));
        config =
            layers(new Adam())
                .layer(
                    new EmbeddingSequenceLayer.Builder()
                        .nIn(10000)
                        .nOut(100)
                        .inputLength(80)
                        .build())
                .layer(
                    new LastTimeStep(
                        new LSTM.Builder().nIn(100).nOut(64).activation(Activation.TANH).build()))
                .layer(
                    new OutputLayer.Builder(LossFunction.XENT)
                        .activation(Activation.SIGMOID)
                        .nIn(64)
                        .nOut(1)
                        .build())
                .build();
      }
      case "W5" -> {
        INDArray images = Nd4j.rand(batch, 3, 32, 32);
        INDArray labels = oneHot(batch, 100);
        ComputationGraph graph = new ComputationGraph(resnet18());
        graph.init();
        if (Timing.infers(name)) {
          Timing.measure(peer, name, () -> graph.outputSingle(images).getFloat(0));
          return;
        }
        Timing.measure(
            peer, name, () -> graph.fit(new INDArray[] {images}, new INDArray[] {labels}));
        return;
      }
      default -> {
        Timing.lacks(peer, name, "W1 W2 W3 W4 W5 W6-W2-1 W6-W2-256 W6-W5-1 W6-W5-256");
        return;
      }
    }
    INDArray y =
        workload.equals("W4")
            ? Nd4j.rand(batch, 1).gt(0.5).castTo(Nd4j.defaultFloatingPointType())
            : oneHot(batch, 10);
    MultiLayerNetwork network = new MultiLayerNetwork(config);
    network.init();
    if (Timing.infers(name)) {
      Timing.measure(peer, name, () -> network.output(x).getFloat(0));
      return;
    }
    Timing.measure(
        peer,
        name,
        () -> {
          network.fit(x, y);
          network.score();
        });
  }

  private static NeuralNetConfiguration.ListBuilder layers(IUpdater updater) {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .updater(updater)
        .weightInit(WeightInit.XAVIER)
        .list();
  }

  private static DenseLayer dense(int in, int out, double keep) {
    return new DenseLayer.Builder()
        .nIn(in)
        .nOut(out)
        .activation(Activation.RELU)
        .dropOut(keep)
        .build();
  }

  private static OutputLayer softmax(int in, double keep) {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .activation(Activation.SOFTMAX)
        .nIn(in)
        .nOut(10)
        .dropOut(keep)
        .build();
  }

  private static ConvolutionLayer conv() {
    return new ConvolutionLayer.Builder(3, 3).nOut(64).activation(Activation.RELU).build();
  }

  private static SubsamplingLayer pool() {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
        .kernelSize(2, 2)
        .stride(2, 2)
        .build();
  }

  private static float[][] words(int batch, int length) {
    Random random = new Random(1);
    float[][] made = new float[batch][length];
    for (float[] row : made) {
      for (int i = 0; i < length; i++) {
        row[i] = random.nextInt(10000);
      }
    }
    return made;
  }

  private static INDArray oneHot(int rows, int classes) {
    Random random = new Random(2);
    float[][] made = new float[rows][classes];
    for (float[] row : made) {
      row[random.nextInt(classes)] = 1;
    }
    return Nd4j.createFromArray(made);
  }

  private static ComputationGraphConfiguration resnet18() {
    ComputationGraphConfiguration.GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .updater(new Adam())
            .weightInit(WeightInit.RELU)
            .convolutionMode(ConvolutionMode.Same)
            .graphBuilder()
            .addInputs("x")
            .setInputTypes(InputType.convolutional(32, 32, 3));
    String last = relu(graph, normalized(graph, "stem", "x", 64, 3, 1));
    int in = 64;
    for (int filters : new int[] {64, 128, 256, 512}) {
      for (int block = 0; block < 2; block++) {
        String name = "b" + filters + block;
        int stride = block == 0 && filters != 64 ? 2 : 1;
        String y = relu(graph, normalized(graph, name + "a", last, filters, 3, stride));
        y = normalized(graph, name + "b", y, filters, 3, 1);
        String skip =
            filters == in ? last : normalized(graph, name + "s", last, filters, 1, stride);
        graph.addVertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Add), y, skip);
        last = relu(graph, name);
        in = filters;
      }
    }
    graph.addLayer("pool", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), last);
    graph.addLayer(
        "out",
        new OutputLayer.Builder(LossFunction.MCXENT)
            .activation(Activation.SOFTMAX)
            .nOut(100)
            .build(),
        "pool");
    return graph.setOutputs("out").build();
  }

  private static String normalized(
      ComputationGraphConfiguration.GraphBuilder graph,
      String name,
      String input,
      int filters,
      int size,
      int stride) {
    graph.addLayer(
        name,
        new ConvolutionLayer.Builder(size, size)
            .nOut(filters)
            .stride(stride, stride)
            .hasBias(false)
            .activation(Activation.IDENTITY)
            .build(),
        input);
    graph.addLayer(name + "n", new BatchNormalization(), name);
    return name + "n";
  }

  private static String relu(ComputationGraphConfiguration.GraphBuilder graph, String input) {
    graph.addLayer(
        input + "r", new ActivationLayer.Builder().activation(Activation.RELU).build(), input);
    return input + "r";
  }
}
