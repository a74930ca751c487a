/** The {@code keratin} command line, the quickstart and the example programs. */
module keratin.examples {
  requires keratin;
  requires keratin.formats;
  requires keratin.plots;
  requires info.picocli;
  requires tools.jackson.databind;
  requires xchart;
  requires java.desktop;

  opens keratin.examples to
      info.picocli;
}
