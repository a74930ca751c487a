package keratin.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import keratin.memory.Raw;
import org.junit.jupiter.api.Test;

class KernelCheckTest {
  @Test
  void rightKernelsPassAndWrongOnesDoNot() {
    assumeTrue(Tier.vector(), Tier.reason());
    assertThat(KernelCheck.passes(VectorMicroKernel.INSTANCE)).isTrue();
    assertThat(KernelCheck.passes(new LastBitOff(VectorMicroKernel.INSTANCE))).isFalse();
  }

  /** Right but for the first element of every product. */
  private record LastBitOff(MicroKernel right) implements MicroKernel {
    @Override
    public int lanes() {
      return right.lanes();
    }

    @Override
    public int rows() {
      return right.rows();
    }

    @Override
    public void pack(boolean transB, long b, long rowB, int depth, int width, long panel) {
      right.pack(transB, b, rowB, depth, width, panel);
    }

    @Override
    public void multiply(
        long a,
        long rowA,
        long stepA,
        long rows,
        long panel,
        int depth,
        int width,
        long c,
        long rowC,
        float beta) {
      right.multiply(a, rowA, stepA, rows, panel, depth, width, c, rowC, beta);
      Raw.setFloat(c, Math.nextUp(Raw.getFloat(c)));
    }

    @Override
    public void multiply(
        long pointers,
        int segments,
        long rows,
        long panel,
        int depth,
        int width,
        long c,
        long rowC,
        float beta) {
      right.multiply(pointers, segments, rows, panel, depth, width, c, rowC, beta);
    }
  }
}
