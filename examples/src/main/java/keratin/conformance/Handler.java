package keratin.conformance;

/** Runs the cases of one kind. */
@FunctionalInterface
interface Handler {
  /**
   * Runs a case.
   *
   * @throws Mismatch if the result differs
   * @throws Unknown if the class or function does not exist
   * @throws Exception anything else that goes wrong fails the case too
   */
  void run(Case recorded) throws Exception;
}
