package keratin.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import keratin.layers.Layer;
import keratin.layers.convolutional.Conv2D;
import keratin.layers.core.Dense;
import keratin.layers.core.Input;
import keratin.layers.pooling.MaxPooling2D;
import keratin.layers.regularization.Dropout;
import keratin.layers.reshaping.Flatten;
import keratin.layers.rnn.SimpleRNN;
import keratin.models.Sequential;
import keratin.optimizers.Optimizer;
import keratin.optimizers.Optimizers;
import keratin.optimizers.SGD;
import keratin.regularizers.L2;

/**
 * A row of the book's three tables of classifiers of MNIST: a network, how it is trained, and what
 * the book printed.
 *
 * @param net the family of the network
 * @param units of the hidden layers
 * @param relu whether an MLP's layers have an activation
 * @param l2 the penalty on an MLP's kernels
 * @param dropout after each hidden layer of an MLP, before the last layer of a CNN, on the inputs
 *     of an RNN
 * @param optimizer with Keras' defaults
 * @param printed the test accuracy in the book, in percent
 */
record BookRow(
    Net net,
    List<Integer> units,
    boolean relu,
    double l2,
    double dropout,
    String optimizer,
    double printed) {

  /** The three chapters. */
  enum Net {
    MLP,
    CNN,
    RNN
  }

  /** All rows in the book's order. */
  static List<BookRow> all() {
    return Stream.of(mlps(), cnns(), rnns()).flatMap(List::stream).toList();
  }

  private static List<BookRow> mlps() {
    List<Integer> usual = List.of(256, 256, 256);
    var rows = new ArrayList<BookRow>();
    rows.add(new BookRow(Net.MLP, usual, false, 0, 0, "SGD", 92.5));
    rows.add(new BookRow(Net.MLP, usual, true, 0.001, 0, "SGD", 98.0));
    rows.add(new BookRow(Net.MLP, usual, true, 0.01, 0, "SGD", 96.7));
    rows.add(mlp(usual, 0, "SGD", 98.0));
    rows.add(mlp(usual, 0.4, "SGD", 98.1));
    rows.add(mlp(usual, 0.45, "SGD", 98.1));
    rows.add(mlp(usual, 0.5, "SGD", 98.1));
    rows.add(mlp(usual, 0.6, "SGD", 97.9));
    rows.add(mlp(List.of(256, 512, 256), 0.45, "SGD", 98.2));
    rows.add(mlp(List.of(512, 512, 512), 0.2, "SGD", 98.3));
    rows.add(mlp(List.of(512, 512, 512), 0.4, "SGD", 98.3));
    rows.add(mlp(List.of(512, 1024, 512), 0.45, "SGD", 98.2));
    rows.add(mlp(List.of(1024, 1024, 1024), 0.4, "SGD", 98.3));
    rows.add(mlp(usual, 0.6, "Adam", 98.2));
    rows.add(mlp(usual, 0.55, "Adam", 98.3));
    rows.add(mlp(usual, 0.45, "Adam", 98.5));
    rows.add(mlp(usual, 0.45, "RMSprop", 98.1));
    rows.add(mlp(List.of(128, 128, 128), 0.45, "Adam", 97.7));
    return rows;
  }

  private static BookRow mlp(List<Integer> units, double dropout, String optimizer, double book) {
    return new BookRow(Net.MLP, units, true, 0, dropout, optimizer, book);
  }

  private static List<BookRow> cnns() {
    return List.of(
        cnn(0.2, "SGD", 98.5),
        cnn(0.2, "RMSprop", 99.0),
        cnn(0.2, "Adam", 99.4),
        cnn(0.4, "Adam", 99.3));
  }

  private static BookRow cnn(double dropout, String optimizer, double book) {
    return new BookRow(Net.CNN, List.of(64, 64, 64), true, 0, dropout, optimizer, book);
  }

  private static List<BookRow> rnns() {
    return List.of(rnn("SGD", 98.0), rnn("RMSprop", 97.6), rnn("Adam", 97.4), rnn("SGD", 98.3));
  }

  private static BookRow rnn(String optimizer, double book) {
    return new BookRow(Net.RNN, List.of(256), true, 0, 0.2, optimizer, book);
  }

  /** The layers, as {@code 256-512-256}. */
  String layers() {
    return String.join("-", units.stream().map(String::valueOf).toList());
  }

  /**
   * What keeps it from learning by heart: {@code Dropout(0.45)}, {@code L2(0.001)}, {@code None}.
   */
  String regularizer() {
    return dropout > 0
        ? "Dropout(%s)".formatted(number(dropout))
        : l2 > 0 ? "L2(%s)".formatted(number(l2)) : relu ? "None" : "None, no ReLU";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%s", value);
  }

  /** Layers, regularizer and optimizer in one line. */
  String title() {
    return "%s %s, %s, %s".formatted(net, layers(), regularizer(), optimizer);
  }

  /** The optimizer with Keras' defaults, or SGD with another learning rate. */
  Optimizer newOptimizer(double sgdRate) {
    return optimizer.equals("SGD") ? new SGD(sgdRate) : Optimizers.get(optimizer);
  }

  /** The shape of one image as the network takes it. */
  int[] inputShape() {
    return switch (net) {
      case MLP -> new int[] {784};
      case CNN -> new int[] {28, 28, 1};
      case RNN -> new int[] {28, 28};
    };
  }

  /** The network, with weights that begin anew. */
  Sequential newModel() {
    var stack = new ArrayList<Layer>();
    stack.add(new Input(inputShape()));
    switch (net) {
      case MLP -> addDense(stack);
      case CNN -> addConvolutions(stack);
      case RNN -> stack.add(new SimpleRNN(units.getFirst()).dropout(dropout));
    }
    stack.add(new Dense(10).activation("softmax"));
    return new Sequential(stack.toArray(Layer[]::new));
  }

  private void addDense(List<Layer> stack) {
    for (int width : units) {
      var dense = new Dense(width);
      if (relu) {
        dense.activation("relu");
      }
      if (l2 > 0) {
        dense.kernelRegularizer(new L2(l2));
      }
      stack.add(dense);
      if (dropout > 0) {
        stack.add(new Dropout(dropout));
      }
    }
  }

  private void addConvolutions(List<Layer> stack) {
    for (int i = 0; i < units.size(); i++) {
      if (i > 0) {
        stack.add(new MaxPooling2D(2));
      }
      stack.add(new Conv2D(units.get(i), 3).activation("relu"));
    }
    stack.add(new Flatten());
    stack.add(new Dropout(dropout));
  }
}
