package keratin.utils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.Layer;
import keratin.layers.Layers;
import keratin.layers.core.Dense;
import keratin.losses.Loss;
import keratin.losses.Losses;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One's own classes come back from configs. */
@Tag("C12")
class SerializationTest {
  /** A layer of a user's. */
  static final class Scale extends Layer {
    private final Option<Double> by = option("by", Kind.FLOAT, 1);

    @Override
    protected Tensor call(Tensor x, boolean training) {
      return x.mul(by.get());
    }
  }

  /** Another, of the name of one of Keras'. */
  static final class Dropout extends Layer {
    @Override
    protected Tensor call(Tensor x, boolean training) {
      return x;
    }
  }

  /** A loss of a user's. */
  static final class Gap extends Loss {
    @Override
    public Tensor call(Tensor yTrue, Tensor yPred) {
      return yTrue.sub(yPred).abs();
    }
  }

  @Test
  void aRegisteredClassIsFoundByItsFullName() {
    Serialization.registerKerasSerializable(Scale.class, "mine");
    assertThat(Serialization.getRegisteredName(Scale.class)).isEqualTo("mine>Scale");
    assertThat(Serialization.getRegisteredObject("mine>Scale")).isEqualTo(Scale.class);
    assertThat(Serialization.getCustomObjects()).containsEntry("mine>Scale", Scale.class);
    Scale layer = new Scale();
    layer.configure(Map.of("by", 3));
    Map<String, ?> config = Layers.config(layer);
    assertThat(config.get("registered_name")).isEqualTo("mine>Scale");
    assertThat(config.get("module")).isEqualTo("keratin.utils");
    Layer read = Layers.get(config);
    assertThat(read).isInstanceOf(Scale.class);
    assertThat(read.getConfig().get("by")).isEqualTo(3.0);
  }

  @Test
  void aClassThatIsNotRegisteredGoesByItsSimpleName() {
    assertThat(Serialization.getRegisteredName(Dense.class)).isEqualTo("Dense");
    assertThat(Serialization.getRegisteredObject("Dense")).isNull();
    assertThat(Layers.config(new Dense(2)).get("registered_name")).isNull();
  }

  @Test
  void namesAreTakenOnce() {
    Serialization.registerKerasSerializable(Gap.class);
    assertThat(Losses.get(Map.of("class_name", "Gap", "registered_name", "Custom>Gap")))
        .isInstanceOf(Gap.class);
    // Again is no mistake; another class is.
    Serialization.registerKerasSerializable(Gap.class);
    assertThatThrownBy(
            () -> Serialization.registerKerasSerializable(Dropout.class, "Custom", "Gap"))
        .hasMessageContaining("is registered as \"Custom>Gap\" already");
  }

  @Test
  void aScopeComesFirstAndEnds() {
    Map<String, Object> config = Map.of("class_name", "Dropout", "config", Map.of("rate", 0.5));
    try (var scope = new CustomObjectScope(Map.of("Dropout", Dropout.class))) {
      assertThat(Layers.get(config)).isInstanceOf(Dropout.class);
      try (var inner = new CustomObjectScope(Map.of("Dropout", Scale.class))) {
        assertThat(Layers.get(config)).isInstanceOf(Scale.class);
      }
      assertThat(Layers.get(config)).isInstanceOf(Dropout.class);
    }
    assertThat(Layers.get(config)).isInstanceOf(keratin.layers.regularization.Dropout.class);
  }
}
