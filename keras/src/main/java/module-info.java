/** Keras for the JVM: layers, models, training, data. */
module keratin {
  requires transitive keratin.core;
  requires keratin.formats;
  requires java.net.http;
  requires tools.jackson.databind;
  requires static org.jspecify;

  exports keratin.activations;
  exports keratin.config;
  exports keratin.constraints;
  exports keratin.datasets;
  exports keratin.initializers;
  exports keratin.layers;
  exports keratin.layers.core;
  exports keratin.losses;
  exports keratin.optimizers;
  exports keratin.optimizers.schedules;
  exports keratin.regularizers;
  exports keratin.summary;
  exports keratin.utils;
}
