package keratin.saving;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import keratin.formats.FormatException;
import keratin.formats.hdf5.Hdf5;
import keratin.formats.hdf5.Hdf5Group;
import keratin.layers.Layer;
import keratin.optimizers.Optimizer;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes model files. Models have methods for it; this is what they call.
 *
 * @see <a href="https://keras.io/api/models/model_saving_apis/">Keras: saving</a>
 */
public final class ModelFiles {
  private static final String METADATA = "metadata.json";
  private static final String CONFIG = "config.json";
  private static final String WEIGHTS = "model.weights.h5";
  private static final String ASSETS = "assets/";
  private static final String KERAS_VERSION = "3.15.1";
  private static final long MOST_TEXT = 1L << 30;

  private ModelFiles() {}

  /**
   * A {@code .keras} file.
   *
   * @param config what a model is made from again: class, options, and what it was compiled with
   * @param weights the variables
   * @param assets other files by the layer's path and their names
   * @param source what errors call it
   */
  public record Saved(
      Map<String, ?> config,
      Hdf5Group weights,
      Map<String, Map<String, byte[]>> assets,
      String source) {
    /** Sets the variables of a model made from the config, and what else its layers keep. */
    public void restore(Layer model, @Nullable Optimizer optimizer) {
      WeightTree.read(weights, source, model, optimizer, false);
      WeightTree.walk(
          model, (path, layer) -> layer.loadAssets(assets.getOrDefault(path, Map.of())));
    }
  }

  // ---- weights ----

  /**
   * The content of a file, made: what happens to the model afterwards is not in it. To be written
   * once, by any thread.
   */
  @FunctionalInterface
  public interface Snapshot {
    /**
     * Writes the file.
     *
     * @throws UncheckedIOException if it cannot be written; an older one stays as it was
     */
    void write(Path file);
  }

  /** The weights of a model, and the state of its optimizer, as {@code .weights.h5}. */
  public static Snapshot weights(Layer model, @Nullable Optimizer optimizer) {
    List<ByteBuffer> bytes = Hdf5.bytes(WeightTree.write(model, optimizer));
    return file -> replace(file, out -> writeAll(out, bytes));
  }

  /**
   * Reads a {@code .weights.h5} file, written here or in Python.
   *
   * @param skipMismatch leaves layers as they are whose weights are missing or have other shapes
   * @throws FormatException if the file is damaged or of another model
   */
  public static void readWeights(
      Path file, Layer model, @Nullable Optimizer optimizer, boolean skipMismatch) {
    try {
      WeightTree.read(Hdf5.read(file), file.toString(), model, optimizer, skipMismatch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---- whole models ----

  /** The config of a model as JSON. */
  public static String json(Map<String, ?> config) {
    return Json.text(config);
  }

  /**
   * The config of a model in JSON.
   *
   * @throws FormatException if it is not JSON
   */
  public static Map<String, Object> config(String json) {
    return Json.map(json, "the model's JSON");
  }

  /** A model as a {@code .keras} file. */
  public static Snapshot whole(Map<String, ?> config, Layer model, @Nullable Optimizer optimizer) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("keras_version", KERAS_VERSION);
    metadata.put(
        "date_saved",
        LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd'@'HH:mm:ss")));
    List<ByteBuffer> weights = Hdf5.bytes(WeightTree.write(model, optimizer));
    ByteBuffer text = Json.bytes(config);
    Map<String, byte[]> assets = assets(model);
    return file ->
        replace(
            file,
            out -> {
              var zip = new ZipOutputStream(out);
              store(zip, METADATA, List.of(Json.bytes(metadata)));
              store(zip, CONFIG, List.of(text));
              store(zip, WEIGHTS, weights);
              for (Map.Entry<String, byte[]> asset : assets.entrySet()) {
                store(zip, asset.getKey(), List.of(ByteBuffer.wrap(asset.getValue())));
              }
              zip.finish();
            });
  }

  private static Map<String, byte[]> assets(Layer model) {
    Map<String, byte[]> found = new TreeMap<>();
    WeightTree.walk(
        model,
        (path, layer) ->
            layer.assets().forEach((name, bytes) -> found.put(ASSETS + path + "/" + name, bytes)));
    return found;
  }

  /** The entries below {@code assets/}, by folder and name. */
  private static Map<String, Map<String, byte[]>> assets(ZipFile zip, Path file)
      throws IOException {
    Map<String, Map<String, byte[]>> found = new LinkedHashMap<>();
    for (ZipEntry entry : zip.stream().toList()) {
      String name = entry.getName();
      if (name.startsWith(ASSETS)
          && !entry.isDirectory()
          && name.lastIndexOf('/') >= ASSETS.length()) {
        int end = name.lastIndexOf('/');
        found
            .computeIfAbsent(name.substring(ASSETS.length(), end), folder -> new LinkedHashMap<>())
            .put(name.substring(end + 1), entry(zip, file, name, MOST_TEXT));
      }
    }
    return found;
  }

  /**
   * Reads a {@code .keras} file.
   *
   * @throws FormatException if it is not one, cut off, or damaged
   */
  public static Saved read(Path file) {
    try (var zip = new ZipFile(file.toFile())) {
      byte[] config = entry(zip, file, CONFIG, MOST_TEXT);
      byte[] weights = entry(zip, file, WEIGHTS, Integer.MAX_VALUE - 8L);
      return new Saved(
          Json.map(new String(config, StandardCharsets.UTF_8), file + "(" + CONFIG + ")"),
          Hdf5.read(ByteBuffer.wrap(weights), file + "(" + WEIGHTS + ")"),
          assets(zip, file),
          file.toString());
    } catch (ZipException e) {
      throw new FormatException(
          file.toString(),
          "it is not a zip file (" + e.getMessage() + ")",
          "a .keras file as model.save writes it",
          "The file is cut off, damaged, or of another format: a model of Keras 2 in .h5?",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] entry(ZipFile zip, Path file, String name, long most) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null || entry.getSize() > most) {
      throw new FormatException(
          file.toString(),
          entry == null
              ? "it has no '" + name + "'"
              : "'%s' has %d bytes".formatted(name, entry.getSize()),
          entry == null ? "one, as in every .keras file" : "at most " + most,
          "Check that this is the right file.");
    }
    try (var in = new BufferedInputStream(zip.getInputStream(entry))) {
      byte[] bytes = in.readNBytes((int) Math.min(most, Integer.MAX_VALUE - 8L));
      var crc = new CRC32();
      crc.update(bytes);
      if (crc.getValue() != entry.getCrc()) {
        throw new FormatException(
            file + "(" + name + ")",
            "its CRC-32 is %08x".formatted(crc.getValue()),
            "%08x".formatted(entry.getCrc()),
            "The file is damaged: copy or download it again.");
      }
      return bytes;
    }
  }

  private static void store(ZipOutputStream zip, String name, List<ByteBuffer> bytes)
      throws IOException {
    var entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    var crc = new CRC32();
    long size = 0;
    for (ByteBuffer part : bytes) {
      size += part.remaining();
      crc.update(part.duplicate());
    }
    entry.setSize(size);
    entry.setCrc(crc.getValue());
    // The same model gives the same entry.
    entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
    zip.putNextEntry(entry);
    writeAll(zip, bytes);
    zip.closeEntry();
  }

  // ---- bytes ----

  private interface Writing {
    void to(OutputStream out) throws IOException;
  }

  private static void writeAll(OutputStream out, List<ByteBuffer> parts) throws IOException {
    var channel = Channels.newChannel(out);
    for (ByteBuffer part : parts) {
      while (part.hasRemaining()) {
        channel.write(part);
      }
    }
  }

  /** Writes beside {@code file} and moves it there: an older file stays whole until then. */
  private static void replace(Path file, Writing writing) {
    Path absolute = file.toAbsolutePath();
    try {
      Path folder = absolute.getParent();
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, "." + absolute.getFileName(), ".part");
      try {
        try (OutputStream out = Files.newOutputStream(part)) {
          writing.to(out);
        }
        Files.move(
            part, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be written".formatted(file), e);
    }
  }
}
