package keratin.cpu;

import static keratin.cpu.FloatRows.load;
import static keratin.cpu.FloatRows.store;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import keratin.tensor.AdamUpdate;
import keratin.tensor.DType;
import keratin.tensor.RmspropUpdate;
import keratin.tensor.SgdUpdate;
import keratin.tensor.Tensor;

/** The optimizers' steps on float32, each in one pass over memory. */
final class VectorUpdates {
  private static final VectorSpecies<Float> SPECIES = FloatMath.SPECIES;
  private static final int LANES = SPECIES.length();
  private static final long GRAIN = 8192;

  private VectorUpdates() {}

  static void adam(AdamUpdate op, Tensor[] in, Tensor[] out) {
    long[] p = addresses(in, out);
    float alpha = (float) op.alpha(DType.FLOAT32);
    float rest1 = (float) (1 - op.beta1());
    float rest2 = (float) (1 - op.beta2());
    float epsilon = (float) op.epsilon();
    Pool.parallel(
        in[0].size(),
        GRAIN,
        (from, to) -> adam(p, 4 * from, (int) (to - from), alpha, rest1, rest2, epsilon));
  }

  private static void adam(
      long[] p, long at, int n, float alpha, float rest1, float rest2, float epsilon) {
    long w = p[0] + at;
    long g = p[1] + at;
    long m = p[2] + at;
    long v = p[3] + at;
    long newW = p[4] + at;
    long newM = p[5] + at;
    long newV = p[6] + at;
    FloatVector a = FloatVector.broadcast(SPECIES, alpha);
    FloatVector b1 = FloatVector.broadcast(SPECIES, rest1);
    FloatVector b2 = FloatVector.broadcast(SPECIES, rest2);
    FloatVector e = FloatVector.broadcast(SPECIES, epsilon);
    for (int i = 0; i < n; i += LANES) {
      // Only the last round is partial; on the others the mask costs next to nothing.
      long o = 4L * i;
      VectorMask<Float> k = SPECIES.indexInRange(i, n);
      FloatVector gradient = load(g + o, k);
      FloatVector m0 = load(m + o, k);
      FloatVector m1 = gradient.sub(m0).fma(b1, m0);
      store(m1, newM + o, k);
      FloatVector v0 = load(v + o, k);
      FloatVector v1 = gradient.mul(gradient).sub(v0).fma(b2, v0);
      store(v1, newV + o, k);
      FloatVector root = v1.lanewise(VectorOperators.SQRT).add(e);
      store(load(w + o, k).sub(m1.mul(a).div(root)), newW + o, k);
    }
  }

  static void sgd(SgdUpdate op, Tensor[] in, Tensor[] out) {
    long[] p = addresses(in, out);
    float rate = (float) op.learningRate();
    float momentum = (float) op.momentum();
    Pool.parallel(
        in[0].size(),
        GRAIN,
        (from, to) -> {
          int n = (int) (to - from);
          if (momentum == 0) {
            sgd(p, 4 * from, n, rate);
          } else if (op.nesterov()) {
            nesterov(p, 4 * from, n, rate, momentum);
          } else {
            momentum(p, 4 * from, n, rate, momentum);
          }
        });
  }

  private static void sgd(long[] p, long at, int n, float rate) {
    FloatVector minusRate = FloatVector.broadcast(SPECIES, -rate);
    for (int i = 0; i < n; i += LANES) {
      long o = at + 4L * i;
      VectorMask<Float> k = SPECIES.indexInRange(i, n);
      store(load(p[1] + o, k).fma(minusRate, load(p[0] + o, k)), p[2] + o, k);
    }
  }

  private static void momentum(long[] p, long at, int n, float rate, float momentum) {
    FloatVector minusRate = FloatVector.broadcast(SPECIES, -rate);
    FloatVector mu = FloatVector.broadcast(SPECIES, momentum);
    for (int i = 0; i < n; i += LANES) {
      long o = at + 4L * i;
      VectorMask<Float> k = SPECIES.indexInRange(i, n);
      FloatVector m = load(p[2] + o, k).fma(mu, load(p[1] + o, k).mul(minusRate));
      store(m, p[4] + o, k);
      store(load(p[0] + o, k).add(m), p[3] + o, k);
    }
  }

  private static void nesterov(long[] p, long at, int n, float rate, float momentum) {
    FloatVector minusRate = FloatVector.broadcast(SPECIES, -rate);
    FloatVector mu = FloatVector.broadcast(SPECIES, momentum);
    for (int i = 0; i < n; i += LANES) {
      long o = at + 4L * i;
      VectorMask<Float> k = SPECIES.indexInRange(i, n);
      FloatVector step = load(p[1] + o, k).mul(minusRate);
      FloatVector m = load(p[2] + o, k).fma(mu, step);
      store(m, p[4] + o, k);
      store(load(p[0] + o, k).add(m.fma(mu, step)), p[3] + o, k);
    }
  }

  static void rmsprop(RmspropUpdate op, Tensor[] in, Tensor[] out) {
    long[] p = addresses(in, out);
    float rate = (float) op.learningRate();
    float rho = (float) op.rho();
    float rest = (float) (1 - op.rho());
    float epsilon = (float) op.epsilon();
    Pool.parallel(
        in[0].size(),
        GRAIN,
        (from, to) -> rmsprop(p, 4 * from, (int) (to - from), rate, rho, rest, epsilon));
  }

  private static void rmsprop(
      long[] p, long at, int n, float rate, float rho, float rest, float epsilon) {
    FloatVector r = FloatVector.broadcast(SPECIES, rho);
    for (int i = 0; i < n; i += LANES) {
      long o = at + 4L * i;
      VectorMask<Float> k = SPECIES.indexInRange(i, n);
      FloatVector g = load(p[1] + o, k);
      FloatVector v = load(p[2] + o, k).fma(r, g.mul(g).mul(rest));
      store(v, p[4] + o, k);
      FloatVector d = g.mul(rate).div(v.add(epsilon).lanewise(VectorOperators.SQRT));
      store(load(p[0] + o, k).sub(d), p[3] + o, k);
    }
  }

  private static long[] addresses(Tensor[] in, Tensor[] out) {
    long[] addresses = new long[in.length + out.length];
    for (int i = 0; i < addresses.length; i++) {
      addresses[i] = i < in.length ? in[i].address() : out[i - in.length].address();
    }
    return addresses;
  }
}
