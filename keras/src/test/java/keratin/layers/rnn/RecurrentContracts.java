package keratin.layers.rnn;

import java.util.Map;
import java.util.function.Supplier;
import keratin.layers.Layer;
import keratin.layers.LayerContract;

/** What the contracts of recurrent layers have in common. */
final class RecurrentContracts {
  private RecurrentContracts() {}

  /** The options of every layer that carries a cell. */
  static LayerContract layer(Supplier<? extends Layer> factory, int... sample) {
    return new LayerContract(factory, sample)
        .vary("return_sequences", true)
        .vary("go_backwards", true)
        .accept("unroll", true)
        .elsewhere("return_state", "stateful", "zero_output_for_mask");
  }

  /** The same, and those of its cell. */
  static LayerContract withCell(Supplier<? extends Layer> factory, int... sample) {
    return layer(factory, sample)
        .vary("activation", "relu")
        .vary("use_bias", false)
        .vary("kernel_initializer", "ones")
        .vary("recurrent_initializer", "ones")
        .vary("bias_initializer", "ones")
        .vary("kernel_regularizer", "l2")
        .vary("recurrent_regularizer", "l2")
        .vary("bias_regularizer", "l2", Map.of("bias_initializer", "ones"))
        .vary("kernel_constraint", "non_neg")
        .vary("recurrent_constraint", "non_neg")
        .vary("bias_constraint", "non_neg")
        .vary("dropout", 0.5)
        .vary("recurrent_dropout", 0.5)
        .vary("seed", 5, Map.of("dropout", 0.5))
        .randomInTraining();
  }
}
