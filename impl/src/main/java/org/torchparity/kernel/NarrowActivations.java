package org.torchparity.kernel;

/**
 * The most used activations in float32 arithmetic, for one element. Each is within 3.1 units in the
 * last place, a gradient within 5.5 of the greatest of its terms (Tanhshrink 3.4 and 5.9); GELU is
 * as far off as an error of 4·2⁻²⁴ in Φ(x), where libtorch's makes 5.5·2⁻²⁴. {@link
 * VectorNarrowActivations} has the same operations in the same order, so both give the same bits.
 *
 * <p>e = exp(−|x|) comes in units of 2⁻⁶⁴, see {@link Decay}, and so do products with it until the
 * last operation: what is denormal is rounded once.
 */
final class NarrowActivations {
  static final float DENSITY_AT_ZERO = 0.398942280f;
  static final float SOFTPLUS_THRESHOLD = 20;

  /** At it and beyond, {@link Decay#gaussian} is 0, far below the least of float32. */
  static final float OUTERMOST = 16.26f;

  // (atanh(s)/s − 1)/s² in s² where 0 ≤ s ≤ 1/3.
  static final float A0 = 0.33333334f;
  static final float A1 = 0.19999853f;
  static final float A2 = 0.14296179f;
  static final float A3 = 0.10853288f;
  static final float A4 = 0.11612165f;

  /** At it and beyond, the quotient for {@link Activation#GELU} is exactly 0 and 2. */
  static final float SATURATED = 5.30011f;

  // 2·Φ(x) − 1 = x·P(x²)/Q(x²) where |x| ≤ SATURATED, to 2⁻²⁶.
  static final float P0 = 0.79788452f;
  static final float P1 = 0.065285541f;
  static final float P2 = 9.2196641e-3f;
  static final float P3 = 3.1460714e-4f;
  static final float P4 = 1.2710291e-5f;
  static final float P5 = 4.8537682e-8f;
  static final float Q1 = 0.24848980f;
  static final float Q2 = 0.027970511f;
  static final float Q3 = 1.8195767e-3f;
  static final float Q4 = 7.0359485e-5f;
  static final float Q5 = 1.2417247e-6f;

  // exp(t²/2)·Φ(−t) = N(t)/D(t) where 0 ≤ t ≤ OUTERMOST, to 2⁻²⁶; no coefficient is negative, so
  // that no sum cancels.
  static final float N0 = 0.5f;
  static final float N1 = 0.44082353f;
  static final float N2 = 0.18508811f;
  static final float N3 = 0.041251662f;
  static final float N4 = 4.2061097e-3f;
  static final float D1 = 1.6795320f;
  static final float D2 = 1.2102442f;
  static final float D3 = 0.47435613f;
  static final float D4 = 0.10340810f;
  static final float D5 = 0.010543056f;

  /** Where it does not cancel, x − tanh x is what it says. */
  static final float CANCELLING = 2;

  // x − tanh x = x³·S(x²)/T(x²) where |x| < 2, to 2⁻³²: Lambert's continued fraction x/(1 + x²/(3 +
  // x²/(5 + …))) up to 15.
  static final float S0 = 675675;
  static final float S1 = 45045;
  static final float S2 = 594;
  static final float T0 = 2027025;
  static final float T1 = 945945;
  static final float T2 = 51975;
  static final float T3 = 630;

  private NarrowActivations() {}

  /** Whether a function is computed here. */
  static boolean has(Activation f) {
    return switch (f) {
      case GELU_TANH, MISH, SOFTSIGN -> false;
      default -> true;
    };
  }

  static float forward(Activation f, float x) {
    return switch (f) {
      case RELU -> x <= 0 ? 0 : x;
      case SIGMOID -> sigmoid(x);
      case TANH -> tanh(x);
      case SILU -> silu(x);
      case SOFTPLUS -> x > SOFTPLUS_THRESHOLD ? x : softplus(x);
      case LOG_SIGMOID -> -softplus(-x);
      case GELU -> gelu(x);
      case TANHSHRINK -> tanhshrink(x);
      case HARDSIGMOID -> gate(x) / 6;
      case HARDSWISH -> x * gate(x) / 6;
      default -> throw new IllegalArgumentException(f.toString());
    };
  }

  static float backward(Activation f, float g, float x) {
    return switch (f) {
      case RELU -> x <= 0 ? 0 : g;
      case SIGMOID -> g * (product(Decay.exp(-Math.abs(x))) * Decay.UNIT);
      case TANH -> g * (product(Decay.exp(-2 * Math.abs(x))) * (4 * Decay.UNIT));
      case SILU -> siluBackward(g, x);
      case SOFTPLUS -> x > SOFTPLUS_THRESHOLD ? g : g * sigmoid(x);
      case LOG_SIGMOID -> g * sigmoid(-x);
      case GELU -> geluBackward(g, x);
      case TANHSHRINK -> g * tanh(x) * tanh(x);
      case HARDSIGMOID -> x > -3 && x < 3 ? g * (1f / 6) : 0;
      case HARDSWISH -> x <= -3 ? 0 : x < 3 ? g * (x / 3 + 0.5f) : g;
      default -> throw new IllegalArgumentException(f.toString());
    };
  }

  /** min(max(x + 3, 0), 6). */
  private static float gate(float x) {
    return Math.min(Math.max(x + 3, 0), 6);
  }

  private static float onePlus(float e) {
    return Math.fma(e, Decay.UNIT, 1);
  }

  private static float reciprocal(float e) {
    return 1 / onePlus(e);
  }

  /** σ(x)·σ(−x) = e/(1 + e)². */
  private static float product(float e) {
    float d = onePlus(e);
    return e / (d * d);
  }

  private static float sigmoid(float x) {
    float e = Decay.exp(-Math.abs(x));
    return (x < 0 ? e : 1 / Decay.UNIT) / onePlus(e) * Decay.UNIT;
  }

  /** −m/(m + 2) with m = exp(−2·|x|) − 1, and x's sign. */
  private static float tanh(float x) {
    float m = Decay.expm1(-2 * Math.abs(x));
    return Math.copySign(m / (m + 2), x);
  }

  private static float tanhshrink(float x) {
    float w = x * x;
    float s = Math.fma(w, w + S2, S1);
    s = Math.fma(w, s, S0);
    float t = Math.fma(w, w + T3, T2);
    t = Math.fma(w, t, T1);
    t = Math.fma(w, t, T0);
    return Math.abs(x) < CANCELLING ? w * (s / t) * x : x - tanh(x);
  }

  private static float silu(float x) {
    float e = Decay.exp(-Math.abs(x));
    float r = reciprocal(e);
    return x < 0 ? e * r * x * Decay.UNIT : r * x;
  }

  /** g·s·(1 + x·(1 − s)). */
  private static float siluBackward(float g, float x) {
    float e = Decay.exp(-Math.abs(x));
    float r = reciprocal(e);
    float low = e * r;
    return g
        * (x < 0 ? low * Math.fma(x, r, 1) * Decay.UNIT : r * Math.fma(x, low * Decay.UNIT, 1));
  }

  /** max(x, 0) + 2·atanh(e/(2 + e)). */
  private static float softplus(float x) {
    float e = Decay.exp(-Math.abs(x)) * Decay.UNIT;
    float s = e / (e + 2);
    float w = s * s;
    float p = Math.fma(w, A4, A3);
    p = Math.fma(w, p, A2);
    p = Math.fma(w, p, A1);
    p = Math.fma(w, p, A0);
    float twice = s + s;
    float l = Math.fma(twice * w, p, twice);
    return (x < 0 ? 0 : x) + l;
  }

  private static float inside(float x, float bound) {
    float magnitude = Math.abs(x);
    return magnitude < bound ? magnitude : bound;
  }

  /** The lower tail Φ(−t) in units of {@link Decay#UNIT}, given exp(−t²/2) in those units. */
  private static float tail(float t, float gaussian) {
    float n = Math.fma(t, N4, N3);
    n = Math.fma(t, n, N2);
    n = Math.fma(t, n, N1);
    n = Math.fma(t, n, N0);
    float d = Math.fma(t, D5, D4);
    d = Math.fma(t, d, D3);
    d = Math.fma(t, d, D2);
    d = Math.fma(t, d, D1);
    d = Math.fma(t, d, 1);
    return gaussian * n / d;
  }

  /** x·Φ(x), with 2·Φ(x) = (Q(x²) + x·P(x²))/Q(x²). */
  private static float gelu(float x) {
    float t = Math.copySign(inside(x, SATURATED), x);
    float w = t * t;
    float p = Math.fma(w, P5, P4);
    p = Math.fma(w, p, P3);
    p = Math.fma(w, p, P2);
    p = Math.fma(w, p, P1);
    p = Math.fma(w, p, P0);
    float q = Math.fma(w, Q5, Q4);
    q = Math.fma(w, q, Q3);
    q = Math.fma(w, q, Q2);
    q = Math.fma(w, q, Q1);
    q = Math.fma(w, q, 1);
    float sum = Math.fma(t, p, q);
    return x * 0.5f * ((sum < 0 ? 0 : sum) / q);
  }

  /** g·(Φ(x) + x·φ(x)), where the sum is u = Φ(−|x|) − |x|·φ(x) of negative x, else 1 − u. */
  private static float geluBackward(float g, float x) {
    float t = inside(x, OUTERMOST);
    float gaussian = Decay.gaussian(t);
    float slope = gaussian * -DENSITY_AT_ZERO;
    float u = Math.fma(slope, Math.abs(x), tail(t, gaussian)) * Decay.UNIT;
    return (x < 0 ? u : 1 - u) * g;
  }
}
