package keratin.cpu;

import static keratin.cpu.FloatRows.load;
import static keratin.cpu.FloatRows.store;

import java.lang.foreign.Arena;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import keratin.memory.Raw;
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

  /** The loop over whole vectors: {@code n} elements from byte {@code at} of every tensor on. */
  @FunctionalInterface
  private interface Loop {
    void run(long[] tensors, long at, int n);
  }

  /*
   * A store through a mask takes Zen 3 a dozen cycles, even where the mask is full. So the loops go
   * over whole vectors, and what is left at the end goes through a place with room for one.
   */
  private static void over(Tensor[] in, long[] tensors, Loop loop) {
    Pool.parallel(
        in[0].size(),
        GRAIN,
        (from, to) -> {
          int n = (int) (to - from);
          int rest = n % LANES;
          loop.run(tensors, 4 * from, n - rest);
          if (rest > 0) {
            rest(in.length, tensors, 4 * (to - rest), 4 * rest, loop);
          }
        });
  }

  private static void rest(int inputs, long[] tensors, long at, int bytes, Loop loop) {
    long width = 4L * LANES;
    try (Arena arena = Arena.ofConfined()) {
      long place = arena.allocate(width * tensors.length, 64).address();
      long[] places = new long[tensors.length];
      for (int i = 0; i < places.length; i++) {
        places[i] = place + i * width;
        if (i < inputs) {
          Raw.copy(tensors[i] + at, places[i], bytes);
        }
      }
      loop.run(places, 0, LANES);
      for (int i = inputs; i < places.length; i++) {
        Raw.copy(places[i], tensors[i] + at, bytes);
      }
    }
  }

  static void adam(AdamUpdate op, Tensor[] in, Tensor[] out) {
    long[] p = addresses(in, out);
    float alpha = (float) op.alpha(DType.FLOAT32);
    float rest1 = (float) (1 - op.beta1());
    float rest2 = (float) (1 - op.beta2());
    float epsilon = (float) op.epsilon();
    over(in, p, (q, at, n) -> adam(q, at, n, alpha, rest1, rest2, epsilon));
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
      long o = 4L * i;
      FloatVector gradient = load(g + o);
      FloatVector m0 = load(m + o);
      FloatVector m1 = gradient.sub(m0).fma(b1, m0);
      store(m1, newM + o);
      FloatVector v0 = load(v + o);
      FloatVector v1 = gradient.mul(gradient).sub(v0).fma(b2, v0);
      store(v1, newV + o);
      FloatVector root = v1.lanewise(VectorOperators.SQRT).add(e);
      store(load(w + o).sub(m1.mul(a).div(root)), newW + o);
    }
  }

  static void sgd(SgdUpdate op, Tensor[] in, Tensor[] out) {
    long[] p = addresses(in, out);
    float rate = (float) op.learningRate();
    float momentum = (float) op.momentum();
    if (momentum == 0) {
      over(in, p, (q, at, n) -> sgd(q, at, n, rate));
    } else if (op.nesterov()) {
      over(in, p, (q, at, n) -> nesterov(q, at, n, rate, momentum));
    } else {
      over(in, p, (q, at, n) -> momentum(q, at, n, rate, momentum));
    }
  }

  private static void sgd(long[] p, long at, int n, float rate) {
    FloatVector minusRate = FloatVector.broadcast(SPECIES, -rate);
    for (int i = 0; i < n; i += LANES) {
      long o = at + 4L * i;
      store(load(p[1] + o).fma(minusRate, load(p[0] + o)), p[2] + o);
    }
  }

  private static void momentum(long[] p, long at, int n, float rate, float momentum) {
    FloatVector minusRate = FloatVector.broadcast(SPECIES, -rate);
    FloatVector mu = FloatVector.broadcast(SPECIES, momentum);
    for (int i = 0; i < n; i += LANES) {
      long o = at + 4L * i;
      FloatVector m = load(p[2] + o).fma(mu, load(p[1] + o).mul(minusRate));
      store(m, p[4] + o);
      store(load(p[0] + o).add(m), p[3] + o);
    }
  }

  private static void nesterov(long[] p, long at, int n, float rate, float momentum) {
    FloatVector minusRate = FloatVector.broadcast(SPECIES, -rate);
    FloatVector mu = FloatVector.broadcast(SPECIES, momentum);
    for (int i = 0; i < n; i += LANES) {
      long o = at + 4L * i;
      FloatVector step = load(p[1] + o).mul(minusRate);
      FloatVector m = load(p[2] + o).fma(mu, step);
      store(m, p[4] + o);
      store(load(p[0] + o).add(m.fma(mu, step)), p[3] + o);
    }
  }

  static void rmsprop(RmspropUpdate op, Tensor[] in, Tensor[] out) {
    long[] p = addresses(in, out);
    float rate = (float) op.learningRate();
    float rho = (float) op.rho();
    float rest = (float) (1 - op.rho());
    float epsilon = (float) op.epsilon();
    over(in, p, (q, at, n) -> rmsprop(q, at, n, rate, rho, rest, epsilon));
  }

  private static void rmsprop(
      long[] p, long at, int n, float rate, float rho, float rest, float epsilon) {
    FloatVector r = FloatVector.broadcast(SPECIES, rho);
    for (int i = 0; i < n; i += LANES) {
      long o = at + 4L * i;
      FloatVector g = load(p[1] + o);
      FloatVector v = load(p[2] + o).fma(r, g.mul(g).mul(rest));
      store(v, p[4] + o);
      FloatVector d = g.mul(rate).div(v.add(epsilon).lanewise(VectorOperators.SQRT));
      store(load(p[0] + o).sub(d), p[3] + o);
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
