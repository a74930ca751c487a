import static keratin.ops.Ops.*;
import static keratin.random.RandomOps.*;

import module keratin;

/** Three layers by hand on images of digits, with gradients limited to a common norm. */
void main() {
  setRandomSeed(11);
  var data = Datasets.digits(2000, 100, 1);
  var x = cast(data.xTrain(), DType.FLOAT32).div(50);
  var y = oneHot(cast(data.yTrain(), DType.INT32), 10);
  IO.println("x: " + x.shape() + " y: " + y.shape());
  IO.println("in [" + min(x).floatValue() + ", " + max(x).floatValue() + "]");

  // [b, 784] => [b, 256] => [b, 128] => [b, 10]
  var w1 = weights(784, 256);
  var b1 = new Variable(zeros(256));
  var w2 = weights(256, 128);
  var b2 = new Variable(zeros(128));
  var w3 = weights(128, 10);
  var b3 = new Variable(zeros(10));
  var parameters = List.of(w1, b1, w2, b2, w3, b3);

  float first = 0;
  float last = 0;
  for (int epoch = 0; epoch < 3; epoch++) {
    for (int at = 0; at + 128 <= 2000; at += 128) {
      var images = reshape(x.slice(0, at, 128), -1, 28 * 28);
      var labels = y.slice(0, at, 128);
      try (var tape = new GradientTape()) {
        var h1 = Nn.relu(images.matmul(w1).add(b1));
        var h2 = Nn.relu(h1.matmul(w2).add(b2));
        var out = h2.matmul(w3).add(b3);
        var loss = mean(square(labels.sub(out)));
        var grads = tape.gradient(loss, parameters);
        var clipped = clipByGlobalNorm(grads, 15);
        if (epoch == 0 && at == 0) {
          first = loss.floatValue();
          IO.println("sample: " + images.shape() + " " + labels.shape() + " out: " + out.shape());
          IO.println("before: more than 15: " + (clipped.globalNorm().floatValue() > 15));
          IO.println("after: %.3f".formatted(globalNorm(clipped.tensors()).floatValue()));
        }
        last = loss.floatValue();
        for (int i = 0; i < parameters.size(); i++) {
          parameters.get(i).assignSub(clipped.tensors().get(i).mul(0.01));
        }
      }
    }
  }
  IO.println("the loss falls below a tenth: " + (last < first / 10));
}

Variable weights(int inputs, int outputs) {
  return new Variable(truncatedNormal(Shape.of(inputs, outputs), 0, 0.1));
}
