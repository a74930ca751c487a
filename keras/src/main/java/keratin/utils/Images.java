package keratin.utils;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;

/**
 * Pictures as tensors {@code (height, width, channels)} and back, with the values 0 to 255.
 *
 * {@snippet :
 * Images.saveImg(folder.resolve("noise.png"), RandomOps.uniform(Shape.of(64, 64, 3)));
 * Tensor picture = Images.imgToArray(Images.loadImg(folder.resolve("noise.png")));   // (64, 64, 3)
 * }
 *
 * @see <a href="https://keras.io/api/utils/image_utils/">Image utilities</a>
 */
public final class Images {
  private Images() {}

  /**
   * Reads a picture file, PNG, JPEG, GIF or BMP, in red, green and blue.
   *
   * @throws UncheckedIOException naming the file, if it is not there or is no picture
   */
  public static BufferedImage loadImg(Path path) {
    return loadImg(path, "rgb");
  }

  /**
   * Reads a picture file.
   *
   * @param colorMode {@code "rgb"}, {@code "rgba"} or {@code "grayscale"}
   */
  public static BufferedImage loadImg(Path path, String colorMode) {
    int type =
        switch (colorMode) {
          case "rgb" -> BufferedImage.TYPE_INT_RGB;
          case "rgba" -> BufferedImage.TYPE_INT_ARGB;
          case "grayscale" -> BufferedImage.TYPE_BYTE_GRAY;
          default ->
              throw new IllegalArgumentException(
                  "colorMode must be \"rgb\", \"rgba\" or \"grayscale\", but is \"%s\"."
                      .formatted(colorMode));
        };
    BufferedImage read = read(path);
    BufferedImage image = new BufferedImage(read.getWidth(), read.getHeight(), type);
    var pen = image.createGraphics();
    pen.drawImage(read, 0, 0, null);
    pen.dispose();
    return image;
  }

  private static BufferedImage read(Path path) {
    try {
      if (!Files.exists(path)) {
        throw new NoSuchFileException(path.toString(), null, "no such picture");
      }
      BufferedImage image = ImageIO.read(path.toFile());
      if (image == null) {
        throw new IOException(path + " is not a picture in PNG, JPEG, GIF or BMP format.");
      }
      return image;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A picture as {@code (height, width, channels)} float32, 0 to 255. */
  public static Tensor imgToArray(BufferedImage image) {
    Raster raster = image.getRaster();
    int channels = raster.getNumBands();
    float[] values = raster.getPixels(0, 0, image.getWidth(), image.getHeight(), (float[]) null);
    return Tensor.of(values).reshape(image.getHeight(), image.getWidth(), channels);
  }

  /** As {@link #arrayToImg(Tensor, boolean)}, scaled. */
  public static BufferedImage arrayToImg(Tensor x) {
    return arrayToImg(x, true);
  }

  /**
   * A tensor as a picture.
   *
   * @param x {@code (height, width, channels)} with 1 channel (grey), 2 (grey, opacity), 3 or 4
   * @param scale whether the smallest value becomes black and the largest white; otherwise values
   *     are 0 to 255
   * @throws ShapeException for any other shape
   */
  public static BufferedImage arrayToImg(Tensor x, boolean scale) {
    Shape shape = x.shape();
    int channels = shape.rank() == 3 ? shape.dim(2) : 0;
    if (channels < 1 || channels > 4) {
      throw new ShapeException(
          "A picture is (height, width, channels) with 1 to 4 channels, but the shape is %s."
              .formatted(shape));
    }
    float[] values = x.cast(DType.FLOAT32).toFloatArray();
    if (scale) {
      stretch(values);
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.clamp(values[i], 0, 255);
    }
    BufferedImage image = blank(shape.dim(1), shape.dim(0), channels);
    WritableRaster raster = image.getRaster();
    raster.setPixels(0, 0, image.getWidth(), image.getHeight(), values);
    return image;
  }

  private static BufferedImage blank(int width, int height, int channels) {
    return switch (channels) {
      case 1 -> new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
      case 2 -> {
        ColorModel grey =
            new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY),
                true,
                false,
                Transparency.TRANSLUCENT,
                DataBuffer.TYPE_BYTE);
        yield new BufferedImage(
            grey, grey.createCompatibleWritableRaster(width, height), false, null);
      }
      case 3 -> new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
      default -> new BufferedImage(width, height, BufferedImage.TYPE_4BYTE_ABGR);
    };
  }

  /** A tensor {@code (height, width, channels)} of values 0 to 255 as the bytes of a PNG file. */
  public static byte[] png(Tensor x) {
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(arrayToImg(x, false), "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void stretch(float[] values) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    float factor = high > low ? 255 / (high - low) : 1;
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] - low) * factor;
    }
  }

  /** As {@link #saveImg(Path, Tensor, boolean)}, scaled. */
  public static void saveImg(Path path, Tensor x) {
    saveImg(path, x, true);
  }

  /**
   * Writes a tensor as a picture file, in the format that the name ends in; folders are made.
   *
   * @param scale as in {@link #arrayToImg(Tensor, boolean)}
   * @throws IllegalArgumentException for an ending that is not known
   */
  public static void saveImg(Path path, Tensor x, boolean scale) {
    String name = path.toString();
    String format = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    BufferedImage image = arrayToImg(x, scale);
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      if (!ImageIO.write(image, format, path.toFile())) {
        throw new IllegalArgumentException(
            "No picture format \"%s\". End the name %s in .png, .jpg, .gif or .bmp."
                .formatted(format, path.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
