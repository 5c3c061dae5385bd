package org.torchparity.shrink;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.torchparity.fixtures.Case;

/** The smallest case so far, and the candidates to take its place, until the time is up. */
final class Search {
  private final Predicate<Case> fails;
  private final long start = System.nanoTime();
  private final long limit;
  private Case smallest;
  private Complexity complexity;
  private int candidates;
  private int steps;

  Search(Case first, Predicate<Case> fails, Duration limit) {
    this.smallest = first;
    this.complexity = Complexity.of(first);
    this.fails = fails;
    this.limit = limit.toNanos();
  }

  Case smallest() {
    return smallest;
  }

  /** How many candidates were run. */
  int candidates() {
    return candidates;
  }

  /** How many candidates were taken. */
  int steps() {
    return steps;
  }

  boolean isOver() {
    return System.nanoTime() - start >= limit;
  }

  /** Takes a candidate if it is simpler and still fails, and says whether it did. */
  boolean offer(Case candidate) {
    Complexity its = Complexity.of(candidate);
    if (isOver() || its.compareTo(complexity) >= 0) {
      return false;
    }
    candidates++;
    if (!stillFails(candidate)) {
      return false;
    }
    steps++;
    smallest = candidate;
    complexity = its;
    return true;
  }

  /** Takes the first of some candidates that will do, and says whether one did. */
  boolean offerAny(List<Case> some) {
    for (Case candidate : some) {
      if (offer(candidate)) {
        return true;
      }
    }
    return false;
  }

  /** A candidate that something cannot even run, in whatever way, is none. */
  private boolean stillFails(Case candidate) {
    try {
      return fails.test(candidate);
    } catch (RuntimeException notACase) {
      return false;
    }
  }
}
