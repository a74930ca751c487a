import static keratin.ops.Ops.*;

import module keratin;

/** Sorting, the positions of the largest, and top-k accuracy. */
void main() {
  var a = Tensor.of(new int[] {2, 0, 3, 4, 1});
  IO.println(sort(a, -1, true));
  IO.println(argsort(a, -1, true));
  IO.println(gather(a, argsort(a, -1, true), 0));

  // Of a matrix, every row.
  var m = Tensor.of(new int[][] {{4, 6, 8}, {9, 4, 7}, {4, 5, 1}});
  IO.println(sort(m));
  IO.println(sort(m, -1, true));
  IO.println(argsort(m));

  // The largest k and where they are.
  var top = topK(m, 2);
  IO.println(top.values());
  IO.println(top.indices());

  // Is the label among the k most probable?
  var prob = Tensor.of(new float[][] {{0.1f, 0.2f, 0.7f}, {0.2f, 0.7f, 0.1f}});
  var target = Tensor.of(new int[] {2, 0});
  var best = topK(prob, 3).indices();
  IO.println(best);
  IO.println(transpose(best, 1, 0));
  IO.println(broadcastTo(target, 3, 2));
  for (var k : List.of(1, 2, 3)) {
    IO.println("top-" + k + " " + accuracy(prob, target, k));
  }
}

/** The share of rows whose label is among the {@code k} most probable classes. */
float accuracy(Tensor output, Tensor target, int k) {
  var pred = transpose(topK(output, k).indices(), 1, 0);
  var correct = equal(pred, broadcastTo(target, pred.shape().dims()));
  return sum(cast(correct, DType.FLOAT32)).div(target.shape().dim(0)).floatValue();
}
