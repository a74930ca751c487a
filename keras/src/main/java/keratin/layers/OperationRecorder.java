package keratin.layers;

import java.util.List;
import keratin.tensor.Op;
import keratin.tensor.Recorder;
import keratin.tensor.Tensor;

/**
 * Makes the ops on a model's symbols part of the model: {@code x.add(y)} is a node as a layer is.
 */
public final class OperationRecorder implements Recorder {
  /** For the service loader. */
  public OperationRecorder() {}

  @Override
  public void record(Op op, Tensor[] in, Tensor[] out) {
    // What a layer does inside is its own matter.
    if (Training.isCalling()) {
      return;
    }
    for (Tensor tensor : in) {
      if (Node.of(tensor) != null) {
        Node.record(new Operation(op), List.of(in), CallArguments.NONE, List.of(out));
        return;
      }
    }
  }
}
