package keratin.cpu;

import jdk.incubator.vector.Vector;

/** A function of two numbers, on many at once, whatever their type. */
@FunctionalInterface
interface LaneBinary {
  Vector<Number> apply(Vector<Number> a, Vector<Number> b);
}
