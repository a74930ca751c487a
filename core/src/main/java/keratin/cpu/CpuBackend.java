package keratin.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import keratin.memory.Allocator;
import keratin.memory.Memory;
import keratin.memory.Raw;
import keratin.tensor.Backend;
import keratin.tensor.Binary;
import keratin.tensor.Device;
import keratin.tensor.Fused;
import keratin.tensor.Op;
import keratin.tensor.Tensor;
import keratin.tensor.Unary;

/**
 * The processor: sets of kernels, the fastest first. A set that has no kernel for a call passes it
 * down; the scalar kernels at the bottom have every primitive.
 */
public final class CpuBackend implements Backend {
  private static final System.Logger LOG = System.getLogger("keratin.cpu");

  private final Kernels[] kernels;

  /** The kernels that this machine and {@code -Dkeratin.tier} allow. */
  public CpuBackend() {
    this(Tier.chosen());
    LOG.log(System.Logger.Level.DEBUG, Tier.reason());
  }

  /** The kernels up to and including {@code tier}. */
  CpuBackend(Tier tier) {
    List<Kernels> chosen = new ArrayList<>();
    if (tier != Tier.SCALAR && Tier.hasVectorApi()) {
      chosen.add(new VectorKernels());
    }
    if (tier != Tier.SCALAR) {
      chosen.add(new GemmKernels());
      chosen.add(new MoveKernels());
      chosen.add(new DrawKernels());
    }
    chosen.add(new ScalarKernels());
    this.kernels = chosen.toArray(new Kernels[0]);
  }

  @Override
  public Device device() {
    return Device.CPU;
  }

  @Override
  public String description() {
    return "%d threads; %s".formatted(Pool.threads(), Tier.reason());
  }

  @Override
  public Allocator allocator() {
    return Memory.host();
  }

  @Override
  public boolean fuses(Fused op, Tensor[] in) {
    for (Kernels set : kernels) {
      if (set.fuses(op, in)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void run(Op op, Tensor[] in, Tensor[] out) {
    for (Kernels set : kernels) {
      if (set.run(op, in, out)) {
        return;
      }
    }
    throw new IllegalStateException("no kernel for " + op);
  }

  @Override
  public void run(Unary op, Tensor x, Tensor y) {
    for (int i = 0; i < kernels.length; i++) {
      if (kernels[i].run(op, x, y)) {
        return;
      }
    }
    throw new IllegalStateException("no kernel for " + op);
  }

  @Override
  public void run(Binary op, Tensor a, Tensor b, Tensor y) {
    for (int i = 0; i < kernels.length; i++) {
      if (kernels[i].run(op, a, b, y)) {
        return;
      }
    }
    throw new IllegalStateException("no kernel for " + op);
  }

  @Override
  public void upload(MemorySegment from, Tensor to) {
    MemorySegment.copy(from, 0, Raw.ALL, to.address(), to.spec().bytes());
  }

  @Override
  public void download(Tensor from, MemorySegment to) {
    MemorySegment.copy(Raw.ALL, from.address(), to, 0, from.spec().bytes());
    Reference.reachabilityFence(from);
  }
}
