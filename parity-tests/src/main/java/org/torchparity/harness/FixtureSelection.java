package org.torchparity.harness;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongPredicate;
import org.torchparity.fixtures.Case;
import org.torchparity.tensor.DType;

/** Which of the recorded cases count, asked in order: the first samples of each module. */
public final class FixtureSelection {
  private final Set<DType> dtypes;
  private final int samples;
  private final LongPredicate seeds;
  private final Map<String, Set<String>> samplesOf = new HashMap<>();

  /**
   * Selects cases of some dtypes, the first samples of each module, and some seeds; a case without
   * a seed is one of any.
   */
  public FixtureSelection(Set<DType> dtypes, int samples, LongPredicate seeds) {
    this.dtypes = Set.copyOf(dtypes);
    this.samples = samples;
    this.seeds = seeds;
  }

  /** Whether the next case counts. */
  public boolean accepts(Case c) {
    OptionalLong seed = CaseId.seed(c);
    if (!dtypes.contains(c.dtype()) || (seed.isPresent() && !seeds.test(seed.getAsLong()))) {
      return false;
    }
    Set<String> known = samplesOf.computeIfAbsent(c.spec().module(), module -> new HashSet<>());
    String sample = CaseId.sample(c);
    return known.contains(sample) || (known.size() < samples && known.add(sample));
  }
}
