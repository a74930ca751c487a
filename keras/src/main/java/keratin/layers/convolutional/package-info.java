/** Layers that compute every place of their output from a window of their input. */
@NullMarked
package keratin.layers.convolutional;

import org.jspecify.annotations.NullMarked;
