package keratin.layers.convolutional;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.Adaptable;
import keratin.layers.Lora;
import keratin.ops.Nn;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import keratin.tensor.Unary;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * {@code activation(x ∗ kernel + bias)}: {@link Conv1D}, {@link Conv2D}, {@link Conv3D}. The kernel
 * is {@code (size…, channels / groups, filters)} and is not flipped.
 *
 * @param <SELF> the layer's own class
 */
public abstract class GroupedConv<SELF extends GroupedConv<SELF>> extends FilterConv<SELF>
    implements Adaptable<SELF> {
  private final Option<Integer> groups = option("groups", Kind.POSITIVE, 1);
  private final Lora lora = lora("kernel", kernelOptions("kernel"));

  GroupedConv(int rank, Kind<String> paddings) {
    super(rank, paddings);
  }

  /**
   * Splits the channels into so many groups, each of which is convolved by its share of the
   * filters. Both the channels and the filters must be multiples of it.
   */
  public final SELF groups(int count) {
    groups.set(count);
    return self();
  }

  @Override
  public final Lora lora() {
    return lora;
  }

  @Override
  final void finishBuild(Variable made) {
    lora.attach(made);
  }

  @Override
  final int[] kernelEnd(int inputChannels) {
    int count = groups.get();
    if (filters() % count != 0) {
      throw new TensorException(
          "%s: %d filters cannot be shared by %d groups. Take a multiple of %d, or other groups."
              .formatted(className(), filters(), count, count));
    }
    if (inputChannels % count != 0) {
      throw new ShapeException(
          ("%s: %d channels cannot be split into %d groups. Give it inputs with a multiple of %d"
                  + " channels, or take other groups.")
              .formatted(className(), inputChannels, count, count));
    }
    return new int[] {inputChannels / count, filters()};
  }

  @Override
  final Tensor convolve(Tensor x) {
    return Nn.conv(x, lora.of(kernel()), strides(), padding(), axes().dataFormat(), dilationRate());
  }

  @Override
  final Tensor convolve(Tensor x, Variable bias, @Nullable Unary activation) {
    return Nn.convAffine(
        x,
        lora.of(kernel()),
        bias,
        activation,
        strides(),
        padding(),
        axes().dataFormat(),
        dilationRate());
  }
}
