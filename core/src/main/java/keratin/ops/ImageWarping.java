package keratin.ops;

import keratin.ops.PixelMap.Outside;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Images under affine and projective maps. */
abstract class ImageWarping extends ImageCoordinates {
  ImageWarping() {}

  /**
   * Images under affine or projective maps, as {@code keras.ops.image.affine_transform}: pixel (x,
   * y) of the result is what is at {@code ((a₀x + a₁y + a₂)/k, (b₀x + b₁y + b₂)/k)}, {@code k = c₀x
   * + c₁y + 1}.
   *
   * @param transform {@code a₀ a₁ a₂ b₀ b₁ b₂ c₀ c₁}, {@code (8,)} for all images or {@code (batch,
   *     8)}
   * @param interpolation {@code "nearest"} or {@code "bilinear"}
   * @param fillMode what is outside: {@code "constant"}, {@code "nearest"}, {@code "reflect"} or
   *     {@code "wrap"}
   * @param fillValue the constant
   * @param dataFormat {@code "channels_last"} (also null) or {@code "channels_first"}
   */
  public static Tensor affineTransform(
      Tensor images,
      Tensor transform,
      String interpolation,
      String fillMode,
      double fillValue,
      @Nullable String dataFormat) {
    requireImage("affineTransform", images);
    boolean nearest = isNearest("affineTransform", interpolation);
    Outside outside = Outside.of("affineTransform", fillMode);
    Tensor x = batch(last(images, dataFormat));
    int count = x.shape().dim(0);
    boolean fits =
        (transform.rank() == 1 || transform.rank() == 2)
            && transform.shape().dim(-1) == 8
            && (transform.size() == 8 || transform.shape().dim(0) == count);
    if (!fits) {
      throw new ShapeException(
          "affineTransform: the transform must be (8,), or (%d, 8) for the images %s, but is %s."
              .formatted(count, images.shape(), transform.shape()));
    }
    Tensor warped = projected(x, transform.toFloatArray(), nearest, outside, fillValue);
    return back(images.rank() == 3 ? warped.squeeze(0) : warped, dataFormat);
  }

  /** As {@link #affineTransform}, bilinear, with 0 outside. */
  public static Tensor affineTransform(Tensor images, Tensor transform) {
    return affineTransform(images, transform, "bilinear", "constant", 0, null);
  }

  private static Tensor projected(
      Tensor x, float[] transforms, boolean nearest, Outside outside, double fillValue) {
    int height = x.shape().dim(1);
    int width = x.shape().dim(2);
    PixelMap map = new PixelMap(x.shape(), nearest);
    int target = 0;
    for (int image = 0; image < x.shape().dim(0); image++) {
      int t = transforms.length == 8 ? 0 : 8 * image;
      for (int row = 0; row < height; row++) {
        for (int column = 0; column < width; column++, target++) {
          float k = transforms[t + 6] * column + transforms[t + 7] * row + 1;
          float sourceX = transforms[t] * column + transforms[t + 1] * row + transforms[t + 2];
          float sourceY = transforms[t + 3] * column + transforms[t + 4] * row + transforms[t + 5];
          map.set(
              target,
              image,
              k == 0 ? Float.NaN : outside.inside(sourceY / k, height),
              k == 0 ? Float.NaN : outside.inside(sourceX / k, width));
        }
      }
    }
    return map.apply(x, fillValue);
  }

  /**
   * Images seen from elsewhere: the start points move to the end points, as {@code
   * keras.ops.image.perspective_transform}.
   *
   * @param startPoints four points (x, y) in the images, {@code (4, 2)} or {@code (batch, 4, 2)}
   * @param endPoints where they are in the result, in the same shape
   * @param interpolation {@code "nearest"} or {@code "bilinear"}
   * @param fillValue what is outside
   * @param dataFormat {@code "channels_last"} (also null) or {@code "channels_first"}
   */
  public static Tensor perspectiveTransform(
      Tensor images,
      Tensor startPoints,
      Tensor endPoints,
      String interpolation,
      double fillValue,
      @Nullable String dataFormat) {
    Shape points = startPoints.shape();
    boolean fits =
        (points.rank() == 2 || points.rank() == 3)
            && points.equals(endPoints.shape())
            && points.dim(-2) == 4
            && points.dim(-1) == 2;
    if (!fits) {
      throw new ShapeException(
          ("perspectiveTransform: startPoints %s and endPoints %s must both be (4, 2), or (batch,"
                  + " 4, 2).")
              .formatted(points, endPoints.shape()));
    }
    Tensor homography = computeHomographyMatrix(startPoints, endPoints);
    return affineTransform(images, homography, interpolation, "constant", fillValue, dataFormat);
  }

  /** As {@link #perspectiveTransform}, bilinear, with 0 outside. */
  public static Tensor perspectiveTransform(Tensor images, Tensor startPoints, Tensor endPoints) {
    return perspectiveTransform(images, startPoints, endPoints, "bilinear", 0, null);
  }

  /**
   * The projective maps from end points to start points: two equations for every pair.
   *
   * @param startPoints four points (x, y), {@code (4, 2)} or {@code (batch, 4, 2)}
   * @param endPoints in the same shape
   * @return {@code (batch, 8)}, float64, as {@link #affineTransform} takes it
   */
  public static Tensor computeHomographyMatrix(Tensor startPoints, Tensor endPoints) {
    double[] start = startPoints.toDoubleArray();
    double[] end = endPoints.toDoubleArray();
    int count = start.length / 8;
    double[][][] left = new double[count][8][];
    double[][][] right = new double[count][8][1];
    for (int i = 0; i < count; i++) {
      for (int p = 0; p < 4; p++) {
        int at = 8 * i + 2 * p;
        double x = end[at];
        double y = end[at + 1];
        double toX = start[at];
        double toY = start[at + 1];
        left[i][2 * p] = new double[] {x, y, 1, 0, 0, 0, -toX * x, -toX * y};
        left[i][2 * p + 1] = new double[] {0, 0, 0, x, y, 1, -toY * x, -toY * y};
        right[i][2 * p][0] = toX;
        right[i][2 * p + 1][0] = toY;
      }
    }
    return Linalg.solve(Tensor.of(left), Tensor.of(right)).reshape(count, 8);
  }
}
