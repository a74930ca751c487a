/**
 * What layers, losses, optimizers and the like have in common: named options with one default each,
 * from which configs follow, and automatic names.
 */
@NullMarked
package keratin.config;

import org.jspecify.annotations.NullMarked;
