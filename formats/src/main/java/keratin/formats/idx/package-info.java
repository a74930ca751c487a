/** The idx format of the MNIST files: a four-byte type, the shape, the values, all big-endian. */
@NullMarked
package keratin.formats.idx;

import org.jspecify.annotations.NullMarked;
