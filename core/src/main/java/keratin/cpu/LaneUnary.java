package keratin.cpu;

import jdk.incubator.vector.Vector;

/** A function of one number, on many at once, whatever their type. */
@FunctionalInterface
interface LaneUnary {
  Vector<Number> apply(Vector<Number> x);
}
