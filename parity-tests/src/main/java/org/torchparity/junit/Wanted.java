package org.torchparity.junit;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.torchparity.catalogue.Row;
import org.torchparity.catalogue.Sample;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Mode;

/**
 * Which samples of a module are wanted.
 *
 * @param sample the name of the only one, empty for all
 * @param mode the only mode, null for those in which the module differs
 * @param fixed arguments that the samples must have
 */
record Wanted(String sample, @Nullable Mode mode, Args fixed) {

  /**
   * The modes a sample runs in: a module that is the same in both runs in whichever is wanted,
   * unless the sample itself is for the other.
   */
  Set<Mode> modes(Row row, Sample sample) {
    if (mode == null) {
      return row.modesOf(sample);
    }
    return sample.modes().isEmpty() || sample.modes().contains(mode) ? Set.of(mode) : Set.of();
  }
}
