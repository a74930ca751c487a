/** {@code Layer}, the base of every layer, and what all layers share. */
@NullMarked
package keratin.layers;

import org.jspecify.annotations.NullMarked;
