import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** TensorFlow-Java 1.1 in graph mode: usage {@code TensorFlowPeer.java PEER WORKLOAD}. */
final class TensorFlowPeer {
  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final List<Variable<TFloat32>> weights = new ArrayList<>();
  private final List<Op> initial = new ArrayList<>();
  private boolean infers;

  private TensorFlowPeer() {}

  public static void main(String[] args) {
    new TensorFlowPeer().run(args[0], args[1]);
  }

  private void run(String peer, String name) {
    infers = Timing.infers(name);
    int batch = Timing.batch(name);
    String workload = Timing.network(name);
    Placeholder<TFloat32> x;
    Placeholder<TInt32> ids = null;
    Operand<TFloat32> logits;
    int classes = workload.equals("W5") ? 100 : workload.startsWith("W4") ? 2 : 10;
    switch (workload) {
      case "W1" -> {
        x = input(batch, 784);
        Operand<TFloat32> h = dropout(tf.nn.relu(dense(x, 784, 256)), 0.45f, batch, 256);
        h = dropout(tf.nn.relu(dense(h, 256, 256)), 0.45f, batch, 256);
        logits = dense(h, 256, 10);
      }
      case "W2" -> {
        x = input(batch, 28, 28, 1);
        Operand<TFloat32> h = pool(tf.nn.relu(convBias(x, 1, 64)));
        h = pool(tf.nn.relu(convBias(h, 64, 64)));
        h = tf.reshape(tf.nn.relu(convBias(h, 64, 64)), tf.constant(new int[] {batch, 576}));
        logits = dense(dropout(h, 0.2f, batch, 576), 576, 10);
      }
      case "W3" -> {
        x = input(batch, 28, 28);
        logits = dense(simpleRnn(x, batch, 28, 28, 256), 256, 10);
      }
      case "W4" -> {
        x = null;
        ids = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(batch, 80)));
        Operand<TFloat32> table = weight(0.05f, 10000, 100);
        logits = dense(lstm(tf.gather(table, ids, tf.constant(0)), batch, 80, 100, 64), 64, 1);
      }
      case "W5" -> {
        x = input(batch, 32, 32, 3);
        logits = resnet18(x);
      }
      default -> {
        Timing.lacks(peer, name, "W1 W2 W3 W4 W5 W6-W2-1 W6-W2-256 W6-W5-1 W6-W5-256");
        return;
      }
    }
    if (infers) {
      Operand<TFloat32> probabilities = tf.nn.softmax(logits);
      try (Session session = session();
          TFloat32 images = floats(new Random(1), x.shape())) {
        Timing.measure(
            peer,
            name,
            () -> {
              try (var result = session.runner().feed(x, images).fetch(probabilities).run()) {
                ((TFloat32) result.get(0)).getFloat(0, 0);
              }
            });
      }
      return;
    }
    Placeholder<TInt32> y = null;
    Placeholder<TFloat32> target = null;
    Operand<TFloat32> each;
    if (workload.equals("W4")) {
      target = input(batch, 1);
      // max(z, 0) - z y + log(1 + exp(-|z|)), TensorFlow's sigmoid cross-entropy
      each =
          tf.math.add(
              tf.math.sub(tf.nn.relu(logits), tf.math.mul(logits, target)),
              tf.math.log1p(tf.math.exp(tf.math.neg(tf.math.abs(logits)))));
    } else {
      y = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(batch)));
      // the sparse form has no gradient outside Python
      Operand<TFloat32> rows = tf.oneHot(y, tf.constant(classes), tf.constant(1f), tf.constant(0f));
      each = tf.nn.softmaxCrossEntropyWithLogits(logits, rows).loss();
    }
    Operand<TFloat32> loss =
        tf.math.mean(each, tf.range(tf.constant(0), tf.rank(each), tf.constant(1)));
    List<Op> updates = workload.equals("W3") ? sgd(loss) : adam(loss);

    try (Session session = session()) {
      Random random = new Random(1);
      List<Tensor> feeds = new ArrayList<>();
      List<Operand<?>> places = new ArrayList<>();
      if (x != null) {
        places.add(x);
        feeds.add(floats(random, x.shape()));
      }
      if (ids != null) {
        places.add(ids);
        feeds.add(ints(random, ids.shape(), 10000));
      }
      if (y != null) {
        places.add(y);
        feeds.add(ints(random, y.shape(), classes));
      }
      if (target != null) {
        places.add(target);
        feeds.add(floats(random, target.shape()));
      }
      Timing.measure(
          peer,
          name,
          () -> {
            Session.Runner runner = session.runner();
            for (int i = 0; i < places.size(); i++) {
              runner.feed(places.get(i), feeds.get(i));
            }
            updates.forEach(runner::addTarget);
            try (var result = runner.fetch(loss).run()) {
              ((TFloat32) result.get(0)).getFloat();
            }
          });
    }
  }

  /** A session whose weights have their first values. */
  private Session session() {
    ConfigProto config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(Timing.THREADS)
            .setInterOpParallelismThreads(Timing.THREADS)
            .build();
    Session session = new Session(graph, config);
    Session.Runner first = session.runner();
    initial.forEach(first::addTarget);
    first.run();
    return session;
  }

  private Placeholder<TFloat32> input(long... shape) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
  }

  private Operand<TFloat32> weight(float scale, int... shape) {
    return weight(
        tf.math.mul(
            tf.random.truncatedNormal(tf.constant(shape), TFloat32.class), tf.constant(scale)),
        shape);
  }

  private Variable<TFloat32> weight(Operand<TFloat32> value, int... shape) {
    Variable<TFloat32> made = variable(value, shape);
    weights.add(made);
    return made;
  }

  private Variable<TFloat32> variable(Operand<TFloat32> value, int... shape) {
    long[] sizes = new long[shape.length];
    for (int i = 0; i < shape.length; i++) {
      sizes[i] = shape[i];
    }
    Variable<TFloat32> made = tf.variable(Shape.of(sizes), TFloat32.class);
    initial.add(tf.assign(made, value));
    return made;
  }

  private Operand<TFloat32> constant(float value, int... shape) {
    return tf.fill(tf.constant(shape), tf.constant(value));
  }

  private Operand<TFloat32> dense(Operand<TFloat32> x, int in, int out) {
    return tf.nn.biasAdd(
        tf.linalg.matMul(x, weight(1 / (float) Math.sqrt(in), in, out)),
        weight(constant(0, out), out));
  }

  private Operand<TFloat32> dropout(Operand<TFloat32> x, float rate, int... shape) {
    if (infers) {
      return x;
    }
    Operand<TFloat32> random = tf.random.randomUniform(tf.constant(shape), TFloat32.class);
    Operand<TFloat32> keep =
        tf.dtypes.cast(tf.math.greaterEqual(random, tf.constant(rate)), TFloat32.class);
    return tf.math.mul(tf.math.mul(x, tf.constant(1 / (1 - rate))), keep);
  }

  private Operand<TFloat32> conv(
      Operand<TFloat32> x, int in, int out, int size, long stride, String padding) {
    float scale = (float) Math.sqrt(2.0 / (size * size * in));
    return tf.nn.conv2d(
        x, weight(scale, size, size, in, out), List.of(1L, stride, stride, 1L), padding);
  }

  private Operand<TFloat32> convBias(Operand<TFloat32> x, int in, int out) {
    return tf.nn.biasAdd(conv(x, in, out, 3, 1, "VALID"), weight(constant(0, out), out));
  }

  private Operand<TFloat32> pool(Operand<TFloat32> x) {
    Operand<TInt32> two = tf.constant(new int[] {1, 2, 2, 1});
    return tf.nn.maxPool(x, two, two, "VALID");
  }

  private Operand<TFloat32> simpleRnn(
      Operand<TFloat32> x, int batch, int length, int in, int units) {
    Operand<TFloat32> kernel = weight(1 / (float) Math.sqrt(in), in, units);
    Operand<TFloat32> recurrent = weight(1 / (float) Math.sqrt(units), units, units);
    Operand<TFloat32> bias = weight(constant(0, units), units);
    // the inputs' product for all steps at once, as fast implementations do
    Operand<TFloat32> all =
        tf.nn.biasAdd(
            tf.linalg.matMul(tf.reshape(x, tf.constant(new int[] {batch * length, in})), kernel),
            bias);
    List<? extends Operand<TFloat32>> steps = steps(all, batch, length, units);
    Operand<TFloat32> h = tf.math.tanh(steps.get(0));
    for (int t = 1; t < length; t++) {
      h = tf.math.tanh(tf.math.add(steps.get(t), tf.linalg.matMul(h, recurrent)));
    }
    return h;
  }

  private Operand<TFloat32> lstm(Operand<TFloat32> x, int batch, int length, int in, int units) {
    Operand<TFloat32> kernel = weight(1 / (float) Math.sqrt(in), in, 4 * units);
    Operand<TFloat32> recurrent = weight(1 / (float) Math.sqrt(units), units, 4 * units);
    Operand<TFloat32> bias = weight(constant(0, 4 * units), 4 * units);
    Operand<TFloat32> all =
        tf.nn.biasAdd(
            tf.linalg.matMul(tf.reshape(x, tf.constant(new int[] {batch * length, in})), kernel),
            bias);
    List<? extends Operand<TFloat32>> steps = steps(all, batch, length, 4 * units);
    Operand<TFloat32> h = constant(0, batch, units);
    Operand<TFloat32> c = constant(0, batch, units);
    for (int t = 0; t < length; t++) {
      Operand<TFloat32> z = tf.math.add(steps.get(t), tf.linalg.matMul(h, recurrent));
      var gates = tf.split(tf.constant(1), z, 4L).output();
      c =
          tf.math.add(
              tf.math.mul(tf.math.sigmoid(gates.get(1)), c),
              tf.math.mul(tf.math.sigmoid(gates.get(0)), tf.math.tanh(gates.get(2))));
      h = tf.math.mul(tf.math.sigmoid(gates.get(3)), tf.math.tanh(c));
    }
    return h;
  }

  private List<? extends Operand<TFloat32>> steps(
      Operand<TFloat32> all, int batch, int length, int width) {
    Operand<TFloat32> cube = tf.reshape(all, tf.constant(new int[] {batch, length, width}));
    return tf.unstack(cube, (long) length, org.tensorflow.op.core.Unstack.axis(1L)).output();
  }

  private Operand<TFloat32> normalized(Operand<TFloat32> x, int filters) {
    FusedBatchNorm<TFloat32, TFloat32> norm =
        tf.nn.fusedBatchNorm(
            x,
            weight(constant(1, filters), filters),
            weight(constant(0, filters), filters),
            infers ? constant(0, filters) : tf.constant(new float[0]),
            infers ? constant(1, filters) : tf.constant(new float[0]),
            FusedBatchNorm.isTraining(!infers));
    // the moving averages are left out: a few thousand numbers beside eleven million
    return norm.y();
  }

  private Operand<TFloat32> resnet18(Operand<TFloat32> x) {
    Operand<TFloat32> h = tf.nn.relu(normalized(conv(x, 3, 64, 3, 1, "SAME"), 64));
    int in = 64;
    for (int filters : new int[] {64, 128, 256, 512}) {
      for (int block = 0; block < 2; block++) {
        long stride = block == 0 && filters != 64 ? 2 : 1;
        Operand<TFloat32> y =
            tf.nn.relu(normalized(conv(h, in, filters, 3, stride, "SAME"), filters));
        y = normalized(conv(y, filters, filters, 3, 1, "SAME"), filters);
        if (stride != 1) {
          h = normalized(conv(h, in, filters, 1, stride, "SAME"), filters);
        }
        h = tf.nn.relu(tf.math.add(y, h));
        in = filters;
      }
    }
    return dense(tf.math.mean(h, tf.constant(new int[] {1, 2})), 512, 100);
  }

  private List<Op> sgd(Operand<TFloat32> loss) {
    Gradients gradients = tf.gradients(loss, weights);
    List<Op> updates = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      updates.add(
          tf.train.applyGradientDescent(
              weights.get(i), tf.constant(0.01f), gradients.<TFloat32>dy(i)));
    }
    return updates;
  }

  private List<Op> adam(Operand<TFloat32> loss) {
    Gradients gradients = tf.gradients(loss, weights);
    Variable<TFloat32> power1 = variable(tf.constant(0.9f));
    Variable<TFloat32> power2 = variable(tf.constant(0.999f));
    List<Op> updates = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      Variable<TFloat32> w = weights.get(i);
      long[] sizes = w.shape().asArray();
      int[] shape = new int[sizes.length];
      for (int d = 0; d < shape.length; d++) {
        shape[d] = (int) sizes[d];
      }
      updates.add(
          tf.train.applyAdam(
              w,
              variable(constant(0, shape), shape),
              variable(constant(0, shape), shape),
              power1,
              power2,
              tf.constant(0.001f),
              tf.constant(0.9f),
              tf.constant(0.999f),
              tf.constant(1e-7f),
              gradients.<TFloat32>dy(i)));
    }
    Ops after = tf.withControlDependencies(updates.toArray(Op[]::new));
    updates.add(after.assign(power1, after.math.mul(power1, after.constant(0.9f))));
    updates.add(after.assign(power2, after.math.mul(power2, after.constant(0.999f))));
    return updates;
  }

  private static TFloat32 floats(Random random, Shape shape) {
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return TFloat32.tensorOf(shape, DataBuffers.of(values));
  }

  private static TInt32 ints(Random random, Shape shape, int bound) {
    int[] values = random.ints(shape.size(), 0, bound).toArray();
    return TInt32.tensorOf(shape, DataBuffers.of(values));
  }
}
