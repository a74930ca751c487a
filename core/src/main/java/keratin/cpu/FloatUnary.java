package keratin.cpu;

import jdk.incubator.vector.FloatVector;

/** A function of one float, on many at once. */
@FunctionalInterface
interface FloatUnary {
  FloatVector apply(FloatVector x);
}
