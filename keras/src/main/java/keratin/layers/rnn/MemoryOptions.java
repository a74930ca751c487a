package keratin.layers.rnn;

/**
 * The options of cells with a long memory and a gate that forgets.
 *
 * @param <SELF> the cell's or layer's own class
 * @see <a href="https://proceedings.mlr.press/v37/jozefowicz15.pdf">Jozefowicz et al., 2015</a>
 */
public interface MemoryOptions<SELF> extends GateOptions<SELF> {
  /**
   * Whether the bias of the gate that forgets begins as 1, so that at first little is forgotten.
   */
  default SELF unitForgetBias(boolean on) {
    return set("unit_forget_bias", on);
  }
}
