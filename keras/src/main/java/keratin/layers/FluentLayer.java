package keratin.layers;

import keratin.tensor.DType;

/**
 * A layer whose common options can stand anywhere in a chain of options: they give back the layer
 * as what it is.
 *
 * {@snippet :
 * new Conv2D(64, 3).name("first").activation("relu");   // still a Conv2D after name
 * }
 *
 * @param <SELF> the layer's own class
 */
public abstract class FluentLayer<SELF extends FluentLayer<SELF>> extends Layer {
  /** A layer that takes its place in the order of default seeds and automatic names. */
  protected FluentLayer() {}

  /** This layer, as its own class. */
  @SuppressWarnings("unchecked") // SELF is the class that extends this one.
  protected final SELF self() {
    return (SELF) this;
  }

  @Override
  public SELF name(String text) {
    super.name(text);
    return self();
  }

  @Override
  public SELF trainable(boolean on) {
    super.trainable(on);
    return self();
  }

  @Override
  public SELF activityRegularizer(Object regularizer) {
    super.activityRegularizer(regularizer);
    return self();
  }

  @Override
  public SELF dtype(String policy) {
    super.dtype(policy);
    return self();
  }

  @Override
  public SELF dtype(DType type) {
    super.dtype(type);
    return self();
  }
}
