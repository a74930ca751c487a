/** Well-known convolutional networks, layer by layer as Keras or their papers have them. */
@NullMarked
package keratin.applications;

import org.jspecify.annotations.NullMarked;
