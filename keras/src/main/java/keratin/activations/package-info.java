/** ActivationFunction functions by name and as values. */
@NullMarked
package keratin.activations;

import org.jspecify.annotations.NullMarked;
