package keratin.layers.preprocessing.image;

import java.util.function.UnaryOperator;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.tensor.Tensor;

/**
 * What layers that move pixels at random have in common: what lies between pixels, and what is
 * outside of the image.
 *
 * @param <SELF> the layer's own class
 */
public abstract class BaseInterpolation<SELF extends BaseInterpolation<SELF>>
    extends BaseRandomImage<SELF> {
  private static final String NEAREST = "nearest";

  private final Option<String> interpolation =
      option("interpolation", Kind.oneOf(NEAREST, "bilinear"), "bilinear");
  private final Option<Double> fillValue = option("fill_value", Kind.FLOAT, 0.0);

  BaseInterpolation() {}

  /** What lies between pixels: {@code "bilinear"} or {@code "nearest"}. */
  public final SELF interpolation(String method) {
    interpolation.set(method);
    return self();
  }

  /** What is outside of the image, where it is a constant. */
  public final SELF fillValue(double number) {
    fillValue.set(number);
    return self();
  }

  final double fillValue() {
    return fillValue.get();
  }

  /** The images moved, by a method of interpolation. */
  @FunctionalInterface
  interface Move {
    Tensor apply(Tensor images, String method);
  }

  /** A movement of images of this size. */
  final Transformation moving(Tensor images, Move move, UnaryOperator<Tensor> corners) {
    double height = height(images);
    double width = width(images);
    return new Transformation() {
      @Override
      public Tensor images(Tensor x) {
        return move.apply(x, interpolation.get());
      }

      @Override
      public Tensor masks(Tensor masks) {
        return move.apply(masks, NEAREST);
      }

      @Override
      public LabeledBoxes boxes(LabeledBoxes boxes) {
        Tensor there = corners.apply(corners(boxes, height, width));
        return BaseInterpolation.this.boxes(there, boxes.labels(), height, width);
      }
    };
  }
}
