/** What the file formats share: bounded readers and the error for broken files. */
@NullMarked
package keratin.formats;

import org.jspecify.annotations.NullMarked;
