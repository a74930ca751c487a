/** Activations as layers of their own. */
@NullMarked
package keratin.layers.activations;

import org.jspecify.annotations.NullMarked;
