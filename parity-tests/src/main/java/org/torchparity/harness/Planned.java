package org.torchparity.harness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.torchparity.catalogue.CaseDrawer;
import org.torchparity.catalogue.Catalogue.Selected;
import org.torchparity.fixtures.Case;
import org.torchparity.tensor.DType;

/**
 * A case to be: a sample in a mode, a dtype and a seed.
 *
 * @param selected the sample and its mode
 * @param dtype of every floating-point tensor
 * @param seed what state, inputs and upstream gradients are drawn from
 */
public record Planned(Selected selected, DType dtype, long seed) {

  /**
   * Plans every selected sample in every dtype it has and every seed, module by module.
   *
   * @param samples the greatest number of samples a module
   */
  public static List<Planned> all(
      List<Selected> selected, Collection<DType> dtypes, int samples, Collection<Long> seeds) {
    List<Planned> planned = new ArrayList<>();
    for (Selected each : selected) {
      if (each.row().samples().indexOf(each.sample()) >= samples) {
        continue;
      }
      for (DType dtype : dtypes) {
        if (each.sample().dtypes().contains(dtype)) {
          seeds.forEach(seed -> planned.add(new Planned(each, dtype, seed)));
        }
      }
    }
    return planned;
  }

  /** Draws the case. */
  public Case draw() {
    return CaseDrawer.draw(selected, dtype, seed);
  }

  /** The arguments of {@code torchparity} that run just this case again. */
  public String rerun(String subcommand) {
    return subcommand
        + " "
        + selected.selector()
        + " --dtype "
        + dtype.torchName()
        + " --seed "
        + seed;
  }
}
