package org.torchparity.catalogue;

import java.util.ArrayList;
import java.util.List;

/** Activations: of single elements, made of pieces or smooth, and along an axis. */
final class ActivationFamily {
  private ActivationFamily() {}

  static Family family() {
    List<Row> rows = new ArrayList<>(RectifierRows.rows());
    rows.addAll(SmoothActivationRows.rows());
    rows.addAll(AxisActivationRows.rows());
    return new Family("activation", rows);
  }
}
