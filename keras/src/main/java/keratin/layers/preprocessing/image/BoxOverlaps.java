package keratin.layers.preprocessing.image;

import keratin.ops.Ops;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;

/**
 * How much boxes lie over each other.
 *
 * {@snippet :
 * Tensor x = Tensor.of(new float[][] {{0, 0, 2, 2}, {1, 1, 3, 3}});
 * BoxOverlaps.computeIou(x, x, "xyxy", 10, 10);   // [[1, 0.142857], [0.142857, 1]]
 * }
 *
 * @see <a href="https://keras.io/api/utils/bounding_boxes/">keras.utils.bounding_boxes</a>
 */
public final class BoxOverlaps {
  private static final double EPSILON = 1e-7;

  private BoxOverlaps() {}

  /**
   * The intersection of every two boxes as a part of their union.
   *
   * @param boxes1 {@code (n, 4)} or {@code (batch, n, 4)}
   * @param boxes2 {@code (m, 4)} or {@code (batch, m, 4)}
   * @param format of both
   * @param height of the images; matters to relative formats
   * @param width of the images
   * @return {@code (n, m)} or {@code (batch, n, m)}
   */
  public static Tensor computeIou(
      Tensor boxes1, Tensor boxes2, String format, double height, double width) {
    requireBoxes(boxes1);
    requireBoxes(boxes2);
    Tensor a = BoundingBoxes.convertFormat(boxes1, format, "xyxy", height, width).expandDims(-2);
    Tensor b = BoundingBoxes.convertFormat(boxes2, format, "xyxy", height, width).expandDims(-3);
    Tensor both = intersection(a, b);
    return both.div(area(a).add(area(b)).sub(both).add(EPSILON)).squeeze(-1);
  }

  private static void requireBoxes(Tensor boxes) {
    if (boxes.rank() != 2 && boxes.rank() != 3) {
      throw new ShapeException(
          "computeIou takes boxes (n, 4) or (batch, n, 4), but these are %s."
              .formatted(boxes.shape()));
    }
  }

  /**
   * The complete IoU of boxes one by one: their IoU less the distance of their centres and the
   * difference of their ratios.
   *
   * @param boxes1 {@code (…, 4)}
   * @param boxes2 {@code (…, 4)}
   * @param format of both
   * @return {@code (…)}, from −1.5 to 1
   * @see <a href="https://arxiv.org/abs/1911.08287">Zheng et al., 2020, Distance-IoU Loss</a>
   */
  public static Tensor computeCiou(
      Tensor boxes1, Tensor boxes2, String format, double height, double width) {
    Tensor a = BoundingBoxes.convertFormat(boxes1, format, "xyxy", height, width);
    Tensor b = BoundingBoxes.convertFormat(boxes2, format, "xyxy", height, width);
    Tensor wide1 = length(a, 0);
    Tensor high1 = length(a, 1).add(EPSILON);
    Tensor wide2 = length(b, 0);
    Tensor high2 = length(b, 1).add(EPSILON);
    Tensor both = intersection(a, b);
    Tensor union = wide1.mul(high1).add(wide2.mul(high2)).sub(both).add(EPSILON);
    Tensor iou = both.div(union.add(EPSILON));
    Tensor hull = span(a, b, 0).square().add(span(a, b, 1).square()).add(EPSILON);
    Tensor apart = between(a, b, 0).square().add(between(a, b, 1).square());
    Tensor turned = Ops.arctan(wide2.div(high2)).sub(Ops.arctan(wide1.div(high1))).square();
    Tensor ratio = turned.mul(4 / (Math.PI * Math.PI));
    Tensor weight = ratio.div(ratio.sub(iou).add(1 + EPSILON));
    return iou.sub(apart.div(hull).add(ratio.mul(weight))).squeeze(-1);
  }

  private static Tensor side(Tensor boxes, int index) {
    return boxes.slice(-1, index, 1);
  }

  /** Across for axis 0, down for axis 1. */
  private static Tensor length(Tensor boxes, int axis) {
    return side(boxes, axis + 2).sub(side(boxes, axis));
  }

  private static Tensor area(Tensor boxes) {
    return length(boxes, 0).mul(length(boxes, 1));
  }

  private static Tensor intersection(Tensor a, Tensor b) {
    return common(a, b, 0).mul(common(a, b, 1));
  }

  private static Tensor common(Tensor a, Tensor b, int axis) {
    Tensor end = side(a, axis + 2).minimum(side(b, axis + 2));
    return end.sub(side(a, axis).maximum(side(b, axis))).maximum(0);
  }

  private static Tensor span(Tensor a, Tensor b, int axis) {
    Tensor end = side(a, axis + 2).maximum(side(b, axis + 2));
    return end.sub(side(a, axis).minimum(side(b, axis)));
  }

  private static Tensor between(Tensor a, Tensor b, int axis) {
    Tensor first = side(a, axis).add(side(a, axis + 2));
    return first.sub(side(b, axis).add(side(b, axis + 2))).div(2);
  }
}
