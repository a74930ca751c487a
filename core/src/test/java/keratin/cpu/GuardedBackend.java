package keratin.cpu;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.zip.CRC32C;
import keratin.memory.Allocator;
import keratin.memory.Raw;
import keratin.memory.RedZone;
import keratin.tensor.Backend;
import keratin.tensor.Binary;
import keratin.tensor.DType;
import keratin.tensor.Device;
import keratin.tensor.Fused;
import keratin.tensor.Op;
import keratin.tensor.Tensor;
import keratin.tensor.Unary;

/** The processor, watched: kernels may write their outputs, all of them, and nothing else. */
final class GuardedBackend implements Backend {
  private final CpuBackend kernels = new CpuBackend(Tier.chosen());

  @Override
  public Device device() {
    return kernels.device();
  }

  @Override
  public String description() {
    return kernels.description();
  }

  @Override
  public Allocator allocator() {
    return kernels.allocator();
  }

  @Override
  public boolean fuses(Fused op, Tensor[] in) {
    return kernels.fuses(op, in);
  }

  @Override
  public void run(Op op, Tensor[] in, Tensor[] out) {
    watched(op, in, out, () -> kernels.run(op, in, out));
  }

  @Override
  public void run(Unary op, Tensor x, Tensor y) {
    watched(op, new Tensor[] {x}, new Tensor[] {y}, () -> kernels.run(op, x, y));
  }

  @Override
  public void run(Binary op, Tensor a, Tensor b, Tensor y) {
    watched(op, new Tensor[] {a, b}, new Tensor[] {y}, () -> kernels.run(op, a, b, y));
  }

  private static void watched(Op op, Tensor[] in, Tensor[] out, Runnable work) {
    long[] before = Arrays.stream(in).mapToLong(GuardedBackend::checksum).toArray();
    for (Tensor y : out) {
      if (y.dtype() != DType.STRING) {
        RedZone.paint(y.address(), y.spec().bytes());
      }
    }
    work.run();
    for (Tensor y : out) {
      if (y.dtype() != DType.STRING) {
        long breach = RedZone.breach(y.address(), y.spec().bytes());
        if (breach >= 0) {
          throw new AssertionError(
              op + " wrote " + breach + " bytes behind its output " + y.spec());
        }
      }
    }
    if (!Arrays.equals(before, Arrays.stream(in).mapToLong(GuardedBackend::checksum).toArray())) {
      throw new AssertionError(op + " wrote into an input");
    }
  }

  private static long checksum(Tensor x) {
    if (x.dtype() == DType.STRING || x.spec().bytes() == 0) {
      return 0;
    }
    CRC32C sum = new CRC32C();
    sum.update(Raw.ALL.asSlice(x.address(), x.spec().bytes()).asByteBuffer());
    return sum.getValue();
  }

  @Override
  public void upload(MemorySegment from, Tensor to) {
    kernels.upload(from, to);
  }

  @Override
  public void download(Tensor from, MemorySegment to) {
    kernels.download(from, to);
  }
}
