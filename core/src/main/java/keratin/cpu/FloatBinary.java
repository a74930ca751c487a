package keratin.cpu;

import jdk.incubator.vector.FloatVector;

/** A function of two floats, on many at once. */
@FunctionalInterface
interface FloatBinary {
  FloatVector apply(FloatVector a, FloatVector b);
}
