package org.torchparity.shrink;

import java.time.Duration;
import java.util.function.Predicate;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;

/**
 * Makes a failing case smaller as long as it fails: fewer arguments, smaller axes, simpler values,
 * round after round until nothing helps or the time is up. Candidates come in a fixed order, so the
 * same case gives the same smallest one unless the time ends the search.
 *
 * <p>Nothing is known here of modules. A candidate that one side refuses, or that no longer fails,
 * is dropped.
 */
public final class Shrinker {
  private final Fitting fitting;
  private final Duration limit;

  /**
   * Shrinks cases of modules that the reference knows.
   *
   * @param reference shows which shapes belong together
   * @param limit how long a search may take; it ends with the candidate that runs then
   */
  public Shrinker(Backend reference, Duration limit) {
    this.fitting = new Fitting(reference);
    this.limit = limit;
  }

  /**
   * What a search came to.
   *
   * @param smallest the case, the first one where there is no smaller
   * @param steps how many times a smaller one was found
   * @param candidates how many were tried for that
   */
  public record Shrunk(Case smallest, int steps, int candidates) {}

  /** Shrinks a case that fails. */
  public Shrunk shrink(Case failing, Predicate<Case> fails) {
    Search search = new Search(failing, fails, limit);
    FewerArguments arguments = new FewerArguments(fitting);
    SmallerSizes sizes = new SmallerSizes(fitting);
    SimplerValues values = new SimplerValues();
    int before;
    do {
      before = search.steps();
      arguments.shrink(search);
      sizes.shrink(search);
      values.shrink(search);
    } while (search.steps() > before && !search.isOver());
    return new Shrunk(search.smallest(), search.steps(), search.candidates());
  }
}
