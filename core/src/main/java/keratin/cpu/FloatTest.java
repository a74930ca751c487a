package keratin.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** A question about two floats, asked of many at once. */
@FunctionalInterface
interface FloatTest {
  VectorMask<Float> test(FloatVector a, FloatVector b);
}
