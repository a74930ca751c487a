/**
 * TFRecord files: a sequence of byte strings, each with checksums; and the {@code tf.train.Example}
 * that they usually hold.
 */
@NullMarked
package keratin.formats.tfrecord;

import org.jspecify.annotations.NullMarked;
