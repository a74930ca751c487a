package keratin.layers;

/**
 * A layer that can be fine-tuned by a correction of low rank (LoRA) of its kernel, which then stays
 * as it is: {@code kernel + alpha / rank · a · b}, of which only {@code a} and {@code b} are
 * trained.
 *
 * {@snippet :
 * var dense = new Dense(512);
 * dense.buildFor(Shape.of(Shape.UNKNOWN, 512));   // 262,144 numbers in the kernel
 * dense.enableLora(4);                            // 4,096 of them are trained from now on
 * }
 *
 * <p>A model is compiled after that, as its trainable weights have changed.
 *
 * @param <SELF> the layer's own class
 * @see <a
 *     href="https://keras.io/examples/keras_recipes/parameter_efficient_finetuning_of_gemma_with_lora_and_qlora/">
 *     Fine-tuning with LoRA</a>
 */
public interface Adaptable<SELF extends Layer> {
  /** The correction, whether it is on or not. */
  Lora lora();

  /** The rank of a correction that begins when the layer is built. */
  default SELF loraRank(int rank) {
    lora().giveRank(rank);
    return layer();
  }

  /** How much the correction counts, {@code alpha / rank}; by default as much as the rank. */
  default SELF loraAlpha(double alpha) {
    lora().giveAlpha(alpha);
    return layer();
  }

  /**
   * Trains a correction of this rank instead of the kernel.
   *
   * @throws IllegalStateException if the layer is not built, is corrected already, or has a
   *     constraint on its kernel
   */
  default SELF enableLora(int rank) {
    return enableLora(rank, rank, "he_uniform", "zeros");
  }

  /**
   * Trains a correction of this rank instead of the kernel.
   *
   * @param alpha how much it counts: it is multiplied by {@code alpha / rank}
   * @param aInitializer how the left matrix begins: a name or an {@link
   *     keratin.initializers.Initializer}
   * @param bInitializer how the right matrix begins
   * @throws IllegalStateException if the layer is not built, is corrected already, or has a
   *     constraint on its kernel
   */
  default SELF enableLora(int rank, double alpha, Object aInitializer, Object bInitializer) {
    lora().enable(rank, alpha, aInitializer, bInitializer);
    return layer();
  }

  @SuppressWarnings("unchecked") // SELF is the class that implements this.
  private SELF layer() {
    return (SELF) this;
  }
}
