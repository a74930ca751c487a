package keratin.layers.convolutional;

import java.util.Objects;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * A convolution with one kernel, whose filters each give one channel of the output.
 *
 * @param <SELF> the layer's own class
 */
public abstract class FilterConv<SELF extends FilterConv<SELF>> extends BaseConv<SELF> {
  private static final String KERNEL = "kernel";

  private final Option<Integer> filters = required("filters", Kind.POSITIVE);
  private @Nullable Variable kernel;

  FilterConv(int rank, Kind<String> paddings) {
    super(rank, paddings, KERNEL);
  }

  /** Sets what must be given. */
  final void given(int filterCount, Object size) {
    filters.set(filterCount);
    kernelSize(size);
  }

  /** How the kernel begins: a name or an {@link keratin.initializers.Initializer}. */
  public final SELF kernelInitializer(Object initializer) {
    kernelOptions(KERNEL).initializer(initializer);
    return self();
  }

  /** A penalty on the kernel: a name or a {@link keratin.regularizers.Regularizer}. */
  public final SELF kernelRegularizer(Object regularizer) {
    kernelOptions(KERNEL).regularizer(regularizer);
    return self();
  }

  /**
   * What holds of the kernel after every step: a name or a {@link keratin.constraints.Constraint}.
   */
  public final SELF kernelConstraint(Object constraint) {
    kernelOptions(KERNEL).constraint(constraint);
    return self();
  }

  /** The axes of the kernel after those of the window. */
  abstract int[] kernelEnd(int inputChannels);

  @Override
  final void buildKernels(int inputChannels) {
    int[] end = kernelEnd(inputChannels);
    kernel = kernelOptions(KERNEL).add(KERNEL, kernelShape(end[0], end[1]));
  }

  @Override
  final void finishBuild() {
    finishBuild(Objects.requireNonNull(kernel));
  }

  /** What is left to do with the kernel when all weights are made. */
  void finishBuild(Variable made) {}

  @Override
  final int outputChannels(int inputChannels) {
    return filters.get();
  }

  final int filters() {
    return filters.get();
  }

  /** The kernel: the axes of the window, then those of the channels. */
  public final Variable kernel() {
    return builtWeight(kernel, KERNEL);
  }
}
