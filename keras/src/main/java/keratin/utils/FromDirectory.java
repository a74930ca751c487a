package keratin.utils;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How {@link Directories} reads folders of files: Keras' keyword arguments. Immutable.
 *
 * {@snippet :
 * var small = new FromDirectory().imageSize(64, 64).batchSize(16).labelMode("categorical");
 * var train = small.validationSplit(0.2).subset("training").seed(7);
 * }
 */
public final class FromDirectory implements Cloneable {
  /** Labels are given by folders, by a list, or not at all. */
  boolean inferred = true;

  @Nullable List<Integer> labels;
  @Nullable String labelMode = "int";
  @Nullable List<String> classNames;
  @Nullable Integer batchSize = 32;
  boolean shuffle = true;
  @Nullable Long seed;
  double validationSplit;
  @Nullable String subset;
  boolean followLinks;
  boolean verbose = true;
  @Nullable Integer maxLength;
  @Nullable Integer outputSequenceLength;
  String colorMode = "rgb";
  int height = 256;
  int width = 256;
  String interpolation = "bilinear";
  boolean cropToAspectRatio;
  boolean padToAspectRatio;
  String dataFormat = "channels_last";

  private FromDirectory copy() {
    try {
      return (FromDirectory) clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The label of each file, in the order of their paths; null for none at all. */
  public FromDirectory labels(@Nullable List<Integer> numbers) {
    FromDirectory next = copy();
    next.labels = numbers == null ? null : List.copyOf(numbers);
    next.inferred = false;
    return next;
  }

  /**
   * {@code "int"}: int32 numbers. {@code "binary"}: float32 0 or 1, {@code (1,)}. {@code
   * "categorical"}: float32 vectors. Null: no labels.
   */
  public FromDirectory labelMode(@Nullable String mode) {
    if (mode != null && !List.of("int", "binary", "categorical").contains(mode)) {
      throw new IllegalArgumentException(
          "labelMode must be \"int\", \"binary\", \"categorical\" or null, but \"%s\" came."
              .formatted(mode));
    }
    FromDirectory next = copy();
    next.labelMode = mode;
    return next;
  }

  /** Folders in the order of their numbers; by default all of them, by name. */
  public FromDirectory classNames(List<String> names) {
    FromDirectory next = copy();
    next.classNames = List.copyOf(names);
    return next;
  }

  /** How many files are a batch, 32 by default; null for single files. */
  public FromDirectory batchSize(@Nullable Integer files) {
    FromDirectory next = copy();
    next.batchSize = files;
    return next;
  }

  /** Whether files come in random order; true by default. */
  public FromDirectory shuffle(boolean on) {
    FromDirectory next = copy();
    next.shuffle = on;
    return next;
  }

  /** The seed of that order. */
  public FromDirectory seed(long number) {
    FromDirectory next = copy();
    next.seed = number;
    return next;
  }

  /** Which part of the files is for validation. */
  public FromDirectory validationSplit(double part) {
    if (part < 0 || part >= 1) {
      throw new IllegalArgumentException(
          "validationSplit must be from 0 to below 1, but %s came.".formatted(part));
    }
    FromDirectory next = copy();
    next.validationSplit = part;
    return next;
  }

  /** {@code "training"} or {@code "validation"}: which of the parts to read. */
  public FromDirectory subset(String name) {
    if (!name.equals("training") && !name.equals("validation")) {
      throw new IllegalArgumentException(
          "subset must be \"training\" or \"validation\", but \"%s\" came.".formatted(name));
    }
    FromDirectory next = copy();
    next.subset = name;
    return next;
  }

  /** Whether links to folders are followed. */
  public FromDirectory followLinks(boolean on) {
    FromDirectory next = copy();
    next.followLinks = on;
    return next;
  }

  /** Whether to print how many files were found; true by default. */
  public FromDirectory verbose(boolean on) {
    FromDirectory next = copy();
    next.verbose = on;
    return next;
  }

  /** Texts: the bytes after which they are cut. */
  public FromDirectory maxLength(int bytes) {
    FromDirectory next = copy();
    next.maxLength = bytes;
    return next;
  }

  /** Sounds: how many samples each has; longer ones are cut, shorter ones end in silence. */
  public FromDirectory outputSequenceLength(int samples) {
    FromDirectory next = copy();
    next.outputSequenceLength = samples;
    return next;
  }

  /** Images: {@code "rgb"}, {@code "rgba"} or {@code "grayscale"}. */
  public FromDirectory colorMode(String mode) {
    FromDirectory next = copy();
    next.colorMode = mode;
    return next;
  }

  /** Images: the size that they are brought to; 256 × 256 by default. */
  public FromDirectory imageSize(int rows, int columns) {
    FromDirectory next = copy();
    next.height = rows;
    next.width = columns;
    return next;
  }

  /** Images: how they are brought to their size; {@code "bilinear"} by default. */
  public FromDirectory interpolation(String method) {
    FromDirectory next = copy();
    next.interpolation = method;
    return next;
  }

  /** Images: whether they are cut to the ratio of the size first. */
  public FromDirectory cropToAspectRatio(boolean on) {
    FromDirectory next = copy();
    next.cropToAspectRatio = on;
    return next;
  }

  /** Images: whether they are padded to the ratio of the size first. */
  public FromDirectory padToAspectRatio(boolean on) {
    FromDirectory next = copy();
    next.padToAspectRatio = on;
    return next;
  }

  /** Images: {@code "channels_last"} or {@code "channels_first"}. */
  public FromDirectory dataFormat(String format) {
    FromDirectory next = copy();
    next.dataFormat = format;
    return next;
  }
}
