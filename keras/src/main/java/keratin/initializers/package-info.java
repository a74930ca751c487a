/** Distributions from which the weights of a layer start. */
@NullMarked
package keratin.initializers;

import org.jspecify.annotations.NullMarked;
