/** Layers that make one tensor of several: Add, Concatenate, Dot, … */
@NullMarked
package keratin.layers.merging;

import org.jspecify.annotations.NullMarked;
