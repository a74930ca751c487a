package keratin.layers.preprocessing.image;

import java.util.Locale;
import java.util.Objects;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.jspecify.annotations.Nullable;

/**
 * Boxes in images: what their four numbers are, and what happens to them when images are moved.
 *
 * <p>The formats: {@code "xyxy"} is left, top, right and bottom in pixels, {@code "yxyx"} top,
 * left, bottom and right; {@code "xywh"} left, top, width and height; {@code "center_xywh"} and
 * {@code "center_yxhw"} begin with the centre; {@code "rel_…"} are parts of the image's size.
 *
 * {@snippet :
 * Tensor x = Tensor.of(new float[][] {{10, 20, 30, 60}});
 * BoundingBoxes.convertFormat(x, "xyxy", "xywh", 100, 200);       // [[10, 20, 20, 40]]
 * BoundingBoxes.convertFormat(x, "xyxy", "rel_xyxy", 100, 200);   // [[0.05, 0.2, 0.15, 0.6]]
 * }
 *
 * @see <a href="https://keras.io/api/utils/bounding_boxes/">keras.utils.bounding_boxes</a>
 */
public final class BoundingBoxes {
  /** All formats. */
  static final String[] FORMATS = {
    "xyxy",
    "yxyx",
    "xywh",
    "center_xywh",
    "center_yxhw",
    "rel_xyxy",
    "rel_yxyx",
    "rel_xywh",
    "rel_center_xywh"
  };

  private static final String RELATIVE = "rel_";

  private BoundingBoxes() {}

  /** The four numbers of boxes, each with an axis of length 1 at its end. */
  private record Numbers(Tensor a, Tensor b, Tensor c, Tensor d) {
    static Numbers of(Tensor boxes) {
      return new Numbers(part(boxes, 0), part(boxes, 1), part(boxes, 2), part(boxes, 3));
    }

    private static Tensor part(Tensor boxes, int index) {
      return boxes.slice(-1, index, 1);
    }

    Tensor joined() {
      return Ops.concat(-1, a, b, c, d);
    }

    /** Numbers across times x, numbers down times y. */
    Numbers scaled(double x, double y) {
      return new Numbers(a.mul(x), b.mul(y), c.mul(x), d.mul(y));
    }

    /** The two pairs swapped inside. */
    Numbers swapped() {
      return new Numbers(b, a, d, c);
    }
  }

  /** Boxes in another format, where no relative one is involved. */
  public static Tensor convertFormat(Tensor boxes, String source, String target) {
    return converted(boxes, source, target, null, null);
  }

  /**
   * Boxes in another format.
   *
   * @param boxes {@code (…, 4)}
   * @param height of the image
   * @param width of the image
   * @return float32, or the floating dtype of the boxes
   */
  public static Tensor convertFormat(
      Tensor boxes, String source, String target, double height, double width) {
    return converted(boxes, source, target, height, width);
  }

  private static Tensor converted(
      Tensor boxes, String source, String target, @Nullable Double height, @Nullable Double width) {
    requireFour(boxes);
    String from = known(source);
    String to = known(target);
    Tensor x = boxes.dtype().isFloating() ? boxes : boxes.cast(DType.FLOAT32);
    if (from.equals(to)) {
      return x;
    }
    boolean relative = from.startsWith(RELATIVE);
    if ((relative || to.startsWith(RELATIVE)) && (height == null || width == null)) {
      throw new TensorException(
          "convertFormat from \"%s\" to \"%s\" needs the image's height and width, as one of the formats is relative."
              .formatted(source, target));
    }
    Numbers corners = corners(Numbers.of(x), from.replace(RELATIVE, ""));
    if (relative != to.startsWith(RELATIVE)) {
      double w = Objects.requireNonNull(width);
      double h = Objects.requireNonNull(height);
      corners = relative ? corners.scaled(w, h) : divided(corners, w, h);
    }
    return written(corners, to.replace(RELATIVE, "")).joined();
  }

  private static Numbers divided(Numbers n, double w, double h) {
    return new Numbers(n.a().div(w), n.b().div(h), n.c().div(w), n.d().div(h));
  }

  private static Numbers corners(Numbers n, String format) {
    return switch (format) {
      case "yxyx" -> n.swapped();
      case "xywh" -> new Numbers(n.a(), n.b(), n.a().add(n.c()), n.b().add(n.d()));
      case "center_xywh" -> around(n);
      case "center_yxhw" -> around(n.swapped());
      default -> n;
    };
  }

  private static Numbers around(Numbers n) {
    Tensor halfWidth = n.c().div(2);
    Tensor halfHeight = n.d().div(2);
    return new Numbers(
        n.a().sub(halfWidth), n.b().sub(halfHeight), n.a().add(halfWidth), n.b().add(halfHeight));
  }

  private static Numbers written(Numbers n, String format) {
    return switch (format) {
      case "yxyx" -> n.swapped();
      case "xywh" -> new Numbers(n.a(), n.b(), n.c().sub(n.a()), n.d().sub(n.b()));
      case "center_xywh" -> centred(n);
      case "center_yxhw" -> centred(n).swapped();
      default -> n;
    };
  }

  private static Numbers centred(Numbers n) {
    Tensor width = n.c().sub(n.a());
    Tensor height = n.d().sub(n.b());
    return new Numbers(n.a().add(width.div(2)), n.b().add(height.div(2)), width, height);
  }

  private static void requireFour(Tensor boxes) {
    if (boxes.rank() == 0 || boxes.shape().dim(-1) != 4) {
      throw new ShapeException(
          "Boxes have four numbers each, (…, 4), but these are %s.".formatted(boxes.shape()));
    }
  }

  private static String known(String format) {
    String lower = format.toLowerCase(Locale.ROOT);
    for (String one : FORMATS) {
      if (one.equals(lower)) {
        return lower;
      }
    }
    throw new TensorException(
        "There is no format \"%s\" of boxes. Known: %s"
            .formatted(format, String.join(", ", FORMATS)));
  }

  /**
   * Boxes cut at the borders of the image; those of which nothing is left get the label −1.
   *
   * @param format {@code "xyxy"} or {@code "rel_xyxy"}
   */
  public static LabeledBoxes clipToImageSize(
      LabeledBoxes boxes, double height, double width, String format) {
    boolean relative = format.equals("rel_xyxy");
    if (!relative && !format.equals("xyxy")) {
      throw new TensorException(
          "clipToImageSize takes boxes \"xyxy\" or \"rel_xyxy\", but \"%s\" came."
              .formatted(format));
    }
    Tensor inside = clipped(boxes.boxes(), 0, 0, relative ? 1 : height, relative ? 1 : width);
    Numbers n = Numbers.of(inside);
    Tensor areas = n.c().sub(n.a()).mul(n.d().sub(n.b())).squeeze(-1);
    Tensor labels = boxes.labels();
    return new LabeledBoxes(
        inside, Tensor.where(areas.greater(0), labels, Tensor.full(labels.dtype(), -1)));
  }

  private static Tensor clipped(
      Tensor boxes, double top, double left, double bottom, double right) {
    Numbers n = Numbers.of(boxes);
    return new Numbers(
            Ops.clip(n.a(), left, right),
            Ops.clip(n.b(), top, bottom),
            Ops.clip(n.c(), left, right),
            Ops.clip(n.d(), top, bottom))
        .joined();
  }

  /** Boxes {@code "xyxy"} in the part of the image that begins at top and left. */
  public static Tensor crop(Tensor boxes, double top, double left, double height, double width) {
    return clipped(pad(boxes, -top, -left), 0, 0, height, width);
  }

  /** Boxes {@code "xyxy"} in an image that got more rows at its top and columns at its left. */
  public static Tensor pad(Tensor boxes, double top, double left) {
    Numbers n = Numbers.of(boxes);
    return new Numbers(n.a().add(left), n.b().add(top), n.c().add(left), n.d().add(top)).joined();
  }

  /** Boxes in images that are stretched. */
  static Tensor scaled(Tensor boxes, double across, double down) {
    return Numbers.of(boxes).scaled(across, down).joined();
  }

  /**
   * The boxes {@code "xyxy"} around where a map takes boxes' corners.
   *
   * @param boxes {@code (batch, boxes, 4)}
   * @param maps {@code (batch, 2, 3)}: what (x, y, 1) is multiplied by
   */
  static Tensor moved(Tensor boxes, Tensor maps) {
    int batch = boxes.shape().dim(0);
    int count = boxes.shape().dim(1);
    Tensor corners = cornerPoints(boxes).reshape(batch, count * 4, 2);
    Tensor points = Ops.concat(-1, corners, corners.slice(-1, 0, 1).onesLike());
    Tensor there = points.matmul(maps, false, true).reshape(batch, count, 4, 2);
    return Ops.concat(-1, there.min(2), there.max(2));
  }

  /** The corners of boxes, {@code (batch, boxes, 4, 2)}. */
  static Tensor cornerPoints(Tensor boxes) {
    Numbers n = Numbers.of(boxes);
    Tensor all = Ops.concat(-1, n.a(), n.b(), n.c(), n.b(), n.c(), n.d(), n.a(), n.d());
    Shape shape = boxes.shape();
    return all.reshape(shape.slice(0, shape.rank() - 1).append(4, 2));
  }
}
