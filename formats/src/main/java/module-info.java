/** File formats: bytes in, bytes out. Nothing here knows what a tensor is. */
module keratin.formats {
  requires com.google.protobuf;
  requires io.jhdf;
  // What jHDF needs, which as an automatic module cannot say so itself.
  requires org.apache.commons.lang3;
  requires org.slf4j;
  requires transitive org.jspecify;

  exports keratin.formats;
  exports keratin.formats.bzip2;
  exports keratin.formats.hdf5;
  exports keratin.formats.idx;
  exports keratin.formats.numpy;
  exports keratin.formats.pickle;
  exports keratin.formats.tar;
  exports keratin.formats.tfevents;
  exports keratin.formats.tfrecord;
}
