package keratin.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import keratin.tensor.Shape;
import keratin.tensor.Window;

/**
 * The elements of a convolution's input sorted by their remainder modulo the strides: all elements
 * of a phase were seen by the same elements of the kernel, so their gradient is a convolution of dy
 * with stride 1 and a part of the kernel, turned around.
 */
final class Phases {
  /**
   * One of them.
   *
   * @param patches of dy, with a place per element of the phase
   * @param taps the elements of the kernel, in the order in which dy lies under it
   * @param isWhole whether there is only this phase
   */
  record Phase(
      Patches patches, int[] taps, boolean isWhole, int[] places, int[] starts, Phases all) {
    /** The place in the input, counted in elements without channels, of an element of the phase. */
    long element(long row) {
      long p2 = row % places[2];
      long rest = row / places[2];
      long p1 = rest % places[1];
      rest /= places[1];
      long p0 = rest % places[0];
      long image = rest / places[0];
      int[] lengths = all.lengths;
      int[] strides = all.strides;
      return ((image * lengths[0] + p0 * strides[0] + starts[0]) * lengths[1]
                  + p1 * strides[1]
                  + starts[1])
              * lengths[2]
          + p2 * strides[2]
          + starts[2];
    }
  }

  /** An axis of a phase: the elements of the kernel, and where in dy each lies at first. */
  private record Axis(int[] taps, int[] starts, int places) {}

  private final int[] lengths = Patches.ones();
  private final int[] strides = Patches.ones();
  private final List<Phase> phases = new ArrayList<>();
  private boolean incomplete;

  /** For an input x, and so many of the filters. */
  Phases(Window window, Shape x, Shape dy, int filters) {
    int[] places = Patches.ones();
    int[] sizes = Patches.ones();
    int[] dilations = Patches.ones();
    int[] pads = new int[3];
    for (int i = 0; i < window.rank(); i++) {
      int axis = 3 - window.rank() + i;
      lengths[axis] = x.dim(i + 1);
      places[axis] = dy.dim(i + 1);
      strides[axis] = window.strides().get(i);
      sizes[axis] = window.size().get(i);
      dilations[axis] = window.dilations().get(i);
      pads[axis] = window.padding(i, x.dim(i + 1))[0];
    }
    boolean whole = Math.max(strides[0], Math.max(strides[1], strides[2])) == 1;
    // Beyond the input's length nothing remains, however long the stride.
    for (int r0 = 0; r0 < Math.min(strides[0], lengths[0]); r0++) {
      Axis a0 = axis(0, r0, sizes, dilations, pads);
      for (int r1 = 0; r1 < Math.min(strides[1], lengths[1]); r1++) {
        Axis a1 = axis(1, r1, sizes, dilations, pads);
        for (int r2 = 0; r2 < Math.min(strides[2], lengths[2]); r2++) {
          Axis a2 = axis(2, r2, sizes, dilations, pads);
          int[] grid = {a0.places, a1.places, a2.places};
          int[] taps = taps(a0, a1, a2, sizes);
          boolean empty = a0.places == 0 || a1.places == 0 || a2.places == 0;
          incomplete |= taps.length == 0 && !empty;
          if (taps.length > 0 && !empty) {
            int[][] starts = {a0.starts, a1.starts, a2.starts};
            Patches patches =
                new Patches(dy.dim(0), filters, dy.dim(-1), places, grid, Patches.ones(), starts);
            phases.add(new Phase(patches, taps, whole, grid, new int[] {r0, r1, r2}, this));
          }
        }
      }
    }
  }

  /**
   * Element {@code p · stride + remainder} is under k at place {@code p + (remainder + pad − k ·
   * dilation) / stride}.
   */
  private Axis axis(int axis, int remainder, int[] sizes, int[] dilations, int[] pads) {
    int stride = strides[axis];
    int[] taps = new int[sizes[axis]];
    int[] starts = new int[sizes[axis]];
    int count = 0;
    for (int k = sizes[axis] - 1; k >= 0; k--) {
      int distance = remainder + pads[axis] - k * dilations[axis];
      if (Math.floorMod(distance, stride) == 0) {
        taps[count] = k;
        starts[count++] = Math.floorDiv(distance, stride);
      }
    }
    int places = Math.max(0, Math.ceilDiv(lengths[axis] - remainder, stride));
    return new Axis(Arrays.copyOf(taps, count), Arrays.copyOf(starts, count), places);
  }

  private static int[] taps(Axis a0, Axis a1, Axis a2, int[] sizes) {
    int[] taps = new int[a0.taps.length * a1.taps.length * a2.taps.length];
    int count = 0;
    for (int k0 : a0.taps) {
      for (int k1 : a1.taps) {
        for (int k2 : a2.taps) {
          taps[count++] = (k0 * sizes[1] + k1) * sizes[2] + k2;
        }
      }
    }
    return taps;
  }

  /** Whether elements of the input were seen by no element of the kernel. */
  boolean areIncomplete() {
    return incomplete;
  }

  List<Phase> all() {
    return phases;
  }
}
