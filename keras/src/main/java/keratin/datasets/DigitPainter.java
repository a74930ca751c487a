package keratin.datasets;

import java.util.Arrays;
import java.util.List;
import keratin.datasets.DigitShapes.Stroke;

/**
 * Writes one digit the way one hand would on one day: its points wobble, the whole is stretched,
 * bent, slanted and turned, drawn with a pen of varying width, scaled to MNIST's 20 × 20 box and
 * set with its centre of mass in the middle of 28 × 28.
 *
 * <p>Only additions, multiplications, divisions, square roots and {@link StrictMath}: the same
 * number gives the same picture on every machine.
 */
final class DigitPainter {
  static final int SIDE = 28;

  /** Line pieces between two points of a stroke. */
  private static final int PIECES = 8;

  private static final double BOX = 20;

  /** Room for the longest digit: two strokes of at most 14 points. */
  private final double[] x = new double[256];

  private final double[] y = new double[256];
  private final double[] radius = new double[256];
  private final boolean[] penDown = new boolean[256];
  private int count;
  private final float[] ink = new float[SIDE * SIDE];

  /** A stream of numbers from one seed (SplitMix64). */
  private long state;

  /**
   * Draws into {@code out}, from {@code at} on.
   *
   * @param digit 0 to 9
   * @param number which picture; the same number gives the same picture
   */
  void paint(int digit, long number, byte[] out, int at) {
    state = number;
    var variants = DigitShapes.variants(digit);
    write(variants.get((int) (uniform() * variants.size())));
    deform();
    place();
    rasterize();
    develop(out, at);
  }

  /** The strokes as short line pieces, their points moved a little. */
  private void write(List<Stroke> strokes) {
    count = 0;
    double wobble = 1.6 + 1.8 * uniform();
    for (Stroke stroke : strokes) {
      var p = stroke.xy().clone();
      for (int i = 0; i < p.length; i++) {
        p[i] += wobble * normal();
      }
      int last = stroke.points() - 1;
      // people start late and stop early, or the other way round
      stretch(p, 0, 1, 0.12 * normal());
      stretch(p, last, last - 1, 0.12 * normal());
      add(p[0], p[1], false);
      for (int i = 0; i < last; i++) {
        int before = i == 0 || stroke.corner()[i] ? i : i - 1;
        int after = i + 1 == last || stroke.corner()[i + 1] ? i + 1 : i + 2;
        for (int piece = 1; piece <= PIECES; piece++) {
          double t = (double) piece / PIECES;
          add(spline(p, 0, before, i, after, t), spline(p, 1, before, i, after, t), true);
        }
      }
    }
  }

  private static void stretch(double[] p, int end, int next, double by) {
    p[2 * end] += by * (p[2 * end] - p[2 * next]);
    p[2 * end + 1] += by * (p[2 * end + 1] - p[2 * next + 1]);
  }

  /** Catmull–Rom: passes through points i and i+1 with slopes given by their neighbours. */
  private static double spline(double[] p, int axis, int before, int i, int after, double t) {
    double a = p[2 * i + axis];
    double b = p[2 * i + 2 + axis];
    double slopeA = 0.5 * (b - p[2 * before + axis]);
    double slopeB = 0.5 * (p[2 * after + axis] - a);
    double t2 = t * t;
    double t3 = t2 * t;
    return (2 * t3 - 3 * t2 + 1) * a
        + (t3 - 2 * t2 + t) * slopeA
        + (3 * t2 - 2 * t3) * b
        + (t3 - t2) * slopeB;
  }

  private void add(double px, double py, boolean down) {
    x[count] = px;
    y[count] = py;
    penDown[count++] = down;
  }

  /** Stretches, bends, slants and turns around the middle. */
  private void deform() {
    double width = 0.85 + 0.16 * normal();
    double bendX = 0.09 * normal();
    double bendY = 0.07 * normal();
    double twist = 0.12 * normal();
    double slant = 0.12 + 0.2 * normal();
    double angle = 0.12 * normal();
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    for (int i = 0; i < count; i++) {
      double u = (x[i] - 50) / 50;
      double v = (y[i] - 50) / 50;
      double bentU = width * (u + bendX * v * v + twist * v * v * v) - slant * v;
      double bentV = v + bendY * u * u;
      x[i] = cos * bentU - sin * bentV;
      y[i] = sin * bentU + cos * bentV;
    }
  }

  /** Pen width, then size and place as in MNIST: into the box, centre of mass in the middle. */
  private void place() {
    double minX = x[0];
    double maxX = x[0];
    double minY = y[0];
    double maxY = y[0];
    for (int i = 1; i < count; i++) {
      minX = Math.min(minX, x[i]);
      maxX = Math.max(maxX, x[i]);
      minY = Math.min(minY, y[i]);
      maxY = Math.max(maxY, y[i]);
    }
    double pen = 0.8 + 0.95 * uniform();
    double scale =
        (0.96 + 0.08 * normal())
            * (BOX - 2 * pen)
            / Math.max(Math.max(maxX - minX, maxY - minY), 0.5);
    double pressure = 0.25 * normal();
    double mass = 0;
    double massX = 0;
    double massY = 0;
    for (int i = 0; i < count; i++) {
      x[i] *= scale;
      y[i] *= scale;
      radius[i] = pen * (1 + pressure * ((double) i / count - 0.5));
      if (penDown[i]) {
        double length = distance(x[i] - x[i - 1], y[i] - y[i - 1]) * radius[i];
        mass += length;
        massX += 0.5 * length * (x[i] + x[i - 1]);
        massY += 0.5 * length * (y[i] + y[i - 1]);
      }
    }
    double toX = SIDE / 2.0 + 0.7 * normal() - massX / mass;
    double toY = SIDE / 2.0 + 0.7 * normal() - massY / mass;
    for (int i = 0; i < count; i++) {
      x[i] += toX;
      y[i] += toY;
    }
  }

  /** Covers each pixel by how far it lies inside the pen's trace, edges one pixel soft. */
  private void rasterize() {
    Arrays.fill(ink, 0);
    for (int i = 1; i < count; i++) {
      if (!penDown[i]) {
        continue;
      }
      double reach = Math.max(radius[i], radius[i - 1]) + 0.5;
      int left = clamp(Math.min(x[i], x[i - 1]) - reach);
      int right = clamp(Math.max(x[i], x[i - 1]) + reach);
      int top = clamp(Math.min(y[i], y[i - 1]) - reach);
      int bottom = clamp(Math.max(y[i], y[i - 1]) + reach);
      double dx = x[i] - x[i - 1];
      double dy = y[i] - y[i - 1];
      double square = Math.max(dx * dx + dy * dy, 1e-12);
      for (int row = top; row <= bottom; row++) {
        for (int column = left; column <= right; column++) {
          double px = column + 0.5 - x[i - 1];
          double py = row + 0.5 - y[i - 1];
          double t = Math.min(Math.max((px * dx + py * dy) / square, 0), 1);
          double far = distance(px - t * dx, py - t * dy);
          double covered = radius[i - 1] + t * (radius[i] - radius[i - 1]) + 0.5 - far;
          int pixel = row * SIDE + column;
          ink[pixel] = (float) Math.max(ink[pixel], Math.min(covered, 1));
        }
      }
    }
  }

  /** Ink to bytes, with the grain of paper and scanner. */
  private void develop(byte[] out, int at) {
    double strength = 225 + 30 * uniform();
    double grain = 0.04 + 0.06 * uniform();
    for (int i = 0; i < ink.length; i++) {
      double value = ink[i];
      if (value > 0) {
        value = strength * value * (1 + grain * normal());
      }
      out[at + i] = (byte) (int) Math.min(Math.max(value, 0), 255);
    }
  }

  private static double distance(double dx, double dy) {
    return Math.sqrt(dx * dx + dy * dy);
  }

  private static int clamp(double pixel) {
    return (int) Math.min(Math.max(pixel, 0), SIDE - 1);
  }

  private long next() {
    state += 0x9e3779b97f4a7c15L;
    return mix(state);
  }

  /** SplitMix64's finalizer: nearby numbers give unrelated ones. */
  static long mix(long z) {
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }

  /** In [0, 1). */
  private double uniform() {
    return (next() >>> 11) * 0x1p-53;
  }

  /**
   * About normal: the sum of four uniform numbers (Irwin–Hall), mean 0, variance 1, within ±3.46.
   * No outliers, no logarithm.
   */
  private double normal() {
    return (uniform() + uniform() + uniform() + uniform() - 2) * 1.7320508075688772;
  }
}
