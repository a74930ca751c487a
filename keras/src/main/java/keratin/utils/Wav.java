package keratin.utils;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Reads sound of 16 bits from {@code .wav} files.
 *
 * @see <a
 *     href="https://www.tensorflow.org/api_docs/python/tf/audio/decode_wav">tf.audio.decode_wav</a>
 */
final class Wav {
  private static final int RIFF_HEADER = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int PCM = 1;
  private static final int BITS = 16;
  private static final float FULL = 32768;

  private Wav() {}

  /**
   * The sound of a file, −1 to 1.
   *
   * @param length how many samples: longer ones are cut, shorter ones end in silence; null for all
   * @return float32 {@code (samples, channels)}
   * @throws IllegalArgumentException if it is not such a file
   */
  static Tensor read(Path file, @Nullable Integer length) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.capacity() < RIFF_HEADER
        || !text(bytes, 0).equals("RIFF")
        || !text(bytes, 8).equals("WAVE")) {
      throw new IllegalArgumentException("%s is no WAV file.".formatted(file));
    }
    int channels = 0;
    for (int at = RIFF_HEADER; at + CHUNK_HEADER <= bytes.capacity(); ) {
      String name = text(bytes, at);
      int size = bytes.getInt(at + 4);
      int begin = at + CHUNK_HEADER;
      if (size < 0 || name.equals("fmt ") && begin + BITS > bytes.capacity()) {
        break;
      }
      if (name.equals("fmt ")) {
        channels = channels(bytes, begin, file);
      } else if (name.equals("data") && channels > 0) {
        int present = Math.min(size, bytes.capacity() - begin);
        return samples(bytes, begin, present / (2 * channels), channels, length);
      }
      // Chunks begin at even places.
      at = begin + size + size % 2;
    }
    throw new IllegalArgumentException("%s ends before its samples.".formatted(file));
  }

  private static int channels(ByteBuffer bytes, int at, Path file) {
    int format = bytes.getShort(at);
    int bits = bytes.getShort(at + 14);
    if (format != PCM || bits != BITS) {
      throw new IllegalArgumentException(
          "%s has format %d with %d bits; 16 bits PCM is read. Convert it first."
              .formatted(file, format, bits));
    }
    return bytes.getShort(at + 2);
  }

  private static Tensor samples(
      ByteBuffer bytes, int at, int present, int channels, @Nullable Integer length) {
    int count = length == null ? present : length;
    float[] values = new float[count * channels];
    for (int i = 0; i < Math.min(count, present) * channels; i++) {
      values[i] = bytes.getShort(at + 2 * i) / FULL;
    }
    return Tensor.of(values, Shape.of(count, channels));
  }

  private static String text(ByteBuffer bytes, int at) {
    return new String(bytes.array(), at, 4, StandardCharsets.US_ASCII);
  }
}
