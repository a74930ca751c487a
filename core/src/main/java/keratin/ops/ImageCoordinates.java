package keratin.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import keratin.ops.PixelMap.Outside;
import keratin.random.RandomOps;
import keratin.random.Seed;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.jspecify.annotations.Nullable;

/** Arrays read between their elements: at coordinates, bent, scaled and moved. */
abstract class ImageCoordinates extends ImageLikeness {
  ImageCoordinates() {}

  static boolean isNearest(String op, String interpolation) {
    if (!interpolation.equals("nearest") && !interpolation.equals("bilinear")) {
      throw new TensorException(
          "%s: the interpolation is \"%s\", but must be \"nearest\" or \"bilinear\"."
              .formatted(op, interpolation));
    }
    return interpolation.equals("nearest");
  }

  /** Positions of elements around a coordinate, and their weight. */
  private record Node(Tensor index, @Nullable Tensor weight) {}

  /**
   * What is at real coordinates of an array, as {@code keras.ops.image.map_coordinates}: {@code
   * inputs (d₁, …, dₙ)} and {@code coordinates (n, …)} give {@code (…)}. Gradients flow to both.
   *
   * @param order 0 for the nearest element, 1 for the line between neighbours
   * @param fillMode what is outside: {@code "constant"}, {@code "nearest"}, {@code "wrap"}, {@code
   *     "mirror"} (the border element once), {@code "reflect"} (twice)
   * @param fillValue the constant
   */
  public static Tensor mapCoordinates(
      Tensor inputs, Tensor coordinates, int order, String fillMode, double fillValue) {
    int rank = inputs.rank();
    if (coordinates.rank() < 2 || coordinates.shape().dim(0) != rank) {
      throw new ShapeException(
          "mapCoordinates: for inputs %s the coordinates must be (%d, …), but are %s."
              .formatted(inputs.shape(), rank, coordinates.shape()));
    }
    if (order != 0 && order != 1) {
      throw new TensorException(
          "mapCoordinates: order is %d, but must be 0 or 1.".formatted(order));
    }
    Tensor x = real(inputs);
    Tensor flat = x.reshape(-1);
    List<Tensor> axes = Ops.unstack(coordinates, 0);
    Tensor sum = null;
    for (int corner = 0; corner < (order == 0 ? 1 : 1 << rank); corner++) {
      Tensor index = null;
      Tensor valid = null;
      Tensor weight = null;
      for (int axis = 0; axis < rank; axis++) {
        int length = inputs.shape().dim(axis);
        Node node = node(axes.get(axis), order, corner >> rank - 1 - axis & 1);
        Tensor inside = inside(node.index, length, fillMode);
        Tensor here = node.index.equal(inside);
        index = index == null ? inside : index.mul(length).add(inside);
        valid = valid == null ? here : valid.logicalAnd(here);
        weight =
            weight == null || node.weight == null
                ? or(node.weight, weight)
                : weight.mul(node.weight);
      }
      if (index == null || valid == null) {
        throw new ShapeException("mapCoordinates: a single number has no coordinates.");
      }
      Tensor part = flat.gather(index, 0);
      if (fillMode.equals("constant")) {
        part = Tensor.where(valid, part, Ops.fullLike(part, fillValue));
      }
      Tensor weighted = weight == null ? part : part.mul(weight.cast(x.dtype()));
      sum = sum == null ? weighted : sum.add(weighted);
    }
    return rounded(Objects.requireNonNull(sum), inputs.dtype());
  }

  private static @Nullable Tensor or(@Nullable Tensor a, @Nullable Tensor b) {
    return a == null ? b : a;
  }

  /** The nearest element, or of two neighbours the lower one (0) or the upper one (1). */
  private static Node node(Tensor coordinate, int order, int side) {
    if (order == 0) {
      Tensor near = coordinate.dtype().isFloating() ? coordinate.round() : coordinate;
      return new Node(near.cast(DType.INT32), null);
    }
    Tensor at = real(coordinate);
    Tensor lower = at.floor();
    Tensor above = at.sub(lower);
    Tensor weight = side == 1 ? above : above.neg().add(1);
    return new Node(lower.cast(DType.INT32).add(side), weight);
  }

  private static Tensor inside(Tensor index, int length, String fillMode) {
    return switch (fillMode) {
      case "constant", "nearest" -> Ops.clip(index, 0, length - 1);
      case "wrap" -> index.mod(length);
      case "mirror" -> mirrored(index, length);
      case "reflect" -> Ops.floorDivide(mirrored(index.mul(2).add(1), 2 * length + 1).sub(1), 2);
      default ->
          throw new TensorException(
              ("mapCoordinates: the fill mode \"%s\" is not known. Use \"constant\", \"nearest\","
                      + " \"wrap\", \"mirror\" or \"reflect\".")
                  .formatted(fillMode));
    };
  }

  /** A triangular wave between 0 and the last position. */
  private static Tensor mirrored(Tensor index, int length) {
    int last = length - 1;
    return last == 0 ? index.mul(0) : index.add(last).mod(2 * last).sub(last).abs();
  }

  /** As {@link #elasticTransform} with α = 20 and σ = 5, bilinear and reflecting. */
  public static Tensor elasticTransform(Tensor images, @Nullable Seed seed) {
    return elasticTransform(images, 20, 5, "bilinear", "reflect", 0, seed, null);
  }

  /**
   * Images bent by smooth random displacements, as {@code keras.ops.image.elastic_transform}.
   *
   * @param alpha how far pixels move
   * @param sigma how smooth the displacements are, in pixels
   * @param interpolation {@code "nearest"} or {@code "bilinear"}
   * @param fillMode what is outside: {@code "constant"}, {@code "nearest"}, {@code "wrap"} or
   *     {@code "reflect"}
   * @param fillValue the constant
   * @param seed null for the process' own generator
   * @param dataFormat {@code "channels_last"} (also null) or {@code "channels_first"}
   * @see <a href="https://doi.org/10.1109/ICDAR.2003.1227801">Simard, Steinkraus and Platt 2003</a>
   */
  public static Tensor elasticTransform(
      Tensor images,
      double alpha,
      double sigma,
      String interpolation,
      String fillMode,
      double fillValue,
      @Nullable Seed seed,
      @Nullable String dataFormat) {
    requireImage("elasticTransform", images);
    requireReal("elasticTransform", images);
    int order = isNearest("elasticTransform", interpolation) ? 0 : 1;
    Outside.of("elasticTransform", fillMode);
    Tensor x = batch(last(images, dataFormat));
    Shape shape = x.shape();
    int height = shape.dim(1);
    int width = shape.dim(2);
    Shape field = Shape.of(shape.dim(0), height, width, 1);
    Seed source = seed == null ? Seed.global() : seed;
    // One draw for both directions, as Keras draws both with one seed.
    Tensor noise =
        Engine.beside(x, () -> RandomOps.normal(field, 0, 1, x.dtype(), source)).mul(sigma);
    int size = 6 * (int) sigma | 1;
    Tensor shift =
        gaussianBlur(noise, new int[] {size, size}, new double[] {sigma, sigma}, null)
            .squeeze(-1)
            .mul(alpha);
    Tensor rows = Engine.beside(x, () -> Ops.range(height)).cast(x.dtype()).reshape(height, 1);
    Tensor columns = Engine.beside(x, () -> Ops.range(width)).cast(x.dtype());
    Tensor y = shift.add(rows);
    Tensor across = shift.add(columns);
    List<Tensor> bent = new ArrayList<>();
    for (int image = 0; image < shape.dim(0); image++) {
      Tensor coordinates =
          Ops.stack(0, y.slice(0, image, 1).squeeze(0), across.slice(0, image, 1).squeeze(0));
      List<Tensor> channels = new ArrayList<>();
      for (Tensor channel : Ops.unstack(x.slice(0, image, 1).squeeze(0), -1)) {
        channels.add(mapCoordinates(channel, coordinates, order, fillMode, fillValue));
      }
      bent.add(Ops.stack(-1, channels));
    }
    Tensor result = Ops.stack(0, bent);
    return back(images.rank() == 3 ? result.squeeze(0) : result, dataFormat);
  }

  // ---- scaled and moved ----

  /**
   * Axes of an array scaled and moved, as {@code keras.ops.image.scale_and_translate}: element i of
   * the result is what is at {@code (i + ½ − translation)/scale − ½}, and 0 outside. Gradients flow
   * to all three.
   *
   * @param outputShape the lengths of all axes of the result
   * @param scale one for each of {@code spatialDims}
   * @param translation one for each of {@code spatialDims}
   * @param spatialDims the axes
   * @param method {@code "linear"}, {@code "cubic"} (each also with {@code bi} or {@code tri} in
   *     front), {@code "lanczos3"} or {@code "lanczos5"}
   * @param antialias widens the kernel when shrinking, so that every element counts
   */
  public static Tensor scaleAndTranslate(
      Tensor images,
      int[] outputShape,
      Tensor scale,
      Tensor translation,
      int[] spatialDims,
      String method,
      boolean antialias) {
    if (outputShape.length != images.rank()) {
      throw new ShapeException(
          "scaleAndTranslate: outputShape needs %d lengths for images %s, but has %d."
              .formatted(images.rank(), images.shape(), outputShape.length));
    }
    boolean fits = scale.size() == spatialDims.length && translation.size() == spatialDims.length;
    if (!fits) {
      throw new ShapeException(
          "scaleAndTranslate: %d axes need as many scales and translations, but these are %s and %s."
              .formatted(spatialDims.length, scale.shape(), translation.shape()));
    }
    Tensor x = real(images);
    for (int i = 0; i < spatialDims.length; i++) {
      int axis = images.shape().axis(spatialDims[i]);
      Tensor weights =
          AxisWeights.of(
              images.shape().dim(axis),
              outputShape[axis],
              real(scale).reshape(-1).slice(0, i, 1),
              real(translation).reshape(-1).slice(0, i, 1),
              method,
              antialias);
      Tensor moved = Ops.moveaxis(x, axis, -1);
      x = Ops.moveaxis(Ops.matmul(moved, weights.cast(x.dtype())), -1, axis);
    }
    if (!images.dtype().isInteger() || spatialDims.length == 0) {
      return x.cast(images.dtype());
    }
    Tensor bounds = images.cast(x.dtype());
    return Ops.clip(x.round(), Ops.min(bounds), Ops.max(bounds)).cast(images.dtype());
  }
}
