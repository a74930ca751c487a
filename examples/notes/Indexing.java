import static keratin.ops.Ops.*;
import static keratin.random.RandomOps.*;

import module keratin;

/** Indexing: one element, slices, steps, and picking by lists of positions. */
void main() {
  // One position after the other.
  var ones = ones(1, 5, 5, 3);
  IO.println(ones.get(0).get(0));
  IO.println(ones.get(0).get(0).get(0));
  IO.println(ones.get(0).get(0).get(0).get(2));

  // As in NumPy: all positions at once.
  var a = normal(Shape.of(4, 28, 28, 3));
  IO.println(a.get(1).shape() + " " + a.get(1, 2).shape());
  IO.println(a.get(1, 2, 3).shape() + " " + a.get(1, 2, 3, 2).shape());

  // start:end
  var r = range(10);
  IO.println(r.get("-1:"));
  IO.println(r.get("-2:"));
  IO.println(r.get(":2"));
  IO.println(r.get(":-1"));
  for (var slice : List.of("0", "0,:,:,:", "0,1,:,:", ":,:,:,0", ":,:,:,2", ":,0,:,:")) {
    IO.println(slice + " " + a.get(slice).shape());
  }

  // start:end:step
  for (var slice :
      List.of("0:2,:,:,:", ":,0:28:2,0:28:2,:", ":,:14,:14,:", ":,14:,14:,:", ":,::2,::2,:")) {
    IO.println(slice + " " + a.get(slice).shape());
  }

  // A negative step walks backwards.
  var four = range(4);
  IO.println(four.get("::-1"));
  IO.println(four.get("::-2"));
  IO.println(four.get("2::-2"));

  // ... stands for as many ":" as are missing.
  var tasks = normal(Shape.of(2, 4, 28, 28, 3));
  for (var slice : List.of("0", "0,...", "...,0", "0,...,2", "1,0,...,0")) {
    IO.println(slice + " " + tasks.get(slice).shape());
  }
  IO.println(tasks.get(Index.at(0), Index.ELLIPSIS, Index.at(2)).shape());

  // gather: classes, students, subjects.
  var scores = normal(Shape.of(4, 35, 8));
  IO.println(gather(scores, Tensor.of(new int[] {2, 3}), 0).shape());
  IO.println(scores.get("2:4").shape());
  IO.println(gather(scores, Tensor.of(new int[] {2, 1, 3, 0}), 0).shape());
  IO.println(gather(scores, Tensor.of(new int[] {2, 3, 7, 9, 16}), 1).shape());
  IO.println(gather(scores, Tensor.of(new int[] {2, 3, 7}), 2).shape());
  var students = gather(scores, Tensor.of(new int[] {2, 3, 7, 9, 16}), 1);
  IO.println(gather(students, Tensor.of(new int[] {2, 3, 7}), 2).shape());

  // gatherNd: positions on several axes at once.
  IO.println(gatherNd(scores, Tensor.of(new int[] {0})).shape());
  IO.println(gatherNd(scores, Tensor.of(new int[] {0, 1})).shape());
  IO.println(gatherNd(scores, Tensor.of(new int[] {0, 1, 2})).shape());
  IO.println(gatherNd(scores, Tensor.of(new int[][] {{0, 1, 2}})).shape());
  IO.println(gatherNd(scores, Tensor.of(new int[][] {{0, 0}, {1, 1}})).shape());
  IO.println(gatherNd(scores, Tensor.of(new int[][] {{0, 0}, {1, 1}, {2, 2}})).shape());
  var points = Tensor.of(new int[][] {{0, 0, 0}, {1, 1, 1}, {2, 2, 2}});
  IO.println(gatherNd(scores, points).shape());
  IO.println(gatherNd(scores, expandDims(points, 0)).shape());

  // booleanMask
  IO.println(booleanMask(a, Tensor.of(new boolean[] {true, true, false, false})).shape());
  IO.println(booleanMask(a, Tensor.of(new boolean[] {true, true, false}), 3).shape());
  var mask = Tensor.of(new boolean[][] {{true, false, false}, {false, true, true}});
  IO.println(booleanMask(ones(2, 3, 4), mask));
}
