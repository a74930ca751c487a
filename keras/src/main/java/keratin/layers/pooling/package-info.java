/** Layers that take the largest or the mean of what lies under a window. */
@NullMarked
package keratin.layers.pooling;

import org.jspecify.annotations.NullMarked;
