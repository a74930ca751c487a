package keratin.utils;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import keratin.data.Dataset;
import keratin.ops.Image;
import keratin.ops.Ops;
import keratin.ops.Strings;
import keratin.tensor.Tensor;

/**
 * Datasets of the files in folders, a folder for each class.
 *
 * <pre>{@code
 * var how = new FromDirectory().imageSize(64, 64).validationSplit(0.2).seed(1);
 * var train = Directories.imageDatasetFromDirectory(path, how.subset("training"));
 * model.fit(train.dataset(), new Fit().epochs(10));
 * }</pre>
 *
 * @see <a href="https://keras.io/api/data_loading/">Data loading</a>
 */
public final class Directories {
  private static final List<String> PICTURES = List.of(".bmp", ".gif", ".jpeg", ".jpg", ".png");

  private Directories() {}

  /**
   * The files of a folder.
   *
   * @param dataset {@code (x, y)}, or {@code x} alone without labels
   * @param classNames the folders in the order of their labels
   * @param filePaths in the order in which a dataset that is not shuffled gives them
   */
  public record Loaded(Dataset dataset, List<String> classNames, List<Path> filePaths) {}

  /** Pictures of 256 × 256 in batches of 32: float32 {@code (32, 256, 256, 3)}, 0 to 255. */
  public static Loaded imageDatasetFromDirectory(Path directory) {
    return imageDatasetFromDirectory(directory, new FromDirectory());
  }

  /**
   * Pictures, float32 {@code (batch, height, width, channels)}, 0 to 255.
   *
   * @throws IllegalArgumentException if there are none, or labels or parts do not fit
   */
  public static Loaded imageDatasetFromDirectory(Path directory, FromDirectory how) {
    return loaded(directory, how, PICTURES, path -> picture(path, how), false);
  }

  /** Texts in batches of 32: strings {@code (32,)}. */
  public static Loaded textDatasetFromDirectory(Path directory) {
    return textDatasetFromDirectory(directory, new FromDirectory());
  }

  /**
   * Texts of {@code .txt} files, strings {@code (batch,)}.
   *
   * @throws IllegalArgumentException if there are none, or labels or parts do not fit
   */
  public static Loaded textDatasetFromDirectory(Path directory, FromDirectory how) {
    return loaded(directory, how, List.of(".txt"), path -> text(path, how), false);
  }

  /** Sounds in batches of 32, the shorter ones of a batch ending in silence. */
  public static Loaded audioDatasetFromDirectory(Path directory) {
    return audioDatasetFromDirectory(directory, new FromDirectory());
  }

  /**
   * Sounds of {@code .wav} files of 16 bits, float32 {@code (batch, samples, channels)}, −1 to 1,
   * at the rate that they have.
   *
   * @throws IllegalArgumentException if there are none, or labels or parts do not fit
   */
  public static Loaded audioDatasetFromDirectory(Path directory, FromDirectory how) {
    return loaded(directory, how, List.of(".wav"), path -> sound(path, how), true);
  }

  private static Tensor sound(Tensor path, FromDirectory how) {
    try {
      return Wav.read(path(path), how.outputSequenceLength);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Loaded loaded(
      Path directory,
      FromDirectory how,
      List<String> endings,
      UnaryOperator<Tensor> read,
      boolean pads) {
    long seed = LabelledFiles.seed(how);
    LabelledFiles files = LabelledFiles.find(directory, how, endings, seed).part(how);
    if (files.paths().isEmpty()) {
      throw new IllegalArgumentException(
          "There are no files in %s. They must end in one of %s.".formatted(directory, endings));
    }
    return new Loaded(files.dataset(how, seed, read, pads), files.classNames(), files.paths());
  }

  private static Path path(Tensor name) {
    return Path.of(Arrays.asList(name.toStringArray()).getFirst());
  }

  private static Tensor picture(Tensor path, FromDirectory how) {
    Tensor picture = Images.imgToArray(Images.loadImg(path(path), how.colorMode));
    Tensor sized =
        Image.resize(
            picture,
            new int[] {how.height, how.width},
            how.interpolation,
            false,
            how.cropToAspectRatio,
            how.padToAspectRatio,
            "constant",
            0,
            "channels_last");
    return how.dataFormat.equals("channels_first") ? Ops.transpose(sized, 2, 0, 1) : sized;
  }

  private static Tensor text(Tensor path, FromDirectory how) {
    try {
      Tensor text = Tensor.of(Files.readString(path(path)));
      return how.maxLength == null ? text : Strings.substr(text, 0, how.maxLength);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
