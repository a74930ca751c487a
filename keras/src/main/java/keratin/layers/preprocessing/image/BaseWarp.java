package keratin.layers.preprocessing.image;

import java.util.function.UnaryOperator;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.ops.Image;
import keratin.ops.Ops;
import keratin.random.Seed;
import keratin.tensor.DType;
import keratin.tensor.Tensor;

/**
 * What layers that turn, shift, stretch or shear images at random have in common: each image gets
 * an affine map of its own.
 *
 * @param <SELF> the layer's own class
 */
public abstract class BaseWarp<SELF extends BaseWarp<SELF>> extends BaseInterpolation<SELF> {
  private final Option<String> fillMode =
      option("fill_mode", Kind.oneOf("reflect", "wrap", "constant", "nearest"), "reflect");

  BaseWarp() {}

  /**
   * What is outside of the image: {@code "reflect"}, {@code "wrap"}, {@code "constant"} or {@code
   * "nearest"}.
   */
  public final SELF fillMode(String mode) {
    fillMode.set(mode);
    return self();
  }

  /**
   * Affine maps, and what they do to boxes.
   *
   * @param rows six numbers for each image, {@code (batch,)} each: a place {@code (x, y)} of the
   *     result is what is at {@code (a₀x + a₁y + a₂, b₀x + b₁y + b₂)}
   * @param corners what becomes of corners of boxes {@code (batch, boxes, 4)}
   */
  record Warp(Tensor[] rows, UnaryOperator<Tensor> corners) {
    Tensor transforms() {
      Tensor zeros = rows[0].zerosLike();
      Tensor all = Ops.stack(1, rows[0], rows[1], rows[2], rows[3], rows[4], rows[5], zeros, zeros);
      return all.cast(DType.FLOAT32);
    }
  }

  /** Draws maps for a batch of images. */
  abstract Warp warp(Tensor images, Seed source);

  @Override
  final Transformation draw(Tensor images, Seed source) {
    Warp warp = warp(images, source);
    Tensor transforms = warp.transforms();
    return moving(
        images,
        (x, method) ->
            Image.affineTransform(
                x, transforms, method, fillMode.get(), fillValue(), axes().dataFormat()),
        warp.corners());
  }

  /** A number for each image, shaped so that it broadcasts to boxes. */
  static Tensor overBoxes(Tensor perImage) {
    return perImage.reshape(-1, 1, 1);
  }

  /** One of the four numbers of boxes. */
  static Tensor side(Tensor boxes, int index) {
    return boxes.slice(-1, index, 1);
  }
}
