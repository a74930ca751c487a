/** Optimizers: how gradients change variables. */
@NullMarked
package keratin.optimizers;

import org.jspecify.annotations.NullMarked;
