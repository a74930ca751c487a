/** Words and letters as numbers: tokenizers, word vectors, text that a model writes. */
@NullMarked
package keratin.text;

import org.jspecify.annotations.NullMarked;
