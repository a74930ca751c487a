/** Layers that move elements without computing on them. */
@NullMarked
package keratin.layers.reshaping;

import org.jspecify.annotations.NullMarked;
