package keratin.cpu;

import java.util.Arrays;
import keratin.tensor.Ints;
import keratin.tensor.Shape;
import keratin.tensor.Window;

/**
 * Where the elements under a window lie in memory, place by place: what the kernels of pooling and
 * of depthwise convolutions have in common.
 */
final class PoolPlaces {
  private static final long GRAIN = 16 * 1024;

  /** Where images are while their places are visited. */
  interface Images {
    /** The address of an image's first element. */
    long begin(long image);

    /** All its places have been visited. */
    default void end(long image, long address) {}
  }

  /** What is done at a place. */
  interface Body {
    /**
     * A place.
     *
     * @param image first element of the image
     * @param under for each element under the window that is not padding, bytes from the image's
     *     first element to its first channel
     * @param taps for each of them, its number among the elements of the window
     * @param count how many there are
     * @param place number of the place, counted over all images
     */
    void run(long image, long[] under, int[] taps, int count, long place);
  }

  private final int batch;
  private final int channels;
  private final int[] lengths;
  private final int[] places;
  private final int[] strides;
  private final int[] sizes;
  private final int[] dilations;
  private final int[] before;
  private final int taps;
  private final boolean disjoint;
  private final boolean complete;

  /** On {@code x (batch, spatial…, channels)}. */
  PoolPlaces(Window window, Shape x) {
    batch = x.dim(0);
    channels = x.dim(-1);
    boolean apart = true;
    boolean covered = true;
    WindowAxes axes = WindowAxes.of(window, x);
    lengths = axes.lengths();
    places = axes.places();
    strides = axes.strides();
    sizes = axes.sizes();
    dilations = axes.dilations();
    before = axes.before();
    for (int axis = 0; axis < places.length; axis++) {
      apart &= strides[axis] >= axes.span(axis);
      covered &=
          strides[axis] == sizes[axis]
              && dilations[axis] == 1
              && places[axis] * strides[axis] - before[axis] >= lengths[axis];
    }
    taps = window.count();
    disjoint = apart;
    complete = covered;
  }

  /** Whether every axis has elements. */
  static boolean isFull(Ints lengths) {
    for (int i = 0; i < lengths.length(); i++) {
      if (lengths.get(i) == 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether no element lies under the window at two places. */
  boolean areDisjoint() {
    return disjoint;
  }

  /** Whether every element lies under the window at exactly one place. */
  boolean areComplete() {
    return complete && disjoint;
  }

  int channels() {
    return channels;
  }

  /** The elements of an image, without channels. */
  long pixels() {
    return (long) lengths[0] * lengths[1] * lengths[2];
  }

  /** Visits all places of images at x; those of an image in order and on one thread. */
  void forEach(long x, Body body) {
    long imageBytes = 4 * pixels() * channels;
    forEach(image -> x + image * imageBytes, body);
  }

  void forEach(Images images, Body body) {
    long perImage = (long) places[0] * places[1] * places[2];
    long work = Math.max(1, perImage * taps * channels);
    Pool.parallel(
        batch,
        Math.max(1, GRAIN / work),
        (from, to) -> {
          long[] under = new long[taps];
          long[] inside = inside();
          int[] every = new int[taps];
          Arrays.setAll(every, i -> i);
          int[] some = new int[taps];
          for (long image = from; image < to; image++) {
            long x = images.begin(image);
            image(x, image * perImage, inside, under, every, some, body);
            images.end(image, x);
          }
        });
  }

  private void image(
      long x, long first, long[] inside, long[] under, int[] every, int[] some, Body body) {
    long place = first;
    for (int p0 = 0; p0 < places[0]; p0++) {
      for (int p1 = 0; p1 < places[1]; p1++) {
        for (int p2 = 0; p2 < places[2]; p2++, place++) {
          int s0 = p0 * strides[0] - before[0];
          int s1 = p1 * strides[1] - before[1];
          int s2 = p2 * strides[2] - before[2];
          if (isInside(0, s0) && isInside(1, s1) && isInside(2, s2)) {
            long start = offset(s0, s1, s2);
            for (int k = 0; k < taps; k++) {
              under[k] = start + inside[k];
            }
            body.run(x, under, every, taps, place);
          } else {
            body.run(x, under, some, edge(s0, s1, s2, under, some), place);
          }
        }
      }
    }
  }

  private boolean isInside(int axis, int start) {
    return start >= 0 && start + (sizes[axis] - 1) * dilations[axis] < lengths[axis];
  }

  private long offset(int s0, int s1, int s2) {
    return 4L * (((long) s0 * lengths[1] + s1) * lengths[2] + s2) * channels;
  }

  private long[] inside() {
    long[] offsets = new long[taps];
    int count = 0;
    for (int k0 = 0; k0 < sizes[0]; k0++) {
      for (int k1 = 0; k1 < sizes[1]; k1++) {
        for (int k2 = 0; k2 < sizes[2]; k2++) {
          offsets[count++] = offset(k0 * dilations[0], k1 * dilations[1], k2 * dilations[2]);
        }
      }
    }
    return Arrays.copyOf(offsets, count);
  }

  private int edge(int s0, int s1, int s2, long[] under, int[] some) {
    int count = 0;
    for (int k0 = 0; k0 < sizes[0]; k0++) {
      int i0 = s0 + k0 * dilations[0];
      for (int k1 = 0; k1 < sizes[1]; k1++) {
        int i1 = s1 + k1 * dilations[1];
        for (int k2 = 0; k2 < sizes[2]; k2++) {
          int i2 = s2 + k2 * dilations[2];
          if (i0 >= 0
              && i0 < lengths[0]
              && i1 >= 0
              && i1 < lengths[1]
              && i2 >= 0
              && i2 < lengths[2]) {
            some[count] = (k0 * sizes[1] + k1) * sizes[2] + k2;
            under[count++] = offset(i0, i1, i2);
          }
        }
      }
    }
    return count;
  }
}
