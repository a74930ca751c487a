import static keratin.ops.Ops.*;
import static keratin.random.RandomOps.*;

import module keratin;

/** Shapes: reshape, transpose, new and dropped axes, broadcasting; then arithmetic. */
void main() {
  // reshape keeps the elements in their order; -1 is what is left.
  var a = normal(Shape.of(4, 28, 28, 3));
  IO.println(a.shape() + " " + a.rank());
  IO.println(reshape(a, 4, 784, 3).shape() + " " + reshape(a, 4, -1, 3).shape());
  IO.println(reshape(a, 4, 784 * 3).shape() + " " + reshape(a, 4, -1).shape());
  IO.println(reshape(reshape(a, 4, -1), 4, 28, 28, 3).shape());
  IO.println(reshape(reshape(a, 4, -1), 4, 14, 56, 3).shape());
  IO.println(reshape(reshape(a, 4, -1), 4, 1, 784, 3).shape());

  // transpose changes the order of the axes.
  var b = normal(Shape.of(4, 3, 2, 1));
  IO.println(transpose(b).shape() + " " + transpose(b, 0, 1, 3, 2).shape());
  IO.println(transpose(a, 0, 2, 1, 3).shape());
  IO.println(transpose(a, 0, 3, 2, 1).shape() + " " + transpose(a, 0, 3, 1, 2).shape());

  // expandDims and squeeze
  var scores = normal(Shape.of(4, 35, 8));
  IO.println(expandDims(scores, 0).shape() + " " + expandDims(scores, 3).shape());
  IO.println(expandDims(scores, -1).shape() + " " + expandDims(scores, -4).shape());
  var single = zeros(1, 2, 1, 1, 3);
  IO.println(squeeze(single).shape() + " " + squeeze(single, 0).shape());
  IO.println(squeeze(single, 2).shape() + " " + squeeze(single, -2).shape());

  // Broadcasting: axes are matched from the last; a length of 1 serves all.
  var x = normal(Shape.of(4, 32, 32, 3));
  IO.println(x.add(normal(Shape.of(3))).shape());
  IO.println(x.add(normal(Shape.of(32, 32, 1))).shape());
  IO.println(x.add(normal(Shape.of(4, 1, 1, 1))).shape());
  try {
    x.add(normal(Shape.of(1, 4, 1, 1)));
  } catch (TensorException e) {
    IO.println(e.getMessage().lines().findFirst().orElse(""));
  }
  var tens = Tensor.of(new int[] {0, 10, 20, 30}).reshape(4, 1);
  IO.println(tens.add(range(3)));
  IO.println(broadcastTo(normal(Shape.of(4, 1, 1, 1)), 4, 32, 32, 3).shape());
  IO.println(broadcastTo(ones(3, 4), 2, 3, 4));
  IO.println(tile(expandDims(ones(3, 4), 0), 2, 1, 1));

  IO.println(repeat(range(3), 2));

  // Arithmetic, element by element.
  var two = fill(Shape.of(2, 2), 2.0);
  var one = ones(2, 2);
  IO.println(one.add(two));
  IO.println(one.sub(two));
  IO.println(one.mul(two));
  IO.println(one.div(two));
  IO.println(two.floorDiv(one));
  IO.println(two.mod(one));
  var seven = Tensor.of(new int[] {7, -7});
  IO.println(seven.floorDiv(2));
  IO.println(seven.mod(2));
  IO.println(log(one));
  IO.println(exp(one));
  IO.println(log(Tensor.of(8f)).div(log(Tensor.of(2f))));
  IO.println(log(Tensor.of(100f)).div(log(Tensor.of(10f))));
  IO.println(power(two, 3));
  IO.println(two.pow(3));
  IO.println(square(two));
  IO.println(sqrt(two));

  // Products of matrices; the axes in front are a batch.
  IO.println(one.matmul(two));
  IO.println(matmul(one, two));
  IO.println(ones(4, 2, 3).matmul(fill(Shape.of(4, 3, 5), 2.0)));
  IO.println(ones(4, 2, 3).matmul(broadcastTo(fill(Shape.of(3, 5), 2.0), 4, 3, 5)).shape());
  IO.println(ones(4, 2, 3).matmul(fill(Shape.of(3, 5), 2.0)).get("3,1"));

  // Sums of products over named or counted axes.
  var batch = ones(4, 2, 3);
  IO.println(Linalg.einsum("bij,jk->bik", batch, ones(3, 5)).shape());
  IO.println(Linalg.tensordot(batch, ones(3, 5), 1).shape());

  // A layer: relu(x·W + b)
  var out = ones(4, 2).matmul(ones(2, 1)).add(Tensor.of(0.1f));
  IO.println(out);
  IO.println(Nn.relu(out));
}
