/** Tensors, shapes, dtypes, variables, and the one door every operation goes through. */
@NullMarked
package keratin.tensor;

import org.jspecify.annotations.NullMarked;
