package keratin.cpu;

import keratin.tensor.Shape;
import keratin.tensor.Window;

/**
 * A window on {@code x (batch, spatial…, channels)}, axis by axis; there are always three, and
 * those that are missing come first with one element.
 *
 * @param lengths of x
 * @param places how often the window finds place
 * @param before elements of padding before the first
 */
record WindowAxes(
    int[] lengths, int[] places, int[] strides, int[] sizes, int[] dilations, int[] before) {
  private static final int AXES = 3;

  static WindowAxes of(Window window, Shape x) {
    int[] ones = Patches.ones();
    WindowAxes axes =
        new WindowAxes(ones, ones.clone(), ones.clone(), ones.clone(), ones.clone(), new int[AXES]);
    for (int i = 0; i < window.rank(); i++) {
      int axis = AXES - window.rank() + i;
      int length = x.dim(i + 1);
      axes.lengths[axis] = length;
      axes.places[axis] = window.places(i, length);
      axes.strides[axis] = window.strides().get(i);
      axes.sizes[axis] = window.size().get(i);
      axes.dilations[axis] = window.dilations().get(i);
      axes.before[axis] = window.padding(i, length)[0];
    }
    return axes;
  }

  /** Elements of an axis from the window's first to behind its last. */
  int span(int axis) {
    return (sizes[axis] - 1) * dilations[axis] + 1;
  }
}
