package org.torchparity.gradcheck;

import java.util.ArrayList;
import java.util.List;
import org.torchparity.gradcheck.Objective.Change;

/**
 * Derivatives at a point from one first step: the central one, and those from the left and from the
 * right, all from the same values.
 *
 * <p>A repeated reading averages each row of its tableaux over nearby cases and over steps {@code
 * s·h}, with the same factors s in every row. A mean of {@code q(s·h)} is a series in the same
 * powers of h as q, so it extrapolates as one quotient does; the noise falls with the root of the
 * number of repetitions. It is the nearby cases that make the noise independent: the sum of a
 * stepped and a resting number rounds alike at every step of one binade.
 */
final class Reading {
  private static final int ROWS = 8;

  /** Repetitions shorten their steps by less than this share. */
  private static final double SHORTENING = 0.3;

  private final List<Element> elements = new ArrayList<>();
  private final double firstStep;
  private final Tableau central = Tableau.ofCentralQuotients();
  private final Tableau left = Tableau.ofOneSidedQuotients();
  private final Tableau right = Tableau.ofOneSidedQuotients();

  /** Reads, until the central derivative's relative error is {@code enough} or steps run out. */
  Reading(Element element, double firstStep, int repetitions, double enough) {
    this.firstStep = firstStep;
    elements.add(element);
    for (int i = 1; i < repetitions; i++) {
      elements.add(element.nearby(i));
    }
    double step = firstStep;
    for (int row = 0; row < ROWS && !isWithin(enough); row++) {
      addRow(step);
      step /= Tableau.SHRINK;
    }
  }

  private void addRow(double step) {
    double both = 0;
    double fromLeft = 0;
    double fromRight = 0;
    double noise = 0;
    int repetitions = elements.size();
    for (int i = 0; i < repetitions; i++) {
      double shortened = step * (1 - SHORTENING * i / repetitions);
      Element element = elements.get(i);
      double x = element.value();
      // What x ± h rounds to, so that the quotients divide by the step that was taken.
      double above = x + shortened;
      double below = x - shortened;
      Change up = element.at(above);
      Change down = element.at(below);
      both += (up.value() - down.value()) / (above - below);
      fromRight += up.value() / (above - x);
      fromLeft += down.value() / (below - x);
      noise += (up.noise() + down.noise()) / (above - below);
    }
    double averagedNoise = noise / repetitions / Math.sqrt(repetitions);
    central.add(both / repetitions, averagedNoise);
    // One-sided, the undisturbed output's noise counts too; in the central quotient it cancels.
    right.add(fromRight / repetitions, 2 * averagedNoise);
    left.add(fromLeft / repetitions, 2 * averagedNoise);
  }

  double firstStep() {
    return firstStep;
  }

  /** The central derivative. */
  double value() {
    return central.value();
  }

  /** The central derivative's estimated error. */
  double error() {
    return central.error();
  }

  /** Whether the relative error is at most that. */
  boolean isWithin(double relativeError) {
    return central.error() <= relativeError * Math.abs(central.value());
  }

  /** Whether noise, not the extrapolation, is most of the error. */
  boolean isLimitedByNoise() {
    return central.noise() > central.error() / 10;
  }

  /** Whether the derivatives from both sides agree within their errors and a relative one. */
  boolean isSmooth(double relativeError) {
    double greater = Math.max(Math.abs(left.value()), Math.abs(right.value()));
    double allowed = left.error() + right.error() + relativeError * greater;
    return !(Math.abs(right.value() - left.value()) > allowed);
  }
}
