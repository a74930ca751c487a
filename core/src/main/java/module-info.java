/** Tensors, automatic differentiation, random numbers and the CPU engine. */
module keratin.core {
  requires static jdk.incubator.vector;
  // Not static: where it is missing, javac crashes on a user's first wrong argument.
  requires transitive org.jspecify;
  requires java.management;
  requires jdk.management;

  exports keratin.autograd;
  exports keratin.memory;
  exports keratin.ops;
  exports keratin.random;
  exports keratin.tensor;

  uses keratin.tensor.Backend;
  uses keratin.tensor.Recorder;

  provides keratin.tensor.Backend with
      keratin.cpu.CpuBackend;
}
