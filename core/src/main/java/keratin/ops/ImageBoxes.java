package keratin.ops;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;

/** Boxes {@code (y1, x1, y2, x2)} in images. */
abstract class ImageBoxes extends ImageWarping {
  ImageBoxes() {}

  /** As {@link #cropAndResize(Tensor, Tensor, Tensor, int[], String, double)}, bilinear. */
  public static Tensor cropAndResize(
      Tensor image, Tensor boxes, Tensor boxIndices, int... cropSize) {
    return cropAndResize(image, boxes, boxIndices, cropSize, "bilinear", 0);
  }

  /**
   * Boxes cut out of images and resized to one size: {@code (boxes, height, width, channels)},
   * float32. Gradients flow to images and boxes.
   *
   * @param image {@code (batch, height, width, channels)}
   * @param boxes {@code (boxes, 4)} in shares of height and width: 0 is the first row, 1 the last
   * @param boxIndices for every box the image it is of
   * @param cropSize height and width of the result
   * @param method {@code "bilinear"} or {@code "nearest"}
   * @param extrapolationValue what is outside of the image
   */
  public static Tensor cropAndResize(
      Tensor image,
      Tensor boxes,
      Tensor boxIndices,
      int[] cropSize,
      String method,
      double extrapolationValue) {
    if (image.rank() != 4 || cropSize.length != 2) {
      throw new ShapeException(
          ("cropAndResize: a batch of images and a height and width are needed, but the shape is %s"
                  + " and cropSize has %d numbers.")
              .formatted(image.shape(), cropSize.length));
    }
    requireBoxes("cropAndResize", boxes);
    if (!method.equals("bilinear") && !method.equals("nearest")) {
      throw new TensorException(
          "cropAndResize: the method is \"%s\", but must be \"bilinear\" or \"nearest\"."
              .formatted(method));
    }
    Tensor x = image.cast(DType.FLOAT32);
    int h = x.shape().dim(1);
    int w = x.shape().dim(2);
    int count = boxes.shape().dim(0);
    Tensor corners = boxes.cast(DType.FLOAT32);
    Tensor y = positions(corners.slice(1, 0, 1), corners.slice(1, 2, 1), h, cropSize[0]);
    Tensor across = positions(corners.slice(1, 1, 1), corners.slice(1, 3, 1), w, cropSize[1]);
    y = y.reshape(count, cropSize[0], 1);
    across = across.reshape(count, 1, cropSize[1]);
    Tensor valid = isInside(y, h).logicalAnd(isInside(across, w)).expandDims(-1);
    Tensor first = boxIndices.cast(DType.INT32).reshape(count, 1, 1).mul(h);
    Tensor cut =
        method.equals("nearest")
            ? pixels(x, first, halfUp(y), halfUp(across))
            : between(x, first, y, across);
    return Tensor.where(valid, cut, Ops.fullLike(cut, extrapolationValue));
  }

  private static void requireBoxes(String op, Tensor boxes) {
    if (boxes.rank() != 2 || boxes.shape().dim(1) != 4) {
      throw new ShapeException(
          "%s: boxes must be (boxes, 4), but are %s.".formatted(op, boxes.shape()));
    }
  }

  /** Where {@code out} places between two shares of an axis are, in elements. */
  private static Tensor positions(Tensor from, Tensor to, int length, int out) {
    if (out == 1) {
      return from.add(to).mul(0.5 * (length - 1));
    }
    Tensor step = to.sub(from).mul(length - 1).div(out - 1);
    Tensor steps = Engine.beside(from, () -> Ops.range(out)).cast(DType.FLOAT32);
    return from.mul(length - 1).add(step.mul(steps));
  }

  private static Tensor isInside(Tensor at, int length) {
    return at.greaterEqual(0).logicalAnd(at.lessEqual(length - 1));
  }

  private static Tensor halfUp(Tensor at) {
    return at.add(0.5).floor();
  }

  private static Tensor pixels(Tensor x, Tensor firstRow, Tensor y, Tensor across) {
    int h = x.shape().dim(1);
    int w = x.shape().dim(2);
    Tensor row = Ops.clip(y, 0, h - 1).cast(DType.INT32).add(firstRow);
    Tensor column = Ops.clip(across, 0, w - 1).cast(DType.INT32);
    return x.reshape(-1, x.shape().dim(3)).gather(row.mul(w).add(column), 0);
  }

  private static Tensor between(Tensor x, Tensor firstRow, Tensor y, Tensor across) {
    Tensor top = y.floor();
    Tensor left = across.floor();
    Tensor bottom = y.ceil();
    Tensor right = across.ceil();
    Tensor down = y.sub(top).expandDims(-1);
    Tensor aside = across.sub(left).expandDims(-1);
    Tensor upper = lerp(pixels(x, firstRow, top, left), pixels(x, firstRow, top, right), aside);
    Tensor lower =
        lerp(pixels(x, firstRow, bottom, left), pixels(x, firstRow, bottom, right), aside);
    return lerp(upper, lower, down);
  }

  private static Tensor lerp(Tensor a, Tensor b, Tensor share) {
    return a.add(b.sub(a).mul(share));
  }

  // ---- suppression ----

  /** As {@link #nonMaxSuppression(Tensor, Tensor, int, double, double)} for boxes of any score. */
  public static Tensor nonMaxSuppression(
      Tensor boxes, Tensor scores, int maxOutputSize, double iouThreshold) {
    return nonMaxSuppression(boxes, scores, maxOutputSize, iouThreshold, Double.NEGATIVE_INFINITY);
  }

  /**
   * The best of boxes that overlap: their positions, int32, the best first.
   *
   * @param boxes {@code (boxes, 4)}, by any two opposite corners
   * @param scores {@code (boxes,)}
   * @param maxOutputSize no more than so many
   * @param iouThreshold boxes with a larger quotient of intersection and union count as the same
   * @param scoreThreshold boxes that are not better are left out
   */
  public static Tensor nonMaxSuppression(
      Tensor boxes, Tensor scores, int maxOutputSize, double iouThreshold, double scoreThreshold) {
    return nonMaxSuppressionWithScores(
            boxes, scores, maxOutputSize, iouThreshold, scoreThreshold, 0)
        .selectedIndices;
  }

  /**
   * What suppression leaves.
   *
   * @param selectedIndices positions of boxes, int32
   * @param selectedScores their scores, which soft suppression has lowered
   */
  public record Selection(Tensor selectedIndices, Tensor selectedScores) {}

  /**
   * As {@link #nonMaxSuppression(Tensor, Tensor, int, double, double)}, with scores; if {@code
   * softNmsSigma} is not 0, a box that overlaps a better one is not left out, but its score is
   * multiplied by {@code exp(−iou²/(2σ))}.
   *
   * @see <a href="https://arxiv.org/abs/1704.04503">Bodla et al. 2017</a>
   */
  public static Selection nonMaxSuppressionWithScores(
      Tensor boxes,
      Tensor scores,
      int maxOutputSize,
      double iouThreshold,
      double scoreThreshold,
      double softNmsSigma) {
    requireBoxes("nonMaxSuppression", boxes);
    float[] corners = boxes.toFloatArray();
    return select(
        boxes.shape().dim(0),
        scores,
        maxOutputSize,
        (float) iouThreshold,
        scoreThreshold,
        softNmsSigma,
        (a, b) -> iou(corners, 4 * a, 4 * b));
  }

  /**
   * As {@link #nonMaxSuppression(Tensor, Tensor, int, double, double)}, where {@code overlaps}
   * {@code (boxes, boxes)} says how far boxes are the same.
   */
  public static Tensor nonMaxSuppressionOverlaps(
      Tensor overlaps,
      Tensor scores,
      int maxOutputSize,
      double overlapThreshold,
      double scoreThreshold) {
    int count = overlaps.rank() == 2 ? overlaps.shape().dim(0) : -1;
    if (count < 0 || overlaps.shape().dim(1) != count) {
      throw new ShapeException(
          "nonMaxSuppressionOverlaps: overlaps must be square, but are %s."
              .formatted(overlaps.shape()));
    }
    float[] same = overlaps.toFloatArray();
    return select(
            count,
            scores,
            maxOutputSize,
            (float) overlapThreshold,
            scoreThreshold,
            0,
            (a, b) -> same[a * count + b])
        .selectedIndices;
  }

  /** How far two boxes are the same. */
  private interface Likeness {
    float of(int a, int b);
  }

  private static float iou(float[] c, int a, int b) {
    float top = Math.max(Math.min(c[a], c[a + 2]), Math.min(c[b], c[b + 2]));
    float left = Math.max(Math.min(c[a + 1], c[a + 3]), Math.min(c[b + 1], c[b + 3]));
    float bottom = Math.min(Math.max(c[a], c[a + 2]), Math.max(c[b], c[b + 2]));
    float right = Math.min(Math.max(c[a + 1], c[a + 3]), Math.max(c[b + 1], c[b + 3]));
    float areaA = Math.abs((c[a + 2] - c[a]) * (c[a + 3] - c[a + 1]));
    float areaB = Math.abs((c[b + 2] - c[b]) * (c[b + 3] - c[b + 1]));
    if (areaA <= 0 || areaB <= 0) {
      return 0;
    }
    float both = Math.max(0, bottom - top) * Math.max(0, right - left);
    return both / (areaA + areaB - both);
  }

  /** A box that may be selected; those selected before {@code seen} have lowered its score. */
  private record Candidate(int box, float score, int seen) {}

  private static Selection select(
      int count,
      Tensor scores,
      int maxOutputSize,
      float threshold,
      double scoreThreshold,
      double sigma,
      Likeness likeness) {
    if (scores.rank() != 1 || scores.shape().dim(0) != count) {
      throw new ShapeException(
          "nonMaxSuppression: %d boxes need as many scores, but these are %s."
              .formatted(count, scores.shape()));
    }
    PriorityQueue<Candidate> queue =
        new PriorityQueue<>(
            Comparator.comparingDouble((Candidate c) -> -c.score).thenComparingInt(Candidate::box));
    float[] given = scores.toFloatArray();
    for (int i = 0; i < count; i++) {
      if (given[i] > scoreThreshold) {
        queue.add(new Candidate(i, given[i], 0));
      }
    }
    List<Candidate> selected = new ArrayList<>();
    while (selected.size() < maxOutputSize && !queue.isEmpty()) {
      Candidate next = queue.remove();
      float score = next.score;
      boolean dropped = false;
      // The last ones first: they are the likeliest to overlap what comes after them.
      for (int k = selected.size() - 1; k >= next.seen && !dropped; k--) {
        float same = likeness.of(next.box, selected.get(k).box);
        if (sigma == 0) {
          dropped = same > threshold;
        } else {
          score *= (float) Math.exp(-0.5 / sigma * same * same);
          dropped = score <= scoreThreshold;
        }
      }
      if (!dropped && score == next.score) {
        selected.add(next);
      } else if (!dropped) {
        queue.add(new Candidate(next.box, score, selected.size()));
      }
    }
    int[] boxes = selected.stream().mapToInt(Candidate::box).toArray();
    float[] kept = new float[boxes.length];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = selected.get(i).score;
    }
    Shape shape = Shape.of(boxes.length);
    return new Selection(Tensor.of(boxes, shape), Tensor.of(kept, shape));
  }
}
