import static keratin.ops.Ops.*;

import module keratin;

/** where, scatterNd, meshgrid. */
void main() {
  // where: the positions of what is true; or one of two, element by element.
  var a =
      Tensor.of(
          new float[][] {
            {1.6420907f, 0.43938753f, -0.31872085f},
            {1.144599f, -0.02425919f, -0.9576591f},
            {1.5931814f, 0.1182256f, -0.39948994f}
          });
  var mask = a.greater(0);
  IO.println(mask);
  IO.println(booleanMask(a, mask));
  var indices = where(mask);
  IO.println(indices);
  IO.println(gatherNd(a, indices));
  IO.println(where(mask, ones(3, 3), zeros(3, 3)));

  // scatterNd: updates put at positions of a board of zeros.
  IO.println(
      scatterNd(
          Tensor.of(new int[][] {{4}, {3}, {1}, {7}}),
          Tensor.of(new int[] {9, 10, 11, 12}),
          Shape.of(8)));
  var rows = new int[][] {{5, 5, 5, 5}, {6, 6, 6, 6}, {7, 7, 7, 7}, {8, 8, 8, 8}};
  var updates = Tensor.of(new int[][][] {rows, rows});
  IO.println(updates.shape());
  IO.println(scatterNd(Tensor.of(new int[][] {{0}, {2}}), updates, Shape.of(4, 4, 4)));

  // A tensor is never changed: the update is a new one.
  var at = Tensor.of(new int[][] {{4}, {3}, {1}, {7}});
  IO.println(tensorScatterNdAdd(range(8), at, Tensor.of(new int[] {9, 10, 11, 12})));
  IO.println(tensorScatterNdUpdate(range(8), at, Tensor.of(new int[] {9, 10, 11, 12})));

  // meshgrid: all points of a grid, without loops.
  var y = linspace(-2, 2, 5);
  var x = linspace(-2, 2, 5);
  IO.println(y);
  var grid = meshgrid(x, y);
  IO.println(grid.get(0));
  IO.println(grid.get(1));
  var points = stack(2, grid.get(0), grid.get(1));
  IO.println(points.shape());
  IO.println(points.get("0"));
  IO.println(points.get("4,4"));

  // The same points by two loops.
  var one = new ArrayList<Tensor>();
  for (double row : y.toDoubleArray()) {
    for (double column : x.toDoubleArray()) {
      one.add(Tensor.of(new float[] {(float) column, (float) row}));
    }
  }
  IO.println(all(equal(stack(0, one), points.reshape(25, 2))));
}
