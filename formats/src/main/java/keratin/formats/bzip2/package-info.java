/** The bzip2 compression, for reading. */
@NullMarked
package keratin.formats.bzip2;

import org.jspecify.annotations.NullMarked;
