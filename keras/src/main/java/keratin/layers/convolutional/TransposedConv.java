package keratin.layers.convolutional;

import java.util.Arrays;
import java.util.List;
import keratin.config.Option;
import keratin.layers.Padding;
import keratin.layers.Sizes;
import keratin.ops.Nn;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of a convolution as a layer: every element of the input adds a multiple of the
 * kernel to the output, so that strides make lengths grow. {@link Conv1DTranspose}, {@link
 * Conv2DTranspose}, {@link Conv3DTranspose}.
 *
 * <p>The kernel is {@code (size…, filters, channels)}. With {@code span = (size − 1) · dilation +
 * 1} a length {@code n} becomes
 *
 * <ul>
 *   <li>{@code (n − 1) · stride + max(span, stride)} with padding {@code "valid"};
 *   <li>{@code n · stride} with padding {@code "same"};
 *   <li>{@code (n − 1) · stride + span + outputPadding}, or {@code (n − 1) · stride + span mod 2 +
 *       outputPadding}, if an output padding is given.
 * </ul>
 *
 * @param <SELF> the layer's own class
 */
public abstract class TransposedConv<SELF extends TransposedConv<SELF>> extends FilterConv<SELF> {
  private final Option<@Nullable List<Integer>> outputPadding;

  TransposedConv(int rank) {
    super(rank, Padding.KIND);
    outputPadding = option("output_padding", Sizes.notNegative(rank).orNull(), null);
  }

  /**
   * How much longer than the shortest possible the output is: one number for all axes, or one each,
   * less than the stride.
   */
  public final SELF outputPadding(int... more) {
    outputPadding.set(oneOrEach(more));
    return self();
  }

  @Override
  final int[] kernelEnd(int inputChannels) {
    int[] more = moreOutput();
    int[] steps = strides();
    for (int i = 0; more != null && i < more.length; i++) {
      if (more[i] >= steps[i]) {
        throw new TensorException(
            "%s: output_padding %s must be less than the strides %s on every axis, but is not on axis %d."
                .formatted(className(), outputPadding.get(), Arrays.toString(steps), i));
      }
    }
    return new int[] {filters(), inputChannels};
  }

  private int @Nullable [] moreOutput() {
    List<Integer> given = outputPadding.get();
    return given == null ? null : Sizes.array(given);
  }

  @Override
  final Tensor convolve(Tensor x) {
    return Nn.convTranspose(
        x, kernel(), strides(), padding(), moreOutput(), axes().dataFormat(), dilationRate());
  }
}
