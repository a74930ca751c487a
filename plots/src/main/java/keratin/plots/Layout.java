package keratin.plots;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.elk.alg.layered.options.FixedAlignment;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Where everything of a picture is, in units of 1/96 inch.
 *
 * @param frames boxes, those that hold others before what they hold
 * @param lines arrows, from corner to corner
 */
record Layout(double width, double height, List<Frame> frames, List<List<Point>> lines) {
  static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 13);
  static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final double TITLE_HEIGHT = 24;
  static final double LINE_HEIGHT = 18;
  static final double MARGIN = 10;

  private static final FontRenderContext METRICS = new FontRenderContext(null, true, true);
  private static final double GAP = 28;

  static {
    LayoutMetaDataService.getInstance()
        .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
  }

  /** A place. */
  record Point(double x, double y) {}

  /** A box and its place. */
  record Frame(Box box, double x, double y, double width, double height) {}

  /** Arranges the boxes of a plot. */
  static Layout of(ModelPlot plot) {
    Box root = Box.of(plot);
    ElkNode graph = ElkGraphUtil.createGraph();
    graph.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
    graph.setProperty(CoreOptions.HIERARCHY_HANDLING, HierarchyHandling.INCLUDE_CHILDREN);
    setUp(graph, plot);
    Map<Integer, ElkNode> nodes = new HashMap<>();
    fill(graph, root, plot, nodes);
    new RecursiveGraphLayoutEngine().layout(graph, new BasicProgressMonitor());

    List<Frame> frames = new ArrayList<>();
    List<List<Point>> lines = new ArrayList<>();
    collect(root, nodes, graph, 0, 0, frames, lines);
    return new Layout(graph.getWidth(), graph.getHeight(), frames, lines);
  }

  private static void setUp(ElkNode node, ModelPlot plot) {
    node.setProperty(
        CoreOptions.DIRECTION, plot.rankdir().equals("TB") ? Direction.DOWN : Direction.RIGHT);
    node.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    // Branches lie even around what they come from; otherwise deep pictures drift to one side.
    node.setProperty(LayeredOptions.NODE_PLACEMENT_BK_FIXED_ALIGNMENT, FixedAlignment.BALANCED);
    node.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, GAP);
    node.setProperty(LayeredOptions.SPACING_NODE_NODE, GAP);
  }

  private static void fill(ElkNode node, Box box, ModelPlot plot, Map<Integer, ElkNode> nodes) {
    for (Box inner : box.inside()) {
      ElkNode child = ElkGraphUtil.createNode(node);
      nodes.put(inner.id(), child);
      if (inner.isExpanded()) {
        setUp(child, plot);
        child.setProperty(
            CoreOptions.PADDING,
            new ElkPadding(TITLE_HEIGHT + 2 * MARGIN, 2 * MARGIN, 2 * MARGIN, 2 * MARGIN));
        fill(child, inner, plot, nodes);
      } else {
        child.setDimensions(width(inner), height(inner));
      }
    }
    for (Box.Arrow arrow : box.arrows()) {
      ElkGraphUtil.createSimpleEdge(
          Objects.requireNonNull(nodes.get(arrow.from())),
          Objects.requireNonNull(nodes.get(arrow.to())));
    }
  }

  private static double width(Box box) {
    double widest = TITLE.getStringBounds(box.title(), METRICS).getWidth();
    for (String line : box.lines()) {
      widest = Math.max(widest, TEXT.getStringBounds(line, METRICS).getWidth());
    }
    return Math.ceil(widest) + 2 * MARGIN;
  }

  private static double height(Box box) {
    return TITLE_HEIGHT + (box.lines().isEmpty() ? 0 : box.lines().size() * LINE_HEIGHT + 6);
  }

  private static void collect(
      Box box,
      Map<Integer, ElkNode> nodes,
      ElkNode node,
      double x,
      double y,
      List<Frame> frames,
      List<List<Point>> lines) {
    for (Box inner : box.inside()) {
      ElkNode child = Objects.requireNonNull(nodes.get(inner.id()));
      double left = x + child.getX();
      double top = y + child.getY();
      frames.add(new Frame(inner, left, top, child.getWidth(), child.getHeight()));
      if (inner.isExpanded()) {
        collect(inner, nodes, child, left, top, frames, lines);
      }
    }
    for (ElkEdge edge : node.getContainedEdges()) {
      for (ElkEdgeSection section : edge.getSections()) {
        List<Point> points = new ArrayList<>();
        points.add(new Point(x + section.getStartX(), y + section.getStartY()));
        for (ElkBendPoint bend : section.getBendPoints()) {
          points.add(new Point(x + bend.getX(), y + bend.getY()));
        }
        points.add(new Point(x + section.getEndX(), y + section.getEndY()));
        lines.add(points);
      }
    }
  }
}
