/**
 * NumPy's files: {@code .npy}, one array, and {@code .npz}, a zip of named arrays. Pickled objects
 * inside them are never unpickled.
 */
@NullMarked
package keratin.formats.numpy;

import org.jspecify.annotations.NullMarked;
