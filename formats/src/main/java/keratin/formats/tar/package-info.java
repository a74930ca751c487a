/** Archives of files, packed with gzip. */
@NullMarked
package keratin.formats.tar;

import org.jspecify.annotations.NullMarked;
