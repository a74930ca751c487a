/** Automatic differentiation: {@code GradientTape}, Jacobians and gradient checks. */
@NullMarked
package keratin.autograd;

import org.jspecify.annotations.NullMarked;
