import static keratin.ops.Ops.*;
import static keratin.random.RandomOps.*;

import module keratin;

/** Norms, extremes, means, equality, what occurs once. */
void main() {
  // The Euclidean norm is the root of the sum of squares.
  var a = ones(2, 2);
  IO.println(norm(a));
  IO.println(sqrt(sum(square(a))));
  var images = ones(4, 28, 28, 3);
  IO.println(norm(images));
  IO.println(sqrt(sum(square(images))));

  // The norm of the rows or the columns, Euclidean or of order 1.
  IO.println(norm(a, 2, 1));
  IO.println(norm(a, 1));
  IO.println(norm(a, 1, 0));
  IO.println(norm(a, 1, 1));

  // min, max and mean: of all elements, or of one axis.
  var x = normal(Shape.of(4, 10));
  IO.println(min(x).shape() + " " + max(x).shape() + " " + mean(x).shape());
  IO.println(min(x, 1).shape() + " " + max(x, 1).shape() + " " + mean(x, 1).shape());
  var m = Tensor.of(new int[][] {{1, 2}, {3, 4}, {2, 2}});
  IO.println(max(m, 1));

  IO.println(sum(m, 0) + " " + sum(m, 0, 1) + " " + prod(m));
  IO.println(sum(m, true, 1).shape());
  var f = Tensor.of(new float[] {1, 2, 3, 4});
  IO.println(variance(f) + " " + std(f));
  IO.println(cumsum(f, 0) + " " + cumprod(f, 0));
  IO.println(any(f.greater(3)) + " " + all(f.greater(3)));
  IO.println(bincount(Tensor.of(new int[] {1, 2, 2, 5})));

  // Where the extremes are.
  IO.println(argmax(x, 0).shape() + " " + argmin(x, 0).shape() + " " + argmax(x, 1).shape());

  // equal, and how often.
  var equal = equal(Tensor.of(new int[] {1, 2, 3, 2, 5}), range(5));
  IO.println(equal);
  IO.println(sum(cast(equal, DType.INT32)));

  // Accuracy: the share of predictions that are right.
  var prob = Tensor.of(new float[][] {{0.1f, 0.2f, 0.7f}, {0.9f, 0.05f, 0.05f}});
  var pred = cast(argmax(prob, 1), DType.INT32);
  IO.println(pred);
  var y = Tensor.of(new int[] {2, 1});
  IO.println(equal(y, pred));
  var correct = sum(cast(equal(y, pred), DType.INT32));
  IO.println(correct);
  IO.println(correct.intValue() / 2.0);

  // unique: the values, and for each element which of them it is.
  IO.println(unique(range(5)).values() + " " + unique(range(5)).indices());
  var unique = unique(Tensor.of(new int[] {4, 2, 2, 4, 3}));
  IO.println(unique.values());
  IO.println(unique.indices());
  IO.println(gather(unique.values(), unique.indices(), 0));

  // How often each label occurs.
  var labels = uniqueWithCounts(Tensor.of(new int[] {5, 0, 4, 1, 5, 5}));
  IO.println(labels.values() + " " + labels.counts() + " " + labels.values().size() + " labels");
}
