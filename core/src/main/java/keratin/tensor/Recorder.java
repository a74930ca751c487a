package keratin.tensor;

/**
 * Hears every op that runs on its thread: a tape, a graph capture, a profiler.
 *
 * <p>Recorders form a stack per thread; all of them hear. One that is provided as a service hears
 * what is done with symbols, on every thread.
 */
public interface Recorder {
  /**
   * An op has run.
   *
   * @param in its inputs, variables as such
   * @param out its outputs
   */
  void record(Op op, Tensor[] in, Tensor[] out);
}
