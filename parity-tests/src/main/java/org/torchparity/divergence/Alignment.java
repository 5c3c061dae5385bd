package org.torchparity.divergence;

import java.util.ArrayList;
import java.util.List;

/**
 * The layers of two models in pairs of one name. Where one model has as a single layer what the
 * other has as several below that name, these are one layer too.
 */
final class Alignment {
  private final LayeredModel actual;
  private final LayeredModel expected;
  private final List<Layer> left = new ArrayList<>();
  private final List<Layer> right = new ArrayList<>();

  private Alignment(LayeredModel actual, LayeredModel expected) {
    this.actual = actual;
    this.expected = expected;
  }

  /**
   * Pairs the layers.
   *
   * @throws IllegalArgumentException if the models do not have the same layers in one order, or
   *     none; the message is one line that names the first that differ
   */
  static Alignment of(LayeredModel actual, LayeredModel expected) {
    Alignment alignment = new Alignment(actual, expected);
    alignment.pair();
    return alignment;
  }

  /** The layers of the model under test. */
  List<Layer> actual() {
    return left;
  }

  /** Those of the reference, in the same number and order. */
  List<Layer> expected() {
    return right;
  }

  private void pair() {
    int i = 0;
    int j = 0;
    while (i < actual.layers().size() && j < expected.layers().size()) {
      String ours = actual.layers().get(i).name();
      String theirs = expected.layers().get(j).name();
      int afterOurs = ours.equals(theirs) ? i + 1 : end(actual.layers(), i, theirs);
      int afterTheirs = ours.equals(theirs) ? j + 1 : end(expected.layers(), j, ours);
      if (afterOurs == i && afterTheirs == j) {
        throw differ(i, j);
      }
      left.add(grouped(actual.layers(), i, Math.max(afterOurs, i + 1), theirs));
      right.add(grouped(expected.layers(), j, Math.max(afterTheirs, j + 1), ours));
      i = Math.max(afterOurs, i + 1);
      j = Math.max(afterTheirs, j + 1);
    }
    if (i < actual.layers().size() || j < expected.layers().size() || i == 0) {
      throw differ(i, j);
    }
  }

  /** Behind the last consecutive layer below a name. */
  private static int end(List<Layer> layers, int from, String name) {
    int end = from;
    while (end < layers.size()
        && (name.isEmpty() || layers.get(end).name().startsWith(name + "."))) {
      end++;
    }
    return end;
  }

  private static Layer grouped(List<Layer> layers, int from, int to, String name) {
    Layer first = layers.get(from);
    return to == from + 1 && (first.name().equals(name) || !isBelow(first, name))
        ? first
        : new LayerGroup(name, layers.subList(from, to));
  }

  private static boolean isBelow(Layer layer, String name) {
    return name.isEmpty() || layer.name().startsWith(name + ".");
  }

  private IllegalArgumentException differ(int i, int j) {
    return new IllegalArgumentException(
        "the models do not have the same layers: "
            + named(actual, i)
            + " where "
            + named(expected, j));
  }

  private static String named(LayeredModel model, int at) {
    return at < model.layers().size()
        ? model.name() + " has '" + model.layers().get(at).name() + "'"
        : model.name() + " has no layer left";
  }
}
