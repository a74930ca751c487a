/** Layers that act in training only, such as dropout. */
@NullMarked
package keratin.layers.regularization;

import org.jspecify.annotations.NullMarked;
