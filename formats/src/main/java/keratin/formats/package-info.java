/**
 * What every file format here shares: the plain array that a file holds ({@link
 * keratin.formats.ArrayData}), reading that never believes a header more than the bytes behind it
 * ({@link keratin.formats.ByteInput}), the error that says what is wrong with a file, and
 * checksums.
 */
@NullMarked
package keratin.formats;

import org.jspecify.annotations.NullMarked;
