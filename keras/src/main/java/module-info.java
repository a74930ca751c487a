/** Keras for the JVM: layers, models, training, data. */
module keratin {
  requires transitive keratin.core;
  requires keratin.formats;
  // Not transitive: its List and Shape would hide ours from those who import the module.
  requires java.desktop;
  requires java.net.http;
  requires jdk.jfr;
  requires tools.jackson.databind;

  exports keratin.activations;
  exports keratin.applications;
  exports keratin.config;
  exports keratin.callbacks;
  exports keratin.constraints;
  exports keratin.data;
  exports keratin.datasets;
  exports keratin.models;
  exports keratin.training;
  exports keratin.initializers;
  exports keratin.layers;
  exports keratin.layers.activations;
  exports keratin.layers.attention;
  exports keratin.layers.convolutional;
  exports keratin.layers.core;
  exports keratin.layers.merging;
  exports keratin.layers.normalization;
  exports keratin.layers.pooling;
  exports keratin.layers.preprocessing;
  exports keratin.layers.preprocessing.image;
  exports keratin.layers.regularization;
  exports keratin.layers.reshaping;
  exports keratin.layers.rnn;
  exports keratin.losses;
  exports keratin.metrics;
  exports keratin.optimizers;
  exports keratin.optimizers.schedules;
  exports keratin.regularizers;
  exports keratin.saving;
  exports keratin.summary;
  exports keratin.text;
  exports keratin.utils;

  uses keratin.layers.LayerRoom;

  provides keratin.layers.LayerRoom with
      keratin.applications.ApplicationLayers,
      keratin.layers.activations.ActivationLayers,
      keratin.layers.attention.AttentionLayers,
      keratin.layers.convolutional.ConvolutionalLayers,
      keratin.layers.core.CoreLayers,
      keratin.layers.merging.MergingLayers,
      keratin.layers.normalization.NormalizationLayers,
      keratin.layers.pooling.PoolingLayers,
      keratin.layers.preprocessing.PreprocessingLayers,
      keratin.layers.preprocessing.image.ImageLayers,
      keratin.layers.regularization.RegularizationLayers,
      keratin.layers.reshaping.ReshapingLayers,
      keratin.layers.rnn.RecurrentLayers,
      keratin.models.ModelRoom;
  provides keratin.tensor.Recorder with
      keratin.layers.OperationRecorder;
}
