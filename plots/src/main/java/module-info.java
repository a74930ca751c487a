/** Pictures of models. */
module keratin.plots {
  requires transitive keratin;
  requires java.desktop;
  requires org.eclipse.elk.alg.layered;
  requires org.eclipse.elk.core;
  requires org.eclipse.elk.graph;
  requires org.eclipse.emf.common;
  requires org.eclipse.emf.ecore;
  requires org.eclipse.xtext.xbase.lib;

  exports keratin.plots;
}
