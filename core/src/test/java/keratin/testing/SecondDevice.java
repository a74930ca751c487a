package keratin.testing;

import java.lang.foreign.MemorySegment;
import keratin.memory.Allocator;
import keratin.tensor.Backend;
import keratin.tensor.Device;
import keratin.tensor.Engine;
import keratin.tensor.Fused;
import keratin.tensor.Op;
import keratin.tensor.Tensor;

/**
 * A device that is not the CPU but computes as it does: what works on it knows nothing of where it
 * runs. Core's tests find it as a service, under the name {@code gpu:7}.
 */
public final class SecondDevice implements Backend {
  /** Its name. */
  public static final Device NAME = new Device("gpu", 7);

  // Not found at construction: the engine is then just looking for backends.
  private static Backend cpu() {
    return Engine.backend(Device.CPU);
  }

  @Override
  public Device device() {
    return NAME;
  }

  @Override
  public String description() {
    return "a second device for tests";
  }

  @Override
  public Allocator allocator() {
    return cpu().allocator();
  }

  @Override
  public boolean fuses(Fused op, Tensor[] in) {
    return cpu().fuses(op, in);
  }

  @Override
  public void run(Op op, Tensor[] in, Tensor[] out) {
    cpu().run(op, in, out);
  }

  @Override
  public void upload(MemorySegment from, Tensor to) {
    cpu().upload(from, to);
  }

  @Override
  public void download(Tensor from, MemorySegment to) {
    cpu().download(from, to);
  }
}
