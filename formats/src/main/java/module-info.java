/** File formats: bytes in, bytes out. Knows no tensors. */
module keratin.formats {
  requires static org.jspecify;
}
