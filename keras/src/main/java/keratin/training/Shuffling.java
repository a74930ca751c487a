package keratin.training;

/** In which order {@code fit} takes the rows of tensors. */
enum Shuffling {
  /** As they are. */
  NONE,
  /** In a new random order every epoch. */
  ROWS,
  /** Batches as they are, their rows in random order. */
  INSIDE_BATCHES
}
