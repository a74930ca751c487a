package keratin.tensor;

import java.lang.foreign.MemorySegment;
import keratin.memory.Allocator;

/**
 * A device that can run ops. Found by {@link java.util.ServiceLoader}; nothing above this interface
 * knows which device it is on.
 */
public interface Backend {
  /** The device's name. */
  Device device();

  /** What runs the ops here, and why that and nothing faster: a sentence for people. */
  String description();

  /** The owner of the device's memory. */
  Allocator allocator();

  /**
   * True if {@link #run} has a path for this fused op on these inputs; otherwise its decomposition
   * is run.
   */
  boolean fuses(Fused op, Tensor[] in);

  /**
   * Makes the numbers.
   *
   * @param op a {@link Primitive}, or a {@link Fused} that {@link #fuses} accepted
   * @param in inputs, all on this device and of shapes that {@link Op#infer} accepted
   * @param out allocated outputs, uninitialised
   */
  void run(Op op, Tensor[] in, Tensor[] out);

  /** As {@link #run(Op, Tensor[], Tensor[])} for one elementwise op, without arrays on the way. */
  default void run(Unary op, Tensor x, Tensor y) {
    run(op, new Tensor[] {x}, new Tensor[] {y});
  }

  /** As {@link #run(Op, Tensor[], Tensor[])} for one elementwise op, without arrays on the way. */
  default void run(Binary op, Tensor a, Tensor b, Tensor y) {
    run(op, new Tensor[] {a, b}, new Tensor[] {y});
  }

  /** Copies from the host into a tensor of this device. */
  void upload(MemorySegment from, Tensor to);

  /** Copies a tensor of this device to the host. */
  void download(Tensor from, MemorySegment to);
}
