/** Layers that bring their inputs to a common scale. */
@NullMarked
package keratin.layers.normalization;

import org.jspecify.annotations.NullMarked;
