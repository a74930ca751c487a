/** Keras for the JVM: layers, models, training, data. */
module keratin {
  requires transitive keratin.core;
  requires keratin.formats;
  requires java.net.http;
  requires tools.jackson.databind;
  requires static org.jspecify;

  exports keratin.datasets;
}
