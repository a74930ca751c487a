package keratin.ops;

import keratin.tensor.Engine;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;

/**
 * Where every pixel of a warped image comes from, and what it is made of: up to four pixels with
 * weights, and what lies outside.
 */
final class PixelMap {
  /** What is seen beyond the border. */
  enum Outside {
    CONSTANT,
    NEAREST,
    REFLECT,
    WRAP;

    static Outside of(String op, String fillMode) {
      return switch (fillMode) {
        case "constant" -> CONSTANT;
        case "nearest" -> NEAREST;
        case "reflect" -> REFLECT;
        case "wrap" -> WRAP;
        default ->
            throw new TensorException(
                ("%s: the fill mode \"%s\" is not known. Use \"constant\", \"nearest\","
                        + " \"reflect\" or \"wrap\".")
                    .formatted(op, fillMode));
      };
    }

    /** The position on an axis of this length at which a position is looked up. */
    float inside(float at, int length) {
      float last = length - 1;
      float inner =
          switch (this) {
            case CONSTANT -> at;
            case NEAREST -> at;
            case REFLECT -> reflected(at, length);
            case WRAP -> wrapped(at, length);
          };
      return this == CONSTANT ? at : Math.clamp(inner, 0, last);
    }

    /** dcba | abcd | dcba. */
    private static float reflected(float at, int length) {
      float period = 2f * length;
      if (length <= 1) {
        return 0;
      } else if (at < 0) {
        float shifted = period * (int) (-at / period) + at;
        return shifted < -length ? shifted + period : -shifted - 1;
      } else if (at > length - 1) {
        float shifted = at - period * (int) (at / period);
        return shifted >= length ? period - shifted - 1 : shifted;
      }
      return at;
    }

    /** abcd | abcd | abcd. */
    private static float wrapped(float at, int length) {
      if (length <= 1) {
        return 0;
      } else if (at < 0) {
        return at + length * ((int) (-at / (length - 1)) + 1);
      } else if (at > length - 1) {
        return at - length * (int) (at / (length - 1));
      }
      return at;
    }
  }

  private final int[][] sources;
  private final float[][] weights;
  private final float[] outside;
  private final Shape shape;
  private final int height;
  private final int width;

  /**
   * Nothing yet.
   *
   * @param images {@code (batch, height, width, channels)}
   * @param isNearest true for the nearest pixel, false for the four around a position
   */
  PixelMap(Shape images, boolean isNearest) {
    this.shape = images;
    this.height = images.dim(1);
    this.width = images.dim(2);
    int count = Math.toIntExact(images.sizeOf(0, 3));
    this.sources = new int[isNearest ? 1 : 4][count];
    this.weights = new float[sources.length][count];
    this.outside = new float[count];
  }

  /** Makes pixel {@code target} of all pixels what is at this position of image {@code image}. */
  void set(int target, int image, float y, float x) {
    if (Float.isNaN(y) || Float.isNaN(x)) {
      outside[target] = 1;
    } else if (sources.length == 1) {
      read(0, target, image, halfAway(y), halfAway(x), 1);
    } else {
      float top = (float) Math.floor(y);
      float left = (float) Math.floor(x);
      float down = y - top;
      float right = x - left;
      read(0, target, image, top, left, (1 - down) * (1 - right));
      read(1, target, image, top, left + 1, (1 - down) * right);
      read(2, target, image, top + 1, left, down * (1 - right));
      read(3, target, image, top + 1, left + 1, down * right);
    }
  }

  private static float halfAway(float value) {
    return (float) (value < 0 ? Math.ceil(value - 0.5) : Math.floor(value + 0.5));
  }

  private void read(int corner, int target, int image, float y, float x, float weight) {
    if (y >= 0 && y < height && x >= 0 && x < width) {
      sources[corner][target] = (image * height + (int) y) * width + (int) x;
      weights[corner][target] = weight;
    } else {
      outside[target] += weight;
    }
  }

  /** The warped images, with {@code fillValue} outside. */
  Tensor apply(Tensor images, double fillValue) {
    Tensor x = ImageLayout.real(images);
    int channels = shape.dim(3);
    int count = outside.length;
    Tensor pixels = x.reshape(count, channels);
    Tensor sum = null;
    for (int corner = 0; corner < sources.length; corner++) {
      int[] source = sources[corner];
      Tensor picks = Engine.beside(x, () -> Tensor.of(source, Shape.of(count)));
      Tensor part = pixels.gather(picks, 0).mul(column(x, weights[corner]));
      sum = sum == null ? part : sum.add(part);
    }
    if (sum == null) {
      throw new IllegalStateException("a map reads at least one pixel");
    }
    Tensor filled = fillValue == 0 ? sum : sum.add(column(x, outside).mul(fillValue));
    return filled.reshape(shape).cast(images.dtype());
  }

  private static Tensor column(Tensor like, float[] values) {
    return Engine.beside(
        like, () -> Tensor.of(values, Shape.of(values.length, 1)).cast(like.dtype()));
  }
}
