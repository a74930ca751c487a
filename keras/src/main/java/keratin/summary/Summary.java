package keratin.summary;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import keratin.formats.ElementValues;
import keratin.formats.tfevents.EventWriter;
import keratin.formats.tfevents.SummaryTensor;
import keratin.formats.tfevents.SummaryValue;
import keratin.memory.Memory;
import keratin.ops.Image;
import keratin.tensor.DType;
import keratin.tensor.DTypeException;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.utils.Images;
import org.jspecify.annotations.Nullable;

/**
 * What TensorBoard shows of a training: curves, histograms, images and texts by step, as {@code
 * tf.summary}.
 *
 * <p>Summaries go to the default writer of the running thread; without one they go nowhere, so that
 * a model with summaries in it can be used anywhere. Each method returns whether it has written.
 *
 * {@snippet :
 * try (SummaryWriter writer = Summary.createFileWriter(folder.resolve("logs"));
 *     SummaryScope scope = writer.asDefault()) {
 *   for (int step = 0; step < 10; step++) {
 *     Summary.scalar("loss", 1.0 / (step + 1), step);
 *   }
 *   Summary.histogram("noise", RandomOps.normal(Shape.of(1000)), 10);
 * }
 * }
 *
 * @see <a href="https://www.tensorflow.org/api_docs/python/tf/summary">tf.summary</a>
 */
public final class Summary {
  /** As many buckets a histogram has if nobody says another number. */
  public static final int BUCKETS = 30;

  private static final int MAX_OUTPUTS = 3;
  private static final int MAX_QUEUE = 10;
  private static final long FLUSH_MILLIS = 120_000;
  private static final byte[] NOTHING = {};

  private Summary() {}

  // ---- writers ----

  /** A writer into a folder, which is made if it is not there: a run, as TensorBoard says. */
  public static SummaryWriter createFileWriter(Path logdir) {
    return createFileWriter(logdir, MAX_QUEUE, FLUSH_MILLIS, EventWriter.SUFFIX);
  }

  /** A writer into a folder, which is made if it is not there: a run, as TensorBoard says. */
  public static SummaryWriter createFileWriter(String logdir) {
    return createFileWriter(Path.of(logdir));
  }

  /**
   * A writer into a folder.
   *
   * @param maxQueue how many summaries may wait before they are written
   * @param flushMillis how long they may wait
   * @param filenameSuffix what the name of the file ends in; {@code ".v2"} as TensorFlow's does
   */
  public static SummaryWriter createFileWriter(
      Path logdir, int maxQueue, long flushMillis, String filenameSuffix) {
    return new SummaryWriter(logdir, maxQueue, flushMillis, filenameSuffix);
  }

  /** Sets the step of summaries that are given none, on this thread. */
  public static void setStep(long step) {
    SummaryScope.setStep(step);
  }

  /** The step of summaries that are given none; null if there is none. */
  public static @Nullable Long getStep() {
    return SummaryScope.current().step();
  }

  /** Leaves summaries out, if the condition is false, until the scope is closed. */
  public static SummaryScope recordIf(boolean condition) {
    return SummaryScope.recordIf(condition);
  }

  /** True if there is a default writer, and summaries are not left out. */
  public static boolean shouldRecordSummaries() {
    return SummaryScope.current().writer() != null && SummaryScope.current().recording();
  }

  private interface Made {
    SummaryTensor make();
  }

  /** Writes what is made only if somebody takes it. */
  private static boolean write(
      String tag,
      String plugin,
      byte[] content,
      String description,
      @Nullable Long step,
      Made made) {
    SummaryScope.State now = SummaryScope.current();
    SummaryWriter writer = now.writer();
    if (writer == null || !now.recording()) {
      return false;
    }
    Long at = step == null ? now.step() : step;
    if (at == null) {
      throw new IllegalStateException(
          "Summary \"%s\" has no step. Give it one, or set one for all: Summary.setStep(step), writer.asDefault(step)."
              .formatted(tag));
    }
    writer.write(at, new SummaryValue(tag, plugin, content, description, Memory.tidy(made::make)));
    return true;
  }

  // ---- scalars ----

  /** A number at the default step, as float32. */
  public static boolean scalar(String name, double data) {
    return scalar(name, data, null, "");
  }

  /** A number, as float32. */
  public static boolean scalar(String name, double data, long step) {
    return scalar(name, data, step, "");
  }

  /**
   * A number, as float32.
   *
   * @param data one number
   * @throws ShapeException if there are several
   */
  public static boolean scalar(String name, Tensor data, long step) {
    if (data.size() != 1) {
      throw new ShapeException(
          "Summary.scalar \"%s\" takes one number, but the shape is %s. Take a mean, or a histogram."
              .formatted(name, data.shape()));
    }
    return scalar(name, data.cast(DType.FLOAT64).reshape().doubleValue(), step);
  }

  /**
   * A number, as float32.
   *
   * @param step null for the default step
   * @param description a text in Markdown, which TensorBoard shows with the curve
   */
  public static boolean scalar(String name, double data, @Nullable Long step, String description) {
    return write(
        name,
        "scalars",
        NOTHING,
        description,
        step,
        () -> new SummaryTensor.Numbers(ElementValues.of(new float[] {(float) data}, new int[0])));
  }

  // ---- histograms ----

  /** How values are spread, at the default step: counts in 30 buckets. */
  public static boolean histogram(String name, Tensor data) {
    return histogram(name, data, null, BUCKETS, "");
  }

  /** How values are spread: counts in 30 buckets. */
  public static boolean histogram(String name, Tensor data, long step) {
    return histogram(name, data, step, BUCKETS, "");
  }

  /**
   * How values are spread: counts in buckets of one width, from the least value to the greatest. If
   * all are alike, the last bucket has them.
   *
   * @param data numbers of any shape
   * @param step null for the default step
   * @param description a text in Markdown
   */
  public static boolean histogram(
      String name, Tensor data, @Nullable Long step, int buckets, String description) {
    if (buckets < 0) {
      throw new IllegalArgumentException(
          "Summary.histogram \"%s\": %d buckets came; expected 0 or more."
              .formatted(name, buckets));
    }
    return write(
        name,
        "histograms",
        NOTHING,
        description,
        step,
        () ->
            new SummaryTensor.Numbers(
                ElementValues.of(
                    Histogram.rows(data.cast(DType.FLOAT64).toDoubleArray(), buckets),
                    buckets,
                    3)));
  }

  // ---- images ----

  /** The first three images of a batch at the default step. */
  public static boolean image(String name, Tensor data) {
    return image(name, data, null, MAX_OUTPUTS, "");
  }

  /** The first three images of a batch. */
  public static boolean image(String name, Tensor data, long step) {
    return image(name, data, step, MAX_OUTPUTS, "");
  }

  /** The first images of a batch. */
  public static boolean image(String name, Tensor data, long step, int maxOutputs) {
    return image(name, data, step, maxOutputs, "");
  }

  /**
   * Images, as PNG.
   *
   * @param data {@code (images, height, width, channels)} with 1 channel (grey), 2 (grey, opacity),
   *     3 (red, green, blue) or 4 (and opacity); reals are cut to [0, 1], integers are scaled to
   *     what a byte holds
   * @param step null for the default step
   * @param maxOutputs how many are written at most
   * @param description a text in Markdown
   * @throws ShapeException for any other shape
   */
  public static boolean image(
      String name, Tensor data, @Nullable Long step, int maxOutputs, String description) {
    Shape shape = data.shape();
    if (shape.rank() != 4 || shape.dim(3) < 1 || shape.dim(3) > 4) {
      throw new ShapeException(
          "Summary.image \"%s\" takes (images, height, width, channels) with 1 to 4 channels, but the shape is %s. One image: expandDims(0)."
              .formatted(name, shape));
    }
    return write(
        name,
        "images",
        NOTHING,
        description,
        step,
        () -> new SummaryTensor.Strings(pngs(data, maxOutputs)));
  }

  private static List<byte[]> pngs(Tensor data, int maxOutputs) {
    Shape shape = data.shape();
    List<byte[]> strings = new ArrayList<>();
    strings.add(bytes(String.valueOf(shape.dim(2))));
    strings.add(bytes(String.valueOf(shape.dim(1))));
    Tensor pixels = Image.convertImageDtype(data, DType.UINT8, true);
    for (int i = 0; i < Math.min(shape.dim(0), maxOutputs); i++) {
      strings.add(Images.png(pixels.slice(0, i, 1).squeeze(0)));
    }
    return strings;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  // ---- texts ----

  /** A text in Markdown at the default step. */
  public static boolean text(String name, String data) {
    return text(name, data, null, "");
  }

  /** A text in Markdown. */
  public static boolean text(String name, String data, long step) {
    return text(name, data, step, "");
  }

  /**
   * A text in Markdown.
   *
   * @param step null for the default step
   * @param description a text in Markdown about this one
   */
  public static boolean text(String name, String data, @Nullable Long step, String description) {
    return write(name, "text", NOTHING, description, step, () -> new SummaryTensor.Strings(data));
  }

  /**
   * Texts, which TensorBoard shows as a list or a table.
   *
   * @param data strings
   * @throws DTypeException for anything else
   */
  public static boolean text(String name, Tensor data, long step) {
    if (data.dtype() != DType.STRING) {
      throw new DTypeException(
          "Summary.text \"%s\" takes strings, but the dtype is %s. Write the values as text first."
              .formatted(name, data.dtype()));
    }
    return write(
        name,
        "text",
        NOTHING,
        "",
        step,
        () ->
            new SummaryTensor.Strings(
                data.shape().dims(),
                Arrays.stream(data.toStringArray()).map(Summary::bytes).toList()));
  }

  // ---- models ----

  /**
   * The layers of a model, which TensorBoard draws.
   *
   * @param json the model's {@code toJson()}
   */
  public static boolean kerasModel(String name, String json, long step) {
    return write(
        name, "graph_keras_model", bytes("1"), "", step, () -> new SummaryTensor.Strings(json));
  }
}
