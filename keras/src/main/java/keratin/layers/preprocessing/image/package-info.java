/**
 * Layers for images: sizes, colours, and the random changes that make a model see more images than
 * there are. What belongs to an image, boxes and masks, changes with it.
 */
@NullMarked
package keratin.layers.preprocessing.image;

import org.jspecify.annotations.NullMarked;
