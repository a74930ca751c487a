/** Layers without a room of their own: dense, activation, input. */
@NullMarked
package keratin.layers.core;

import org.jspecify.annotations.NullMarked;
