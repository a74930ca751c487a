/** Learning rates that change with the steps. */
@NullMarked
package keratin.optimizers.schedules;

import org.jspecify.annotations.NullMarked;
