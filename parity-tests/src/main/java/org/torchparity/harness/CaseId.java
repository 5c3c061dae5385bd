package org.torchparity.harness;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torchparity.fixtures.Case;

/** What the names of cases tell: those of the catalogue end in {@code /mode/dtype/seed}. */
final class CaseId {
  private static final Pattern DRAWN =
      Pattern.compile("(.+)/(?:train|eval)/(?:float32|float64)/(-?\\d{1,18})");

  private CaseId() {}

  /** The sample a case was drawn from; a case of another's making is its own sample. */
  static String sample(Case c) {
    Matcher drawn = DRAWN.matcher(c.id());
    return drawn.matches() ? drawn.group(1) : c.id();
  }

  /** The seed a case was drawn from, or else the one forward draws from, if there is one. */
  static OptionalLong seed(Case c) {
    Matcher drawn = DRAWN.matcher(c.id());
    return drawn.matches() ? OptionalLong.of(Long.parseLong(drawn.group(2))) : c.seed();
  }
}
