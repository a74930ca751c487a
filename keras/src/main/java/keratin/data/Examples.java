package keratin.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.formats.tfrecord.Compression;
import keratin.formats.tfrecord.Example;
import keratin.formats.tfrecord.Feature;
import keratin.formats.tfrecord.RecordWriter;
import keratin.tensor.DType;
import keratin.tensor.DTypeException;
import keratin.tensor.Shape;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import keratin.tensor.Utf8;

/**
 * What the examples of TFRecord files hold, by name: makes tensors of them, as {@code
 * tf.io.parse_example}, and writes them.
 *
 * {@snippet :
 * Examples features =
 *     new Examples()
 *         .fixedLenFeature("x", Shape.of(2), DType.FLOAT32)
 *         .fixedLenFeature("label", Shape.of(), DType.INT64, 0)
 *         .varLenFeature("words", DType.STRING);
 * Path file = folder.resolve("train.tfrecord");
 * Examples.write(file, "", Dataset.fromTensorSlices(Map.of("x", Tensor.of(new float[][] {{1, 2}}))));
 * Dataset train = Dataset.tfRecord(file).map(features::parseSingleExample);
 * Element first = train.getSingleElement();
 * first.get("x");           // [1, 2]
 * first.get("label");       // ()
 * first.get("words");       // (0,)
 * }
 *
 * <p>Whole batches are parsed at once by {@code Dataset.tfRecord(file).batch(128)
 * .map(features::parseExample)}.
 *
 * @see <a
 *     href="https://www.tensorflow.org/api_docs/python/tf/io/parse_example">tf.io.parse_example</a>
 */
public final class Examples {
  private final Map<String, ExampleFeature> features = new LinkedHashMap<>();

  /** Nothing yet. */
  public Examples() {}

  // ---- what there is ----

  /**
   * As many values in every example.
   *
   * @param dtype float32, int64 or string
   */
  public Examples fixedLenFeature(String name, Shape shape, DType dtype) {
    features.put(name, ExampleFeature.fixed(name, shape, dtype, null));
    return this;
  }

  /**
   * As many values in every example.
   *
   * @param defaultValue what examples have that do not have it: values of this shape
   */
  public Examples fixedLenFeature(String name, Shape shape, DType dtype, Object defaultValue) {
    features.put(name, ExampleFeature.fixed(name, shape, dtype, defaultValue));
    return this;
  }

  /**
   * Any number of values, none where an example does not have it. In a batch shorter ones are
   * filled up at their ends by zeros or {@code ""}: TensorFlow's sparse tensor, made dense.
   *
   * @param dtype float32, int64 or string
   */
  public Examples varLenFeature(String name, DType dtype) {
    return fixedLenSequenceFeature(name, Shape.of(), dtype);
  }

  /** Any number of rows of a shape, filled up in a batch as by {@link #varLenFeature}. */
  public Examples fixedLenSequenceFeature(String name, Shape shape, DType dtype) {
    features.put(name, ExampleFeature.sequence(name, shape, dtype));
    return this;
  }

  // ---- reading ----

  /**
   * The tensors of one example.
   *
   * @param serialized a scalar string: a record
   * @return the tensors by name, in the order in which they were declared
   * @throws IllegalArgumentException if something is missing, of another type or another size
   */
  public Element parseSingleExample(Tensor serialized) {
    return parse(serialized, 0);
  }

  /** The tensors of one example, a record. */
  public Element parseSingleExample(Element serialized) {
    return parseSingleExample(serialized.x());
  }

  /**
   * The tensors of a batch of examples, stacked along the first axis.
   *
   * @param serialized strings: records
   * @return the tensors by name, in the order in which they were declared
   * @throws IllegalArgumentException if something is missing, of another type or another size
   */
  public Element parseExample(Tensor serialized) {
    return parse(serialized, 1);
  }

  /** The tensors of a batch of examples. */
  public Element parseExample(Element serialized) {
    return parseExample(serialized.x());
  }

  private Element parse(Tensor serialized, int rank) {
    if (serialized.dtype() != DType.STRING || serialized.rank() != rank) {
      throw new DTypeException(
          "Examples: %s comes from %s, but %s %s came."
              .formatted(
                  rank == 0 ? "one example" : "a batch of examples",
                  rank == 0 ? "a scalar string" : "a vector of strings",
                  serialized.dtype(),
                  serialized.shape()));
    }
    List<Example> examples =
        Arrays.stream(serialized.toStringArray())
            .map(record -> Example.parse(Utf8.encode(record)))
            .toList();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    features.forEach(
        (name, feature) -> {
          Tensor batch = feature.batch(examples);
          tensors.put(name, rank == 0 ? batch.squeeze(0) : batch);
        });
    return Element.of(tensors);
  }

  // ---- writing ----

  /** An element as the record of an example: its tensors by their names, their shapes lost. */
  public static Tensor serialize(Element element) {
    return Tensor.of(Utf8.decode(record(element)));
  }

  private static byte[] record(Element element) {
    Map<String, Feature> values = new LinkedHashMap<>();
    for (String name : element.names()) {
      values.put(name, feature(element.get(name)));
    }
    return new Example(values).toBytes();
  }

  private static Feature feature(Tensor tensor) {
    if (tensor.dtype() == DType.STRING) {
      return new Feature.Bytes(Arrays.stream(tensor.toStringArray()).map(Utf8::encode).toList());
    }
    return tensor.dtype().isFloating()
        ? new Feature.Floats(tensor.cast(DType.FLOAT32).toFloatArray())
        : new Feature.Ints(tensor.cast(DType.INT64).toLongArray());
  }

  /**
   * Writes the elements of a dataset as examples into a TFRecord file, an existing one is replaced.
   * Reals become float32, integers and truth values int64.
   *
   * @param compressionType {@code "GZIP"}, {@code "ZLIB"}, or {@code ""}
   * @return how many there were
   */
  public static long write(Path file, String compressionType, Dataset elements) {
    long count = 0;
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (RecordWriter writer = RecordWriter.create(file, Compression.of(compressionType))) {
        for (Element element : elements) {
          writer.write(record(element));
          element.release("Examples.write");
          count++;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Examples: %s cannot be written.".formatted(file), e);
    }
    return count;
  }

  // ---- raw bytes ----

  /** The little-endian bytes of a tensor's numbers as one string, to be stored as such. */
  public static Tensor encodeRaw(Tensor numbers) {
    return Tensor.of(Utf8.decode(numbers.toByteArray()));
  }

  /**
   * Numbers from their little-endian bytes, as {@code tf.io.decode_raw}.
   *
   * @param bytes strings of one length
   * @return the shape of {@code bytes}, and an axis with the numbers
   * @throws IllegalArgumentException if the lengths differ, or are no multiple of a number's
   */
  public static Tensor decodeRaw(Tensor bytes, DType dtype) {
    byte[][] all = Arrays.stream(bytes.toStringArray()).map(Utf8::encode).toArray(byte[][]::new);
    int length = all.length == 0 ? 0 : all[0].length;
    byte[] joined = new byte[all.length * length];
    for (int i = 0; i < all.length; i++) {
      if (all[i].length != length || length % dtype.bytes() != 0) {
        throw new IllegalArgumentException(
            "decodeRaw: string %d has %d bytes, but all must have as many, a multiple of the %d of %s; the first has %d."
                .formatted(i, all[i].length, dtype.bytes(), dtype, length));
      }
      System.arraycopy(all[i], 0, joined, i * length, length);
    }
    return Tensor.fromArray(
        new Spec(dtype, bytes.shape().append(length / dtype.bytes())),
        MemorySegment.ofArray(joined));
  }
}
