package keratin.layers.regularization;

import java.util.Map;
import keratin.config.Kind;
import keratin.layers.SpatialAxes;
import keratin.random.RandomOps;
import keratin.random.SeedGenerator;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Dropout of whole channels: neighbours in a channel are alike, so that dropping single elements
 * would take little away (Tompson et al., 2014, <i>Efficient Object Localization Using
 * Convolutional Networks</i>).
 *
 * @param <SELF> the layer's own class
 */
public abstract class BaseSpatialDropout<SELF extends BaseSpatialDropout<SELF>>
    extends BaseNoise<SELF> {
  BaseSpatialDropout() {
    super("rate", Kind.RATE);
  }

  abstract SpatialAxes axes();

  @Override
  final void check(Tensor x) {
    axes().require(this, x.shape());
  }

  @Override
  final Tensor noisy(Tensor x, double rate, SeedGenerator generator) {
    Shape noise = x.shape();
    for (int axis : axes().spatial()) {
      noise = noise.with(axis, 1);
    }
    return RandomOps.dropout(x, rate, noise, generator);
  }

  /** Without {@code trainable}, which these layers do not take in Keras. */
  @Override
  public Map<String, @Nullable Object> getConfig() {
    Map<String, @Nullable Object> config = super.getConfig();
    config.remove("trainable");
    return config;
  }
}
