package keratin.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gradients in {@link Recurrence}: backwards through time.
 *
 * <p>Inputs: those of the recurrence, those of its outputs that it keeps for this, and the
 * gradients of its results. Outputs: the gradients that are wanted, in the order of the inputs.
 *
 * <p>A backend that has a fast path takes the states and gates that the forward pass has noted;
 * what the op means is the gradient of the forward pass' decomposition.
 *
 * @param sequence whether the first gradient is that of the states h after every step; without,
 *     only the last states have one
 * @param ofX whether the gradient of x is wanted
 * @param ofWeights whether those of kernel, recurrent kernel and bias are
 * @param ofStates whether those of the first states are
 */
public record RecurrenceGrad(
    Recurrence.Cell cell,
    boolean masked,
    boolean sequence,
    boolean ofX,
    boolean ofWeights,
    boolean ofStates)
    implements Fused {
  /** The op that this is the gradient of. */
  public Recurrence forward() {
    return new Recurrence(cell, masked);
  }

  /** How many gradients come, of the results. */
  public int given() {
    return forward().results() - (sequence ? 0 : 1);
  }

  private boolean wants(int input) {
    if (input == 0) {
      return ofX;
    }
    return input < Recurrence.FIRST_STATE
        ? ofWeights
        : ofStates && input < Recurrence.FIRST_STATE + forward().states();
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
    List<Spec> needed = new ArrayList<>(List.of(in).subList(0, inputs));
    for (int i = 0; i < out.length; i++) {
      if (forward.keepsOutput(i)) {
        needed.add(out[i]);
      }
    }
    needed.addAll(List.of(out).subList(sequence ? 0 : 1, forward.results()));
    Expect.count(label(), in, needed.size(), "the inputs, the outputs, the results' gradients");
    List<Spec> wanted = new ArrayList<>();
    for (int i = 0; i < in.length; i++) {
      if (i >= inputs) {
        Expect.sameType(label(), "x", in[0], "tensor " + i, in[i]);
        Shape shape = needed.get(i).shape();
        Expect.sameShape(label(), "tensor " + i, in[i].shape(), "the output", shape);
      } else if (wants(i)) {
        wanted.add(in[i]);
      }
    }
    return wanted.toArray(new Spec[0]);
  }

  /** The gradients at the places of the inputs, null where none is wanted. */
  @Nullable Tensor[] spread(Tensor[] gradients, int inputs) {
    @Nullable Tensor[] all = new @Nullable Tensor[inputs];
    int next = 0;
    for (int i = 0; i < inputs; i++) {
      if (wants(i)) {
        all[i] = gradients[next++];
      }
    }
    return all;
  }

  @Override
  public Tensor[] decompose(Tensor[] in) {
    Recurrence forward = forward();
    int inputs = forward.inputs();
    List<Tensor> sources = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      if (wants(i)) {
        sources.add(in[i]);
      }
    }
    try (Tape tape = new Tape(false)) {
      sources.forEach(tape::watch);
      Tensor[] again = forward.decompose(Arrays.copyOf(in, inputs));
      Tensor[] targets = Arrays.copyOfRange(again, sequence ? 0 : 1, forward.results());
      Tensor[] dy = Arrays.copyOfRange(in, in.length - given(), in.length);
      @Nullable Tensor[] found = tape.gradient(targets, sources.toArray(new Tensor[0]), dy);
      Tensor[] gradients = new Tensor[found.length];
      for (int i = 0; i < found.length; i++) {
        Tensor gradient = found[i];
        gradients[i] = gradient == null ? sources.get(i).zerosLike() : gradient;
      }
      return gradients;
    }
  }
}
