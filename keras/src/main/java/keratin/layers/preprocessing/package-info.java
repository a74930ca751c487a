/** Layers that prepare what a model is given. */
@NullMarked
package keratin.layers.preprocessing;

import org.jspecify.annotations.NullMarked;
