package org.torchparity.harness;

import org.jspecify.annotations.Nullable;
import org.torchparity.compare.Verdict;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Fixture;
import org.torchparity.shrink.Smallest;

/**
 * What came of a case.
 *
 * @param c the case
 * @param verdict on it
 * @param rerun arguments of {@code torchparity} that run just this case again
 * @param recording the case with what the reference observed, null where it refused; empty where it
 *     died
 * @param smallest a smaller case that fails in the same way, null where none was looked for or
 *     found
 */
public record CaseResult(
    Case c,
    Verdict verdict,
    String rerun,
    @Nullable Fixture recording,
    @Nullable Smallest smallest) {

  /** A result without a smaller case. */
  public CaseResult(Case c, Verdict verdict, String rerun, @Nullable Fixture recording) {
    this(c, verdict, rerun, recording, null);
  }

  /** Returns this result with further arguments for the command that runs it again. */
  public CaseResult rerunWith(String arguments) {
    return new CaseResult(c, verdict, rerun + arguments, recording, smallest);
  }

  /** Returns this result with a smaller case that fails in the same way. */
  CaseResult withSmallest(@Nullable Smallest found) {
    return new CaseResult(c, verdict, rerun, recording, found);
  }
}
