package keratin.cpu;

import jdk.incubator.vector.DoubleVector;

/** A function of one double, on many at once. */
@FunctionalInterface
interface DoubleUnary {
  DoubleVector apply(DoubleVector x);
}
