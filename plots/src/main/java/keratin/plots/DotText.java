package keratin.plots;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A model in the language of Graphviz. */
final class DotText {
  private final StringBuilder text = new StringBuilder();

  private DotText() {}

  static String of(ModelPlot plot) {
    var dot = new DotText();
    dot.text.append("digraph model {\n  rankdir=").append(plot.rankdir()).append(";\n");
    dot.text.append("  compound=true;\n  node [shape=box];\n");
    dot.fill(Box.of(plot), "  ");
    return dot.text.append("}\n").toString();
  }

  private void fill(Box box, String indent) {
    for (Box inner : box.inside()) {
      if (inner.isExpanded()) {
        text.append("%ssubgraph cluster_%d {%n".formatted(indent, inner.id()));
        text.append("%s  label=\"%s\";%n".formatted(indent, escaped(inner.title())));
        fill(inner, indent + "  ");
        text.append(indent).append("}\n");
      } else {
        String label =
            Stream.concat(Stream.of(inner.title()), inner.lines().stream())
                .map(DotText::escaped)
                .collect(Collectors.joining("\\n"));
        text.append("%sbox_%d [label=\"%s\"];%n".formatted(indent, inner.id(), label));
      }
    }
    for (Box.Arrow arrow : box.arrows()) {
      text.append(arrow(box, arrow, indent));
    }
  }

  /** Graphviz draws arrows between boxes; they are cut at the edge of a group. */
  private static String arrow(Box owner, Box.Arrow arrow, String indent) {
    Box from = find(owner, arrow.from());
    Box to = find(owner, arrow.to());
    String cut =
        (from.isExpanded() ? "ltail=cluster_%d ".formatted(from.id()) : "")
            + (to.isExpanded() ? "lhead=cluster_%d".formatted(to.id()) : "");
    return "%sbox_%d -> box_%d%s;%n"
        .formatted(
            indent,
            deepest(from, false).id(),
            deepest(to, true).id(),
            cut.isEmpty() ? "" : " [" + cut.strip() + "]");
  }

  private static Box find(Box owner, int id) {
    return owner.inside().stream().filter(b -> b.id() == id).findFirst().orElseThrow();
  }

  private static Box deepest(Box box, boolean first) {
    Box at = box;
    while (at.isExpanded()) {
      at = first ? at.inside().getFirst() : at.inside().getLast();
    }
    return at;
  }

  private static String escaped(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
