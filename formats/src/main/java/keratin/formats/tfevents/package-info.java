/** The event files of TensorBoard: records with scalars, histograms, images and texts by step. */
@NullMarked
package keratin.formats.tfevents;

import org.jspecify.annotations.NullMarked;
