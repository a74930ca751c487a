package keratin.initializers;

import java.util.List;
import java.util.Map;
import keratin.config.Kind;
import keratin.config.Registry;
import org.jspecify.annotations.Nullable;

/** The initializers by name. */
public final class Initializers {
  private static final Registry<Initializer> REGISTRY =
      new Registry<>(
              "initializer",
              "keras.initializers",
              Initializer.class,
              Constant.class,
              GlorotNormal.class,
              GlorotUniform.class,
              HeNormal.class,
              HeUniform.class,
              Identity.class,
              LecunNormal.class,
              LecunUniform.class,
              Ones.class,
              Orthogonal.class,
              RandomNormal.class,
              RandomUniform.class,
              STFT.class,
              TruncatedNormal.class,
              VarianceScaling.class,
              Zeros.class)
          .alias("IdentityInitializer", Identity.class)
          .alias("OrthogonalInitializer", Orthogonal.class)
          .alias("STFTInitializer", STFT.class)
          .alias("normal", RandomNormal.class)
          .alias("one", Ones.class)
          .alias("uniform", RandomUniform.class)
          .alias("zero", Zeros.class);

  /** Options that hold an initializer. */
  public static final Kind<Initializer> KIND = REGISTRY.kind();

  private Initializers() {}

  /** An initializer from a name, a config, or itself. */
  public static Initializer get(Object source) {
    return REGISTRY.get(source);
  }

  /** The config of an initializer, as JSON values: {@code {"class_name", "config", …}}. */
  public static Map<String, @Nullable Object> serialize(Initializer initializer) {
    return REGISTRY.config(initializer);
  }

  /**
   * The initializer of a config that {@link #serialize} or Keras has written.
   *
   * @throws IllegalArgumentException if no class is named, or none that is known
   */
  public static Initializer deserialize(Map<String, ?> config) {
    return REGISTRY.deserialize(config);
  }

  /** The known class names. */
  public static List<String> names() {
    return REGISTRY.names();
  }

  /** Makes one's own class known by its name. */
  public static void register(Class<? extends Initializer> type) {
    REGISTRY.register(type);
  }
}
