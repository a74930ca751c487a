import static keratin.ops.Ops.*;
import static keratin.random.RandomOps.*;

import module keratin;

/** Tensors: making them, asking them, casting them, drawing them at random. */
void main() {
  // A tensor of 4·5·6: its rank, its lengths, its volume.
  var t = zeros(4, 5, 6);
  IO.println("rank " + t.rank() + ", shape " + t.shape() + ", volume " + t.size());

  // tf.constant
  IO.println(Tensor.of(1));
  IO.println(Tensor.of(1.0f));
  IO.println(Tensor.of(2.0, DType.FLOAT64));
  IO.println(Tensor.of(new boolean[] {true, false}));
  IO.println(Tensor.of("hello, world."));

  for (var type :
      List.of("bool", "uint8", "int8", "int16", "int64", "float16", "bfloat16", "float64")) {
    IO.println(Tensor.of(new int[] {0, 1}).cast(DType.of(type)));
  }

  // Rank by rank: a scalar, a vector, a matrix.
  IO.println(Tensor.of(1.1f));
  IO.println(Tensor.of(new float[] {1.1f, 2.2f}));
  IO.println(Tensor.of(new float[][] {{1.1f, 2.2f}, {3.3f, 4.4f}}));

  // What a tensor knows of itself.
  var a = range(4);
  IO.println(a.device() + " " + a.shape() + " " + a.rank() + " " + a.dtype());
  IO.println(isTensor(a) + " " + isTensor("text") + " " + a.dtype().equals(DType.INT32));
  IO.println(Arrays.toString((int[]) a.numpy()));
  IO.println(a.to("cpu"));

  try {
    a.to("gpu:12");
  } catch (TensorException e) {
    IO.println(e.getMessage().contains("There is no device gpu:12 here"));
  }

  // Converting.
  IO.println(convertToTensor(new int[] {0, 1, 2}, DType.INT64));
  IO.println(convertToTensor(List.of(1, 2)));
  IO.println(cast(a, DType.FLOAT32));
  IO.println(a.cast(DType.FLOAT64).cast(DType.INT32));
  var b = Tensor.of(new int[] {0, 1}).cast(DType.BOOL);
  IO.println(b);
  IO.println(b.cast(DType.INT32));

  // A variable is a tensor that a tape watches.
  var v = new Variable(range(5), "input_data", true);
  IO.println(v.name() + " " + v.isTrainable() + " " + isTensor(v));
  v.assign(range(5).mul(2));
  v.assignAdd(ones(Shape.of(5), DType.INT32));
  v.assignSub(range(5));
  IO.println(v.value());

  // To Java.
  var scalar = ones();
  IO.println(scalar.intValue() + " " + scalar.floatValue());

  // Filled.
  IO.println(zeros());
  IO.println(zeros(1));
  IO.println(zeros(2, 2));
  IO.println(zerosLike(zeros(2, 3)).shape());
  IO.println(ones(1));
  IO.println(onesLike(zeros(2, 3)));
  IO.println(fill(Shape.of(2, 2), 9));
  IO.println(eye(2));

  // Random: normal, truncated normal (within two deviations), uniform.
  setRandomSeed(22);
  var normal = normal(Shape.of(100, 100), 1, 1);
  IO.println("normal: mean 1 " + near(normal.mean(), 1) + ", deviation 1 " + near(std(normal), 1));
  var cut = truncatedNormal(Shape.of(100, 100), 0, 1);
  IO.println("truncated within two deviations: " + all(cut.abs().less(2)).booleanValue());
  var uniform = uniform(Shape.of(100, 100), 0, 100);
  IO.println("uniform from 0: " + (uniform.min().floatValue() >= 0));
  IO.println("below 100: " + (uniform.max().floatValue() < 100));
  IO.println("mean 50: " + near(uniform.mean(), 50));

  // The same seed draws the same numbers.
  var seed = Seed.of(42);
  IO.println(all(uniform(Shape.of(3), seed).equal(uniform(Shape.of(3), seed))).booleanValue());

  // The same random order for features and labels.
  var order = shuffle(range(10));
  var features = normal(Shape.of(10, 784));
  var labels = randint(Shape.of(10), 0, 10);
  IO.println(sort(order));
  IO.println(gather(features, order, 0).shape() + " " + gather(labels, order, 0).shape());
  var third = order.get(3).intValue();
  IO.println(gather(labels, order, 0).get(3).intValue() == labels.get(third).intValue());

  // Scalar: a loss.  Vector: a bias.  Matrix: weights.
  var y = oneHot(range(4), 10);
  IO.println(y);
  var loss = Losses.meanSquaredError(y, uniform(Shape.of(4, 10)));
  IO.println(loss.shape() + " " + loss.mean().shape());
  var dense = new Dense(10);
  dense.buildFor(Shape.of(4, 8));
  IO.println(dense.kernel().shape() + " " + dense.bias().value());
  IO.println(dense.of(normal(Shape.of(4, 8))).shape());
}

/** Whether a random mean lies within 5 % of what was asked for. */
boolean near(Tensor x, double expected) {
  return Math.abs(x.floatValue() - expected) < 0.05 * expected;
}
