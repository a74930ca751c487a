import static keratin.ops.Ops.*;
import static keratin.random.RandomOps.*;

import module keratin;

import keratin.losses.CategoricalCrossentropy;

/** Convolutions, pooling, upsampling: what becomes of the lengths; then LeNet and one step. */
void main() {
  setRandomSeed(3);

  // By hand: x [b, h, w, cin], w [k, k, cin, cout], padding before and after every axis.
  var x = normal(Shape.of(2, 5, 5, 3));
  var w = normal(Shape.of(3, 3, 3, 4));
  int[] once = {1};
  int[][] none = {{0, 0}, {0, 0}, {0, 0}, {0, 0}};
  int[][] one = {{0, 0}, {1, 1}, {1, 1}, {0, 0}};
  var out = Nn.conv2d(x, w, once, none);
  IO.println(out.shape());
  IO.println(out.add(zeros(4)).shape());
  IO.println(Nn.conv2d(x, w, once, one).shape());
  IO.println(Nn.conv2d(x, w, once, "SAME").shape());
  IO.println(Nn.conv2d(x, w, new int[] {3}, "SAME").shape());

  // Under a window of ones is the sum of 3·3·3 of them; at the border fewer are inside.
  var sums = Nn.conv2d(ones(1, 4, 4, 3), ones(3, 3, 3, 1), once, "SAME");
  IO.println(sums.reshape(4, 4));

  // Of a 2×2 kernel on 3×3 numbers ∂ΣO/∂w₀₀ is the sum of all that w₀₀ meets: 0 + 1 + 3 + 4.
  var nine = range(9).cast(DType.FLOAT32).reshape(1, 3, 3, 1);
  var window = Tensor.of(new float[][] {{1, 2}, {3, 4}}).reshape(2, 2, 1, 1);
  try (var tape = new GradientTape()) {
    tape.watch(window);
    var o = Nn.conv2d(nine, window, once, "VALID");
    IO.println(o.reshape(2, 2));
    IO.println(tape.gradient(sum(o), window).reshape(2, 2));
  }

  // As a layer, with a kernel that is not square.
  var layer = new Conv2D(4, new int[] {3, 4}).strides(2, 1).padding("SAME");
  IO.println(layer.of(x).shape());

  // (32 − 5)/1 + 1 = 28; padded it stays 32; every second place is 16.
  var image = normal(Shape.of(1, 32, 32, 3));
  IO.println(new Conv2D(4, 5).padding("valid").of(image).shape());
  IO.println(new Conv2D(4, 5).padding("same").of(image).shape());
  var half = new Conv2D(4, 5).strides(2).padding("same");
  IO.println(half.of(image).shape());
  IO.println(half.kernel().shape() + " " + half.bias().value());
  var kernel = normal(Shape.of(5, 5, 3, 4));
  IO.println(Nn.conv2d(image, kernel, once, "VALID").add(zeros(4)).shape());
  var features = Nn.conv2d(image, kernel, new int[] {2}, "VALID");
  IO.println(features.shape());

  // Pooling halves, upsampling repeats.
  IO.println(new MaxPooling2D(2).strides(2).of(features).shape());
  IO.println(new MaxPooling2D(3).strides(2).of(features).shape());
  var pooled = Nn.maxPool2d(features, new int[] {2}, new int[] {2}, "VALID");
  IO.println(pooled.shape());
  IO.println(new UpSampling2D(3).of(pooled).shape());
  IO.println(new UpSampling2D(2).of(pooled).shape());
  var four = range(4).cast(DType.FLOAT32).reshape(1, 2, 2, 1);
  IO.println(new UpSampling2D(2).of(four).reshape(4, 4));
  IO.println(new MaxPooling2D(2).of(four).reshape(1));
  var table =
      Tensor.of(new float[][] {{1, 3, 2, 4}, {1, 3, 2, 4}, {5, 7, 6, 8}, {5, 7, 6, 8}})
          .reshape(1, 4, 4, 1);
  IO.println(new MaxPooling2D(2).strides(1).of(table).reshape(3, 3));
  IO.println(new AveragePooling2D(2).of(table).reshape(2, 2));

  // ReLU, as a function and as a layer.
  var rows =
      Tensor.of(
          new float[][] {
            {-1.533682f, -2.705333f, 0.36354962f}, {0.00713745f, 0.69756126f, 0.8053344f}
          });
  IO.println(Nn.relu(rows));
  IO.println(new ReLU().of(rows));

  // LeNet: 60,074 parameters.
  var network =
      new Sequential(
          new Conv2D(6, 3).strides(1),
          new MaxPooling2D(2).strides(2),
          new ReLU(),
          new Conv2D(16, 3).strides(1),
          new MaxPooling2D(2).strides(2),
          new ReLU(),
          new Flatten(),
          new Dense(120).activation("relu"),
          new Dense(84).activation("relu"),
          new Dense(10));
  network.buildFor(Shape.of(4, 28, 28, 1));
  IO.println("parameters: " + network.countParams());

  // One step: the loss, its gradients, the update; and how many are right.
  var digits = Datasets.digits(400, 100, 2);
  var images = expandDims(cast(digits.xTrain(), DType.FLOAT32).div(255), 3);
  var labels = cast(digits.yTrain(), DType.INT32);
  var criterion = new CategoricalCrossentropy().fromLogits(true);
  var optimizer = new Adam(3e-3);
  var losses = new ArrayList<Float>();
  for (int step = 0; step < 24; step++) {
    try (var tape = new GradientTape()) {
      var loss = criterion.of(oneHot(labels, 10), network.of(images, true));
      var grads = tape.gradient(loss, network.trainableVariables());
      optimizer.apply(grads, network.trainableVariables());
      losses.add(loss.floatValue());
    }
  }
  IO.println("the loss falls: " + (losses.getLast() < losses.getFirst() / 2));
  var test = expandDims(cast(digits.xTest(), DType.FLOAT32).div(255), 3);
  var pred = cast(argmax(network.of(test), -1), DType.INT32);
  var right = sum(cast(equal(pred, cast(digits.yTest(), DType.INT32)), DType.FLOAT32));
  IO.println("more than half are right: " + (right.floatValue() / 100 > 0.5));
}
