package org.torchparity.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * The same calls in Java and in the NumPy of this machine. A call is a line of words, understood by
 * {@link #drawn} here and by {@code numpy_draws.py} there.
 */
class NumpyRandomAgainstPythonTest {
  private static final long[] SEEDS = {
    0, 1, 2, 42, 123, 5489, 0x7fffffffL, 0x80000000L, 0xffffffffL
  };

  /** Every width of range: 32-bit draws, the two borders, 64-bit draws, negative bounds. */
  private static final List<String> RANGES =
      List.of(
          "0 1",
          "-5 10",
          "0 256",
          "7 1000000007",
          "0 2147483648",
          "-2147483648 2147483647",
          "0 4294967295",
          "0 4294967296",
          "0 4294967297",
          "-3 1099511627776",
          "0 9223372036854775807",
          "-9223372036854775808 9223372036854775807");

  private static final Optional<NumpyProcess> FOUND = NumpyProcess.find();

  private final NumpyProcess numpy = FOUND.orElseGet(NumpyRandomAgainstPythonTest::missing);

  @TempDir Path directory;

  private static NumpyProcess missing() {
    String message = "NumpyRandom was not compared with NumPy: no python3 here can import numpy";
    if ("true".equals(System.getenv("CI"))) {
      fail(message);
    }
    return abort(message);
  }

  @Test
  void uniform_draws_are_bitwise_those_of_numpy() {
    assertSameDraws(forEachSeed("rand 2000", "uniform -2.5 3.25 1000", "uniform 1e300 -1e300 100"));
  }

  @Test
  void normal_draws_are_bitwise_those_of_numpy() {
    assertSameDraws(forEachSeed("randn 1001", "normal 1.5 0.1 501", "normal 0.0 1e-10 501"));
  }

  @Test
  void integer_draws_are_those_of_numpy_for_ranges_of_every_width() {
    List<String> calls = RANGES.stream().map(range -> "randint " + range + " 300").toList();
    assertSameDraws(forEachSeed(calls.toArray(String[]::new)));
  }

  @Test
  void permutations_are_those_of_numpy() {
    assertSameDraws(
        forEachSeed(
            "permutation 0",
            "permutation 1",
            "permutation 2000",
            "permutation_of 300 3",
            "shuffle 1000",
            "shuffle_table 100 4"));
  }

  @Test
  void draws_of_every_kind_in_any_order_leave_the_same_state_as_in_numpy() {
    Random order = new Random(20);
    List<String> calls = new ArrayList<>();
    for (int seed = 0; seed < 60; seed++) {
      calls.add("seed " + (order.nextInt() & 0xffffffffL));
      for (int i = 0; i < 40; i++) {
        calls.add(anyCall(order));
      }
    }
    assertSameDraws(calls);
  }

  private static String anyCall(Random random) {
    int n = random.nextInt(8);
    return switch (random.nextInt(9)) {
      case 0 -> "rand " + n;
      case 1 -> "uniform " + -random.nextDouble() + " " + random.nextDouble() + " " + n;
      case 2, 3 -> "randn " + n;
      case 4 -> "normal " + random.nextDouble() + " " + random.nextDouble() + " " + n;
      case 5 -> "randint " + RANGES.get(random.nextInt(RANGES.size())) + " " + n;
      case 6 -> "permutation " + n;
      case 7 -> "permutation_of " + n + " 2";
      default -> (random.nextBoolean() ? "shuffle " + n : "shuffle_table " + n + " 3");
    };
  }

  private static List<String> forEachSeed(String... calls) {
    List<String> all = new ArrayList<>();
    for (long seed : SEEDS) {
      all.add("seed " + seed);
      all.addAll(List.of(calls));
    }
    return all;
  }

  private void assertSameDraws(List<String> calls) {
    List<String> answers = numpy.answers(calls, directory);
    assertThat(answers).as("answers of %s", numpy).hasSameSizeAs(calls);
    NumpyRandom random = new NumpyRandom(0);
    String seed = "";
    for (int i = 0; i < answers.size(); i++) {
      String call = calls.get(i);
      seed = call.startsWith("seed") ? call : seed;
      String where = call + " after " + seed + ", " + numpy;
      String expected = isNormal(call) ? exactNormals(answers.get(i), where) : answers.get(i);
      assertThat(drawn(random, call)).as(where).isEqualTo(expected);
    }
  }

  private static boolean isNormal(String call) {
    return call.startsWith("randn") || call.startsWith("normal");
  }

  /**
   * Returns what NumPy draws with a correctly rounded logarithm, which must be what it did draw
   * wherever the logarithm it had from the C library was correctly rounded.
   */
  private static String exactNormals(String answer, String where) {
    String[] words = answer.isEmpty() ? new String[0] : answer.split(" ");
    List<String> exact = new ArrayList<>();
    int inexactLogs = 0;
    for (int i = 0; i < words.length; i += 3) {
      exact.add(words[i + 1]);
      if (words[i + 2].equals("1")) {
        assertThat(words[i]).as("%s, element %d", where, i / 3).isEqualTo(words[i + 1]);
      } else {
        inexactLogs++;
      }
    }
    assertThat(inexactLogs)
        .as("draws from inexact logarithms, " + where)
        .isLessThanOrEqualTo(2 + exact.size() / 100);
    return String.join(" ", exact);
  }

  private static String drawn(NumpyRandom random, String call) {
    String[] words = call.split(" ");
    int last = words.length - 1;
    Shape shape = Shape.of(words[0].equals("seed") ? 0 : Integer.parseInt(words[last]));
    return switch (words[0]) {
      case "seed" -> {
        random.seed(Long.parseLong(words[1]));
        yield "";
      }
      case "rand" -> text(random.rand(shape));
      case "uniform" ->
          text(random.uniform(Double.parseDouble(words[1]), Double.parseDouble(words[2]), shape));
      case "randn" -> text(random.randn(shape));
      case "normal" ->
          text(random.normal(Double.parseDouble(words[1]), Double.parseDouble(words[2]), shape));
      case "randint" ->
          text(random.randint(Long.parseLong(words[1]), Long.parseLong(words[2]), shape));
      case "permutation" -> text(random.permutation(shape.size(0)));
      case "permutation_of" -> text(random.permutation(table(words)));
      case "shuffle", "shuffle_table" -> {
        Tensor table = table(words);
        random.shuffle(table);
        yield text(table);
      }
      default -> throw new IllegalArgumentException(call);
    };
  }

  private static Tensor table(String[] words) {
    int[] sizes = IntStream.range(1, words.length).map(i -> Integer.parseInt(words[i])).toArray();
    Shape shape = Shape.of(sizes);
    return Tensor.of(LongStream.range(0, shape.elements()).toArray(), sizes);
  }

  private static String text(Tensor drawn) {
    if (drawn.dtype() == DType.INT64) {
      return LongStream.of(drawn.longs()).mapToObj(Long::toString).collect(Collectors.joining(" "));
    }
    return Arrays.stream(drawn.doubles())
        .mapToObj(x -> String.format(Locale.ROOT, "%016x", Double.doubleToRawLongBits(x)))
        .collect(Collectors.joining(" "));
  }
}
