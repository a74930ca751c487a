package keratin.tensor;

import java.util.Arrays;

/**
 * The gradients of x, kernel, bias and first states in {@link Recurrence}, from its inputs, its
 * outputs, and the gradients of its results: backwards through time.
 *
 * <p>A backend that has a fast path takes the states and gates that the forward pass has noted;
 * what the op means is the gradient of the forward pass' decomposition.
 */
public record RecurrenceGrad(Recurrence.Cell cell, boolean masked) implements Fused {
  /** The op that this is the gradient of. */
  public Recurrence forward() {
    return new Recurrence(cell, masked);
  }

  @Override
  public Spec[] infer(Spec[] in) {
    Recurrence forward = forward();
    int inputs = forward.inputs();
    if (in.length < inputs) {
      throw new TensorException(
          "%s: %d tensors came, but the inputs of the recurrence alone are %d."
              .formatted(label(), in.length, inputs));
    }
    Spec[] out = forward.infer(Arrays.copyOf(in, inputs));
    int expected = inputs + out.length + forward.results();
    Expect.count(label(), in, expected, "the inputs, the outputs, the results' gradients");
    for (int i = 0; i < out.length + forward.results(); i++) {
      Spec known = i < out.length ? out[i] : out[i - out.length];
      Expect.sameType(label(), "x", in[0], "tensor " + (inputs + i), in[inputs + i]);
      Shape found = in[inputs + i].shape();
      Expect.sameShape(label(), "tensor " + (inputs + i), found, "the output", known.shape());
    }
    return Arrays.copyOf(in, masked ? inputs - 1 : inputs);
  }

  @Override
  public Tensor[] decompose(Tensor[] in) {
    Recurrence forward = forward();
    int inputs = forward.inputs();
    Tensor[] sources = Arrays.copyOf(in, masked ? inputs - 1 : inputs);
    try (Tape tape = new Tape(false)) {
      for (Tensor source : sources) {
        tape.watch(source);
      }
      Tensor[] again = forward.decompose(Arrays.copyOf(in, inputs));
      Tensor[] targets = Arrays.copyOf(again, forward.results());
      Tensor[] dy = Arrays.copyOfRange(in, in.length - forward.results(), in.length);
      Tensor[] gradients = tape.gradient(targets, sources, dy);
      for (int i = 0; i < gradients.length; i++) {
        gradients[i] = gradients[i] == null ? sources[i].zerosLike() : gradients[i];
      }
      return gradients;
    }
  }
}
