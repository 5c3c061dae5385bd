package org.torchparity.bench;

import java.util.Locale;

/**
 * One figure of the table: a row in a dtype, a pass and a number of threads.
 *
 * @param row its name
 * @param dtype torch's name
 * @param pass what was timed
 * @param threads of either side
 * @param java times in milliseconds
 * @param libtorch times in milliseconds
 * @param unit of the rate
 * @param rate Java's, by its median time
 * @param share of the machine's own peak in that unit
 */
public record Measurement(
    String row,
    String dtype,
    BenchPass pass,
    int threads,
    Quartiles java,
    Quartiles libtorch,
    Unit unit,
    double rate,
    double share) {

  /** What a rate is in. */
  public enum Unit {
    /** 10⁹ floating-point operations a second. */
    GFLOPS,
    /** 10⁹ bytes a second. */
    GBYTES_PER_S
  }

  /** Java's median by libtorch's: below one Java is faster. */
  public double ratio() {
    return java.median() / libtorch.median();
  }

  /** One line, from which {@link #parse} makes an equal measurement. */
  public String line() {
    return String.join(
        "\t",
        row,
        dtype,
        pass.key(),
        Integer.toString(threads),
        text(java),
        text(libtorch),
        unit.name(),
        Double.toString(rate),
        Double.toString(share));
  }

  private static String text(Quartiles q) {
    return q.first() + "\t" + q.median() + "\t" + q.third();
  }

  /**
   * Reads a {@link #line}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Measurement parse(String line) {
    String[] part = line.split("\t", -1);
    if (part.length != 13) {
      throw new IllegalArgumentException("expected 13 fields, but got " + part.length);
    }
    return new Measurement(
        part[0],
        part[1],
        BenchPass.ofKey(part[2]),
        Integer.parseInt(part[3]),
        quartiles(part, 4),
        quartiles(part, 7),
        Unit.valueOf(part[10].toUpperCase(Locale.ROOT)),
        Double.parseDouble(part[11]),
        Double.parseDouble(part[12]));
  }

  private static Quartiles quartiles(String[] part, int at) {
    return new Quartiles(
        Double.parseDouble(part[at]),
        Double.parseDouble(part[at + 1]),
        Double.parseDouble(part[at + 2]));
  }
}
