package org.torchparity.junit;

import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.torchparity.compare.Tolerance;
import org.torchparity.harness.SeedRange;
import org.torchparity.tensor.DType;

/** What cases are made in, and how far values may lie apart; null where nothing is said. */
record Settings(
    @Nullable List<DType> dtypes,
    @Nullable SeedRange seeds,
    @Nullable Integer samples,
    @Nullable Double atol,
    @Nullable Double rtol) {
  static final Settings NONE = new Settings(null, null, null, null, null);

  Settings {
    if (dtypes != null && (dtypes.isEmpty() || dtypes.contains(DType.INT64))) {
      throw new IllegalArgumentException("expected float32, float64 or both, but got " + dtypes);
    }
    if (samples != null && samples < 1) {
      throw new IllegalArgumentException("expected at least 1 sample, but got " + samples);
    }
    for (Double part : Arrays.asList(atol, rtol)) {
      if (part != null && !(part >= 0 && Double.isFinite(part))) {
        throw new IllegalArgumentException(
            "a tolerance is finite and not negative, but got " + part);
      }
    }
  }

  /** What an annotation says. */
  static Settings of(ParitySettings said) {
    return new Settings(
        said.dtypes().length == 0 ? null : List.of(said.dtypes()),
        said.seeds().isEmpty() ? null : SeedRange.parse(said.seeds()),
        said.samples() == Integer.MAX_VALUE ? null : said.samples(),
        Double.isNaN(said.atol()) ? null : said.atol(),
        Double.isNaN(said.rtol()) ? null : said.rtol());
  }

  /**
   * What {@code -Dtorchparity.dtype}, {@code seed}, {@code samples}, {@code atol} and {@code rtol}
   * say.
   *
   * @throws IllegalArgumentException if a value is none, naming the property
   */
  static Settings of(Properties said) {
    return read(said, "dtype", text -> NONE.withDtypes(dtypes(text)))
        .or(read(said, "seed", text -> NONE.withSeeds(SeedRange.parse(text))))
        .or(read(said, "samples", text -> NONE.withSamples(Integer.parseInt(text))))
        .or(read(said, "atol", text -> NONE.withTolerance(Double.valueOf(text), null)))
        .or(read(said, "rtol", text -> NONE.withTolerance(null, Double.valueOf(text))));
  }

  private static Settings read(Properties said, String name, Function<String, Settings> parser) {
    String text = said.getProperty("torchparity." + name, "");
    try {
      return text.isEmpty() ? NONE : parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "-Dtorchparity." + name + "=" + text + ": " + e.getMessage(), e);
    }
  }

  private static List<DType> dtypes(String names) {
    return Arrays.stream(names.split(",", -1)).map(DType::ofTorchName).distinct().toList();
  }

  /** Returns these settings, with others where these say nothing. */
  Settings or(Settings others) {
    return new Settings(
        first(dtypes, others.dtypes),
        first(seeds, others.seeds),
        first(samples, others.samples),
        first(atol, others.atol),
        first(rtol, others.rtol));
  }

  private static <T> @Nullable T first(@Nullable T one, @Nullable T other) {
    return one == null ? other : one;
  }

  Settings withDtypes(List<DType> changed) {
    return new Settings(changed, seeds, samples, atol, rtol);
  }

  Settings withSeeds(SeedRange changed) {
    return new Settings(dtypes, changed, samples, atol, rtol);
  }

  Settings withSamples(int changed) {
    return new Settings(dtypes, seeds, changed, atol, rtol);
  }

  Settings withTolerance(@Nullable Double newAtol, @Nullable Double newRtol) {
    return new Settings(dtypes, seeds, samples, newAtol, newRtol);
  }

  /** The dtypes; float32, torch's own default, where nothing is said. */
  List<DType> dtypesOrDefault() {
    return dtypes == null ? List.of(DType.FLOAT32) : dtypes;
  }

  /** The seeds; 0 where nothing is said. */
  SeedRange seedsOrDefault() {
    return seeds == null ? new SeedRange(0, 0) : seeds;
  }

  /** The greatest number of samples. */
  int samplesOrAll() {
    return samples == null ? Integer.MAX_VALUE : samples;
  }

  /** {@link Tolerance#standard} with the parts given in the place of its own. */
  Tolerance tolerance(DType dtype) {
    Tolerance standard = Tolerance.standard(dtype);
    return dtype.isFloatingPoint()
        ? Tolerance.of(atol == null ? standard.atol() : atol, rtol == null ? standard.rtol() : rtol)
        : standard;
  }
}
