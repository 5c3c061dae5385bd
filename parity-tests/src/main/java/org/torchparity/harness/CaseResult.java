package org.torchparity.harness;

import org.jspecify.annotations.Nullable;
import org.torchparity.compare.Verdict;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Fixture;

/**
 * What came of a case.
 *
 * @param c the case
 * @param verdict on it
 * @param rerun arguments of {@code torchparity} that run just this case again
 * @param recording the case with what the reference observed, null where it refused; empty where it
 *     died
 */
public record CaseResult(Case c, Verdict verdict, String rerun, @Nullable Fixture recording) {}
