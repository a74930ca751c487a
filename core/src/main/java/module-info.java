/** Tensors, automatic differentiation, random numbers and the CPU engine. */
module keratin.core {
  requires static jdk.incubator.vector;
  requires static org.jspecify;
}
