import static keratin.ops.Ops.*;
import static keratin.random.RandomOps.*;

import module keratin;

/** Padding, repeating, and limiting values and norms. */
void main() {
  // pad: before and after, axis by axis.
  var a = reshape(range(9), 3, 3);
  IO.println(pad(a, new int[][] {{0, 0}, {0, 0}}));
  IO.println(pad(a, new int[][] {{1, 0}, {0, 0}}));
  IO.println(pad(a, new int[][] {{1, 1}, {0, 0}}));
  IO.println(pad(a, new int[][] {{1, 1}, {1, 0}}));
  IO.println(pad(a, new int[][] {{1, 1}, {1, 1}}));
  var images = normal(Shape.of(4, 28, 28, 3));
  IO.println(pad(images, new int[][] {{0, 0}, {2, 2}, {2, 2}, {0, 0}}).shape());

  var row = reshape(range(3), 1, 3);
  IO.println(pad(row, new int[][] {{0, 0}, {2, 2}}, "reflect"));
  IO.println(pad(row, new int[][] {{0, 0}, {2, 2}}, "symmetric"));

  // tile: the whole, so many times along each axis.
  IO.println(tile(a, 1, 2));
  IO.println(tile(a, 2, 1));
  IO.println(tile(a, 2, 2));

  // Limits to values.
  var r = range(10);
  IO.println(maximum(r, 2));
  IO.println(minimum(r, 8));
  IO.println(clip(r, 2, 8));
  var centred = r.sub(5);
  IO.println(centred);
  IO.println(centred.relu());
  IO.println(maximum(centred, 0));

  // Limits to the norm: shorter, in the same direction.
  var g = Tensor.of(new float[][] {{12.217459f, 10.1498375f}, {10.84643f, 10.972536f}});
  IO.println(norm(g));
  var clipped = clipByNorm(g, 15);
  IO.println(clipped);
  IO.println(norm(clipped));

  // The norms of six gradients in the notes, before and after: 15 for all together.
  var norms =
      Tensor.of(
          new float[] {118.00854f, 3.5821552f, 146.76697f, 2.830059f, 183.28879f, 3.4088597f});
  for (var after : clipByGlobalNorm(unstack(norms, 0), 15).tensors()) {
    IO.println(norm(after));
  }

  // One factor for all gradients of a network keeps their common direction.
  var w1 = fill(Shape.of(3, 3), 1.0);
  var w2 = fill(Shape.of(4, 4), 1.0);
  var limited = clipByGlobalNorm(List.of(w1, w2), 2);
  IO.println(limited.globalNorm());
  IO.println(globalNorm(limited.tensors()));
  IO.println(sqrt(norm(w1).square().add(norm(w2).square())));
}
