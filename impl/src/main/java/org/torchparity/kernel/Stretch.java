package org.torchparity.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * Positions of an output that follow each other, as few rectangles where {@link Phases} lays out
 * what they see.
 *
 * @param begin the first position
 * @param length how many
 * @param runs the rectangles, in order
 */
record Stretch(int begin, int length, List<Run> runs) {

  /**
   * A rectangle.
   *
   * @param position where it begins among the phases
   * @param at where it begins in the stretch
   * @param lines its lines
   * @param width positions of a line
   */
  record Run(int position, int at, int lines, int width) {}

  /**
   * Cuts positions into stretches.
   *
   * @param most positions of a stretch, at most
   * @param plane positions of a plane
   * @param across positions of a line of the output
   * @param line positions that lie next to each other among the phases, too
   */
  static List<Stretch> all(
      Phases phases, int positions, int most, int plane, int across, int line) {
    List<Stretch> stretches = new ArrayList<>();
    for (int begin = 0; begin < positions; begin += most) {
      int end = Math.min(positions, begin + most);
      List<Run> runs = new ArrayList<>();
      int q = begin;
      while (q < end) {
        int column = q % line;
        boolean whole = column == 0 && end - q >= line;
        int lines = whole ? Math.min((plane - q % plane) / line, (end - q) / line) : 1;
        int width = whole ? line : Math.min(end - q, line - column);
        runs.add(new Run(phases.position(q, across), q - begin, lines, width));
        q += lines * width;
      }
      stretches.add(new Stretch(begin, end - begin, runs));
    }
    return stretches;
  }

  /** Its positions behind each other. */
  List<Run> whole() {
    return List.of(new Run(0, 0, 1, length));
  }
}
