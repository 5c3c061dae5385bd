package org.torchparity.catalogue;

import java.util.ArrayList;
import java.util.List;
import org.torchparity.fixtures.ArgReader;
import org.torchparity.nn.loss.Reduction;

/** Losses. */
final class LossFamily {
  private LossFamily() {}

  static Family family() {
    List<Row> rows = new ArrayList<>(RegressionLossRows.rows());
    rows.addAll(LikelihoodLossRows.rows());
    rows.addAll(ClassLossRows.rows());
    rows.addAll(MarginLossRows.rows());
    rows.addAll(EmbeddingLossRows.rows());
    rows.addAll(SequenceLossRows.rows());
    return new Family("loss", rows);
  }

  /** The reduction argument, with torch's default. */
  static Reduction reduction(ArgReader a) {
    return Reduction.of(a.string("reduction", "mean"));
  }
}
