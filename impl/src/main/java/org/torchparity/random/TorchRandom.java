package org.torchparity.random;

import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Torch's CPU generator: the same numbers, after the same seed and the same calls, as libtorch
 * draws.
 *
 * <pre>{@code
 * TorchRandom random = new TorchRandom(0); // torch.manual_seed(0)
 * Tensor x = random.rand(DType.FLOAT32, Shape.of(2, 3));
 * Tensor order = random.randperm(10);
 * }</pre>
 *
 * <p>A Mersenne Twister gives 32 bits a step. All methods share its state, and tensors are filled
 * in row-major order; a tensor without elements draws nothing. Not for several threads.
 *
 * <p>Every draw is the same on every JVM and processor.
 *
 * <p><b>Differences from ATen.</b> Uniform, Bernoulli and integer draws, permutations and float32
 * normal draws of 16 elements or more agree in every bit with libtorch 2.10 for x86-64 on a
 * processor with AVX2 and FMA. All others take logarithm, sine, cosine and exponential of the C
 * library in float64 there. Against glibc 2.36 one float64 normal in 600 and one exponential in
 * 1,500 differ by at most 3 ulp, one log-normal in 10 by at most 4; rounded to float32 none of 20
 * million did.
 *
 * <p>Source: ATen 2.10, {@code CPUGeneratorImpl.cpp}, {@code core/DistributionsHelper.h}, {@code
 * core/TransformationHelper.h}, {@code native/cpu/DistributionTemplates.h}, {@code
 * native/TensorFactories.cpp}.
 */
public final class TorchRandom {
  /** Integer ranges from this size on take 64 bits a number instead of 32. */
  private static final long WIDE_RANGE = 1L << 28;

  /** Permutations from this size on take 64 bits a number instead of 32: (2³² − 1) / 20. */
  private static final int WIDE_PERMUTATION = 214_748_364;

  private static final int FLOAT_BITS = 24;
  private static final int DOUBLE_BITS = 53;

  /** The seed of a torch that was given none. */
  private static final long DEFAULT_SEED = 67_280_421_310_721L;

  private static final ThreadLocal<TorchRandom> DEFAULT =
      ThreadLocal.withInitial(() -> new TorchRandom(DEFAULT_SEED));

  private final Mt19937 generator;
  private final double[] sinCos = new double[2];
  private double spareNormal;
  private boolean hasSpareNormal;

  /** Makes a generator in the state after {@code torch.manual_seed(seed)}. */
  public TorchRandom(long seed) {
    generator = new Mt19937((int) seed);
  }

  /**
   * The generator that layers draw from where they are given no other: {@code
   * TorchRandom.defaultGenerator().manualSeed(0)} is {@code torch.manual_seed(0)}. Each thread has
   * its own, so that what a thread draws depends on nothing but its own calls.
   */
  public static TorchRandom defaultGenerator() {
    return DEFAULT.get();
  }

  /** Starts anew, as {@code torch.manual_seed(seed)} does; only the low 32 bits of a seed count. */
  public void manualSeed(long seed) {
    generator.seed((int) seed);
    hasSpareNormal = false;
  }

  /** Draws 32 bits. */
  public int random() {
    return generator.nextInt();
  }

  /** Draws 64 bits, the upper half first. */
  public long random64() {
    long upper = random();
    return upper << 32 | Integer.toUnsignedLong(random());
  }

  /** Draws a float32 uniform in [0, 1), from 24 bits. */
  private float unitFloat() {
    return (random() & ((1 << FLOAT_BITS) - 1)) * 0x1p-24f;
  }

  /** Draws a float64 uniform in [0, 1), from 53 bits. */
  private double unitDouble() {
    return (random64() & ((1L << DOUBLE_BITS) - 1)) * 0x1p-53;
  }

  /**
   * Draws one float64 uniform in [from, to), as RReLU does for each slope. Product and sum are two
   * roundings here; tensors are filled by kernels that make them one, and may differ in the last
   * bit.
   */
  public double uniform(double from, double to) {
    return unitDouble() * (to - from) + from;
  }

  /**
   * Draws one number from a normal distribution, as tensors of fewer than 16 elements do. Numbers
   * are made in pairs; the second of a pair is kept for the next such draw.
   */
  public double normal(double mean, double std) {
    return Math.fma(standardNormal(), std, mean);
  }

  private double standardNormal() {
    if (hasSpareNormal) {
      hasSpareNormal = false;
      return spareNormal;
    }
    double u1 = unitDouble();
    double u2 = unitDouble();
    double radius = Math.sqrt(-2 * StrictMath.log1p(-u2));
    ExactSinCos.sinCos(2 * Math.PI * u1, sinCos);
    spareNormal = radius * sinCos[0];
    hasSpareNormal = true;
    return radius * sinCos[1];
  }

  /** Draws numbers uniform in [0, 1): {@code torch.rand}. */
  public Tensor rand(DType dtype, Shape shape) {
    return uniform(dtype, shape, 0, 1);
  }

  /**
   * Draws numbers uniform in [from, to): {@code Tensor.uniform_}.
   *
   * @throws IllegalArgumentException if {@code dtype} is int64, {@code from > to}, or a bound or
   *     their difference is not finite in {@code dtype}
   */
  public Tensor uniform(DType dtype, Shape shape, double from, double to) {
    requireFloatingPoint("uniform_", dtype);
    boolean isFloat = dtype == DType.FLOAT32;
    double range = isFloat ? (float) to - (float) from : to - from;
    require(
        from <= to,
        "uniform_ expects to return a [from, to) range, but found from=%s > to=%s",
        from,
        to);
    require(
        Double.isFinite(range),
        "uniform_ expects from, to and to-from to be finite in %s, but found from=%s and to=%s",
        dtype.torchName(),
        from,
        to);
    if (isFloat) {
      float[] drawn = new float[shape.elements()];
      fillUniform(drawn, 0, (float) from, (float) to);
      return Tensor.of(drawn, shape.toArray());
    }
    double[] drawn = new double[shape.elements()];
    fillUniform(drawn, 0, from, to);
    return Tensor.of(drawn, shape.toArray());
  }

  private void fillUniform(float[] data, int start, float from, float to) {
    for (int i = start; i < data.length; i++) {
      data[i] = Math.fma(unitFloat(), to - from, from);
    }
  }

  private void fillUniform(double[] data, int start, double from, double to) {
    for (int i = start; i < data.length; i++) {
      data[i] = Math.fma(unitDouble(), to - from, from);
    }
  }

  /** Draws numbers from the standard normal distribution: {@code torch.randn}. */
  public Tensor randn(DType dtype, Shape shape) {
    return normal(dtype, shape, 0, 1);
  }

  /**
   * Draws numbers from a normal distribution: {@code Tensor.normal_}.
   *
   * <p>Fewer than 16 numbers are drawn one by one. Otherwise all elements are drawn uniform, then
   * made normal in blocks of 16; where elements are left over, the last 16 are all drawn anew.
   *
   * @throws IllegalArgumentException if {@code dtype} is int64, or {@code std} is negative or NaN
   */
  public Tensor normal(DType dtype, Shape shape, double mean, double std) {
    requireFloatingPoint("normal_", dtype);
    require(std >= 0, "normal expects std >= 0.0, but found std %s", std);
    int length = shape.elements();
    if (length < BoxMuller.BLOCK) {
      return draw(dtype, shape, () -> normal(mean, std));
    }
    int whole = length - length % BoxMuller.BLOCK;
    int last = length - BoxMuller.BLOCK;
    if (dtype == DType.FLOAT32) {
      float[] drawn = new float[length];
      fillUniform(drawn, 0, 0, 1);
      for (int block = 0; block < whole; block += BoxMuller.BLOCK) {
        BoxMuller.transform(drawn, block, (float) mean, (float) std);
      }
      if (whole < length) {
        fillUniform(drawn, last, 0, 1);
        BoxMuller.transform(drawn, last, (float) mean, (float) std);
      }
      return Tensor.of(drawn, shape.toArray());
    }
    double[] drawn = new double[length];
    fillUniform(drawn, 0, 0, 1);
    for (int block = 0; block < whole; block += BoxMuller.BLOCK) {
      BoxMuller.transform(drawn, block, mean, std);
    }
    if (whole < length) {
      fillUniform(drawn, last, 0, 1);
      BoxMuller.transform(drawn, last, mean, std);
    }
    return Tensor.of(drawn, shape.toArray());
  }

  /**
   * Draws ones with probability {@code p}, else zeros: {@code Tensor.bernoulli_(p)}, the mask of
   * torch's dropout layers.
   *
   * @throws IllegalArgumentException if {@code p} is not in [0, 1]
   */
  public Tensor bernoulli(DType dtype, Shape shape, double p) {
    require(p >= 0 && p <= 1, "bernoulli_ expects p to be in [0, 1], but got p=%s", p);
    return draw(dtype, shape, () -> unitDouble() < p ? 1 : 0);
  }

  /**
   * Draws ones, each with its own probability, else zeros: {@code torch.bernoulli(p)}. Type and
   * shape are those of {@code p}; for float32 a draw takes 24 bits, for float64 53.
   *
   * @throws IllegalArgumentException if {@code p} is int64, or an element is not in [0, 1]
   */
  public Tensor bernoulli(Tensor p) {
    requireFloatingPoint("bernoulli", p.dtype());
    int[] position = {0};
    return draw(
        p.dtype(),
        p.shape(),
        () -> {
          int index = position[0]++;
          double probability = p.get(index);
          if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                "bernoulli expects p to be in [0, 1], but got p=" + probability + " at " + index);
          }
          double unit = p.dtype() == DType.FLOAT32 ? unitFloat() : unitDouble();
          return unit < probability ? 1 : 0;
        });
  }

  /**
   * Draws integers uniform in [low, high): {@code torch.randint}, {@code Tensor.random_(low,
   * high)}.
   *
   * @throws IllegalArgumentException if {@code low >= high}
   */
  public Tensor randint(Shape shape, long low, long high) {
    require(
        low < high,
        "random_ expects 'from' to be less than 'to', but got from=%s >= to=%s",
        low,
        high);
    long range = high - low; // unsigned
    return drawLongs(
        shape,
        Long.compareUnsigned(range, WIDE_RANGE) >= 0
            ? () -> Long.remainderUnsigned(random64(), range) + low
            : () -> Integer.toUnsignedLong(random()) % range + low);
  }

  /**
   * Draws integers over the whole range that {@code dtype} holds without rounding: {@code
   * Tensor.random_()}; up to 2²⁴ for float32, 2⁵³ for float64, 2⁶³ − 1 for int64.
   */
  public Tensor random(DType dtype, Shape shape) {
    return switch (dtype) {
      case FLOAT32 ->
          draw(dtype, shape, () -> Integer.toUnsignedLong(random()) % ((1L << FLOAT_BITS) + 1));
      case FLOAT64 ->
          draw(dtype, shape, () -> Long.remainderUnsigned(random64(), (1L << DOUBLE_BITS) + 1));
      case INT64 -> drawLongs(shape, () -> random64() & Long.MAX_VALUE);
    };
  }

  /**
   * Returns 0, …, n − 1 in random order, int64: {@code torch.randperm}.
   *
   * @throws IllegalArgumentException if {@code n} is negative
   */
  public Tensor randperm(int n) {
    require(n >= 0, "n must be non-negative, got %s", n);
    long[] order = new long[n];
    if (n < WIDE_PERMUTATION) {
      for (int i = 0; i < n; i++) {
        order[i] = i;
      }
      for (int i = 0; i < n - 1; i++) {
        int other = i + Integer.remainderUnsigned(random(), n - i);
        long exchanged = order[i];
        order[i] = order[other];
        order[other] = exchanged;
      }
    } else {
      // Fisher and Yates's shuffle from the inside out: place i where any of 0, …, i may stand.
      for (int i = 0; i < n; i++) {
        int other = (int) Long.remainderUnsigned(random64(), i + 1L);
        order[i] = order[other];
        order[other] = i;
      }
    }
    return Tensor.of(order, n);
  }

  /**
   * Draws numbers from the exponential distribution with density λ exp(−λx): {@code
   * Tensor.exponential_}.
   *
   * @throws IllegalArgumentException if {@code dtype} is int64, or {@code lambda} is not positive
   */
  public Tensor exponential(DType dtype, Shape shape, double lambda) {
    requireFloatingPoint("exponential_", dtype);
    require(lambda > 0, "exponential_ expects lambda > 0.0, but found lambda=%s", lambda);
    return draw(dtype, shape, () -> -1 / lambda * StrictMath.log1p(-unitDouble()));
  }

  /**
   * Draws numbers whose logarithm has the given mean and standard deviation: {@code
   * Tensor.log_normal_}.
   *
   * @throws IllegalArgumentException if {@code dtype} is int64, or {@code std} is not positive
   */
  public Tensor logNormal(DType dtype, Shape shape, double mean, double std) {
    requireFloatingPoint("log_normal_", dtype);
    require(std > 0, "log_normal_ expects std > 0.0, but found std=%s", std);
    return draw(dtype, shape, () -> StrictMath.exp(normal(mean, std)));
  }

  /** Fills a tensor element by element. */
  private static Tensor draw(DType dtype, Shape shape, DoubleSupplier next) {
    double[] drawn = new double[shape.elements()];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = next.getAsDouble();
    }
    return Tensor.ofDoubles(dtype, shape, drawn);
  }

  private static Tensor drawLongs(Shape shape, LongSupplier next) {
    long[] drawn = new long[shape.elements()];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = next.getAsLong();
    }
    return Tensor.of(drawn, shape.toArray());
  }

  private static void requireFloatingPoint(String method, DType dtype) {
    require(
        dtype.isFloatingPoint(),
        "%s expects a floating-point dtype, but got %s",
        method,
        dtype.torchName());
  }

  private static void require(boolean holds, String message, Object... figures) {
    if (!holds) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, message, figures));
    }
  }
}
