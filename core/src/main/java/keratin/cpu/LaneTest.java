package keratin.cpu;

import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;

/** A question about two numbers, asked of many at once, whatever their type. */
@FunctionalInterface
interface LaneTest {
  VectorMask<Number> test(Vector<Number> a, Vector<Number> b);
}
