/**
 * Memory outside the Java heap: raw access by address, the caching allocator that owns every byte,
 * scopes that release what did not escape, and statistics. Knows nothing of tensors.
 */
@NullMarked
package keratin.memory;

import org.jspecify.annotations.NullMarked;
