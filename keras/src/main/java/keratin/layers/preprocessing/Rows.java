package keratin.layers.preprocessing;

import java.util.ArrayList;
import java.util.List;
import keratin.ops.Ragged;
import keratin.tensor.Ints;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/** Changes of ragged rows. */
final class Rows {
  private Rows() {}

  /** The first {@code most} elements of each innermost row. */
  static Ragged cut(Ragged rows, int most) {
    List<Ints> splits = new ArrayList<>(rows.nestedRowSplits());
    if (splits.isEmpty()) {
      int count = Math.min(most, (int) rows.flatValues().size());
      return new Ragged(rows.flatValues().slice(0, 0, count), splits);
    }
    Ints last = splits.removeLast();
    int[] bounds = new int[last.length()];
    List<Integer> kept = new ArrayList<>();
    for (int i = 1; i < bounds.length; i++) {
      int end = Math.min(last.get(i), last.get(i - 1) + most);
      for (int at = last.get(i - 1); at < end; at++) {
        kept.add(at);
      }
      bounds[i] = kept.size();
    }
    splits.add(Ints.of(bounds));
    int[] places = kept.stream().mapToInt(i -> i).toArray();
    Tensor values = rows.flatValues().gather(Tensor.of(places, Shape.of(places.length)), 0);
    return new Ragged(values, splits);
  }
}
