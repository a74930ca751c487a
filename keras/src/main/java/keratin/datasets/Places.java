package keratin.datasets;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where data sets are looked for.
 *
 * @param data the folder that the environment variable {@code KERATIN_DATA} names; looked into
 *     first
 * @param cache Keras' own cache, {@code ~/.keras/datasets} ({@code $KERAS_HOME/datasets} if that is
 *     set); downloads go there, so Python and Java share them
 */
record Places(@Nullable Path data, Path cache) {
  static Places ofEnvironment() {
    String data = System.getenv("KERATIN_DATA");
    String home = System.getenv("KERAS_HOME");
    Path keras =
        home == null || home.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".keras")
            : Path.of(home);
    return new Places(
        data == null || data.isEmpty() ? null : Path.of(data), keras.resolve("datasets"));
  }
}
