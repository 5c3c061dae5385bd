package org.torchparity.bench;

import java.util.EnumSet;
import java.util.Set;
import org.torchparity.catalogue.CaseDrawer;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.catalogue.Sample;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Mode;
import org.torchparity.tensor.DType;

/**
 * One row of the table: a module, and how it is used.
 *
 * @param module torch's name without its package
 * @param sample arguments and inputs; its name is the rest of the row's
 * @param cost what its rate counts
 * @param dtypes it is timed in
 */
record BenchRow(String module, Sample sample, Cost cost, Set<DType> dtypes) {
  private static final long SEED = 0;

  static BenchRow of(String module, Sample sample, Cost cost) {
    return new BenchRow(module, sample, cost, EnumSet.of(DType.FLOAT32));
  }

  BenchRow alsoInFloat64() {
    return new BenchRow(module, sample, cost, EnumSet.of(DType.FLOAT32, DType.FLOAT64));
  }

  /** Such as {@code Linear 1x1024->1024}. */
  String name() {
    return module + " " + sample.name();
  }

  /** The one case of the row; both sides compute it, and it is checked like any other. */
  Case draw(Catalogue catalogue, DType dtype) {
    return CaseDrawer.draw(
        new Catalogue.Selected(catalogue.row(module), sample, Mode.TRAIN), dtype, SEED);
  }
}
