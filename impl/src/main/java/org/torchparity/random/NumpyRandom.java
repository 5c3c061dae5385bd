package org.torchparity.random;

import java.util.stream.IntStream;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * NumPy's {@code np.random} of old, {@code RandomState}: the same numbers, bit for bit, after the
 * same seed and the same calls.
 *
 * <pre>{@code
 * NumpyRandom random = new NumpyRandom(123);
 * Tensor x = random.rand(2, 10); // [[0.69646919, 0.28613933, …
 * }</pre>
 *
 * <p>Floating-point draws are float64, integer draws int64, both in row-major order. All methods
 * share one state, and it is not for several threads.
 *
 * <p><b>Differences from NumPy.</b> NumPy's normal draws take the logarithm of the C library, which
 * need not be rounded correctly; here it is. With glibc 2.36 one normal draw in about 2,000
 * differs, in its last bits. NumPy's builds for processors where C compilers fuse {@code a * b + c}
 * into one rounding (not x86-64) may differ in the last bit of uniform and normal draws.
 *
 * <p>Source: NumPy 1.24, {@code numpy/random/mtrand.pyx}, {@code
 * src/legacy/legacy-distributions.c}, {@code src/distributions/distributions.c}.
 */
public final class NumpyRandom {
  private static final long MAX_UINT32 = 0xffffffffL;

  private final Mt19937 generator;
  private double spareGauss;
  private boolean hasSpareGauss;

  /**
   * Makes a generator as {@code np.random.RandomState(seed)} does.
   *
   * @throws IllegalArgumentException if {@code seed} is not in [0, 2³²)
   */
  public NumpyRandom(long seed) {
    generator = new Mt19937(checked(seed));
  }

  /**
   * Starts anew, as {@code np.random.seed(seed)} does.
   *
   * @throws IllegalArgumentException if {@code seed} is not in [0, 2³²)
   */
  public void seed(long seed) {
    generator.seed(checked(seed));
    hasSpareGauss = false;
  }

  private static int checked(long seed) {
    if (seed < 0 || seed > MAX_UINT32) {
      throw new IllegalArgumentException("Seed must be between 0 and 2**32 - 1, but got " + seed);
    }
    return (int) seed;
  }

  /** Draws a number uniform in [0, 1), a multiple of 2⁻⁵³. */
  public double rand() {
    // Two 32-bit draws give the upper 27 and the lower 26 of 53 bits.
    int upper = generator.nextInt() >>> 5;
    int lower = generator.nextInt() >>> 6;
    return (upper * 0x1p26 + lower) / 0x1p53;
  }

  /** Draws numbers uniform in [0, 1); also NumPy's {@code random_sample}. */
  public Tensor rand(Shape shape) {
    double[] drawn = new double[shape.elements()];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = rand();
    }
    return Tensor.ofDoubles(DType.FLOAT64, shape, drawn);
  }

  /** Draws numbers uniform in [0, 1). */
  public Tensor rand(int... shape) {
    return rand(Shape.of(shape));
  }

  /**
   * Draws numbers uniform in [low, high): {@code low + (high - low) * rand()}.
   *
   * @throws IllegalArgumentException if {@code high - low} is not finite
   */
  public Tensor uniform(double low, double high, Shape shape) {
    double range = high - low;
    if (!Double.isFinite(range)) {
      throw new IllegalArgumentException(
          "Range exceeds valid bounds: high - low is "
              + range
              + " for ["
              + low
              + ", "
              + high
              + ")");
    }
    double[] drawn = new double[shape.elements()];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = low + range * rand();
    }
    return Tensor.ofDoubles(DType.FLOAT64, shape, drawn);
  }

  /** Draws a number from the standard normal distribution. */
  public double randn() {
    if (hasSpareGauss) {
      hasSpareGauss = false;
      return spareGauss;
    }
    // Marsaglia's polar method: (x₁, x₂) uniform in the unit disc, r² = x₁² + x₂²;
    // xᵢ · √(−2 ln r² / r²) are two independent normals. The second is given first.
    double x1;
    double x2;
    double squaredRadius;
    do {
      x1 = 2 * rand() - 1;
      x2 = 2 * rand() - 1;
      squaredRadius = x1 * x1 + x2 * x2;
    } while (squaredRadius >= 1 || squaredRadius == 0);
    double factor = Math.sqrt(-2 * ExactLog.log(squaredRadius) / squaredRadius);
    spareGauss = factor * x1;
    hasSpareGauss = true;
    return factor * x2;
  }

  /** Draws numbers from the standard normal distribution. */
  public Tensor randn(Shape shape) {
    double[] drawn = new double[shape.elements()];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = randn();
    }
    return Tensor.ofDoubles(DType.FLOAT64, shape, drawn);
  }

  /** Draws numbers from the standard normal distribution. */
  public Tensor randn(int... shape) {
    return randn(Shape.of(shape));
  }

  /**
   * Draws numbers from a normal distribution: {@code loc + scale * randn()}.
   *
   * @throws IllegalArgumentException if {@code scale} has a minus sign, −0.0 included
   */
  public Tensor normal(double loc, double scale, Shape shape) {
    if (Math.copySign(1, scale) < 0 && !Double.isNaN(scale)) {
      throw new IllegalArgumentException("scale < 0: got " + scale);
    }
    double[] drawn = new double[shape.elements()];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = loc + scale * randn();
    }
    return Tensor.ofDoubles(DType.FLOAT64, shape, drawn);
  }

  /**
   * Draws integers uniform in [low, high), as {@code np.random.randint(low, high, shape)} does
   * where NumPy's default integer is int64.
   *
   * @throws IllegalArgumentException if {@code low >= high}
   */
  public Tensor randint(long low, long high, Shape shape) {
    if (low >= high) {
      throw new IllegalArgumentException("low >= high: got [" + low + ", " + high + ")");
    }
    long greatest = high - 1 - low; // unsigned
    long[] drawn = new long[shape.elements()];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = low + interval(greatest);
    }
    return Tensor.of(drawn, shape.toArray());
  }

  /**
   * Draws an integer uniform in [0, greatest], all unsigned: as many bits as {@code greatest} has,
   * again and again until they do not exceed it. Nothing is drawn for 0.
   */
  private long interval(long greatest) {
    if (greatest == 0) {
      return 0;
    }
    long mask = -1L >>> Long.numberOfLeadingZeros(greatest);
    boolean fitsIn32Bits = Long.compareUnsigned(greatest, MAX_UINT32) <= 0;
    long drawn;
    do {
      drawn = (fitsIn32Bits ? generator.nextInt() : nextLong()) & mask;
    } while (Long.compareUnsigned(drawn, greatest) > 0);
    return drawn;
  }

  private long nextLong() {
    long upper = generator.nextInt();
    return upper << 32 | Integer.toUnsignedLong(generator.nextInt());
  }

  /**
   * Returns 0, …, n − 1 in random order, int64.
   *
   * @throws IllegalArgumentException if {@code n} is negative
   */
  public Tensor permutation(int n) {
    Shape shape = Shape.of(n);
    return Tensor.of(IntStream.of(order(n)).asLongStream().toArray(), shape.toArray());
  }

  /**
   * Returns a copy with the slices along the first axis in random order.
   *
   * @throws IllegalArgumentException if {@code array} has no axes
   */
  public Tensor permutation(Tensor array) {
    Tensor shuffled = array.copy();
    shuffle(shuffled);
    return shuffled;
  }

  /**
   * Puts the slices along the first axis into random order, in the tensor itself: for a tensor that
   * nobody else holds yet.
   *
   * @throws IllegalArgumentException if {@code array} has no axes
   */
  public void shuffle(Tensor array) {
    if (array.rank() == 0) {
      throw new IllegalArgumentException("a tensor without axes cannot be shuffled");
    }
    int[] order = order(array.size(0));
    int slice = array.shape().elements(1, array.rank());
    Tensor before = array.copy();
    for (int to = 0; to < order.length; to++) {
      System.arraycopy(elements(before), order[to] * slice, elements(array), to * slice, slice);
    }
  }

  private static Object elements(Tensor tensor) {
    return switch (tensor.dtype()) {
      case FLOAT32 -> tensor.floats();
      case FLOAT64 -> tensor.doubles();
      case INT64 -> tensor.longs();
    };
  }

  /** Returns a random order of n things, by Fisher and Yates's exchanges from the last down. */
  private int[] order(int n) {
    int[] order = IntStream.range(0, n).toArray();
    for (int i = n - 1; i > 0; i--) {
      int j = (int) interval(i);
      int exchanged = order[i];
      order[i] = order[j];
      order[j] = exchanged;
    }
    return order;
  }
}
