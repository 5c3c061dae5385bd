package org.torchparity.kernel;

/**
 * The most used activations in float32 arithmetic, for one element. Each is within 3.1 units in the
 * last place, GELU in its lower tail within 5.5, a gradient within 5.5 of the greatest of its
 * terms; {@link VectorNarrowActivations} has the same operations in the same order, so both give
 * the same bits.
 *
 * <p>e = exp(−|x|) comes in units of 2⁻⁶⁴, see {@link Decay}, and so do products with it until the
 * last operation: what is denormal is rounded once.
 */
final class NarrowActivations {
  static final float DENSITY_AT_ZERO = 0.398942280f;
  static final float SQRT_HALF = 0.707106781f;
  static final float SOFTPLUS_THRESHOLD = 20;

  /** Beyond it the normal density and the lower tail of the distribution are 0 in float32. */
  static final float OUTERMOST = 17;

  static final float CENTRE = 3;

  // (atanh(s)/s − 1)/s² in s² where 0 ≤ s ≤ 1/3.
  static final float A0 = (float) ScalarFunctions.A0;
  static final float A1 = (float) ScalarFunctions.A1;
  static final float A2 = (float) ScalarFunctions.A2;
  static final float A3 = (float) ScalarFunctions.A3;
  static final float A4 = (float) ScalarFunctions.A4;

  // exp(t²)·erfc(t)·(t + 3)/2 in k = (t − 3)/(t + 3) where 0 ≤ t ≤ 12.
  static final float T0 = (float) ScalarFunctions.T0;
  static final float T1 = (float) ScalarFunctions.T1;
  static final float T2 = (float) ScalarFunctions.T2;
  static final float T3 = (float) ScalarFunctions.T3;
  static final float T4 = (float) ScalarFunctions.T4;
  static final float T5 = (float) ScalarFunctions.T5;
  static final float T6 = (float) ScalarFunctions.T6;
  static final float T7 = (float) ScalarFunctions.T7;
  static final float T8 = (float) ScalarFunctions.T8;
  static final float T9 = (float) ScalarFunctions.T9;
  static final float T10 = (float) ScalarFunctions.T10;
  static final float T11 = (float) ScalarFunctions.T11;

  // (Φ(x) − ½)/x in x² where |x| < 1: (−½)ⁿ/(n!·(2n + 1)·√(2π)).
  static final float C0 = 0.398942280f;
  static final float C1 = -0.0664903801f;
  static final float C2 = 9.97355701e-3f;
  static final float C3 = -1.18732822e-3f;
  static final float C4 = 1.15434688e-4f;
  static final float C5 = -9.44465625e-6f;
  static final float C6 = 6.65969351e-7f;
  static final float C7 = -4.12266741e-8f;

  private NarrowActivations() {}

  /** Whether a function is computed here. */
  static boolean has(Activation f) {
    return switch (f) {
      case SIGMOID, TANH, SILU, SOFTPLUS, GELU -> true;
      default -> false;
    };
  }

  static float forward(Activation f, float x) {
    return switch (f) {
      case SIGMOID -> sigmoid(x);
      case TANH -> tanh(x);
      case SILU -> silu(x);
      case SOFTPLUS -> softplus(x);
      case GELU -> gelu(x);
      default -> throw new IllegalArgumentException(f.toString());
    };
  }

  static float backward(Activation f, float g, float x) {
    return switch (f) {
      case SIGMOID -> g * (product(Decay.exp(-Math.abs(x))) * Decay.UNIT);
      case TANH -> g * (product(Decay.exp(-2 * Math.abs(x))) * (4 * Decay.UNIT));
      case SILU -> siluBackward(g, x);
      case SOFTPLUS -> x > SOFTPLUS_THRESHOLD ? g : g * sigmoid(x);
      case GELU -> geluBackward(g, x);
      default -> throw new IllegalArgumentException(f.toString());
    };
  }

  private static float reciprocal(float e) {
    return 1 / Math.fma(e, Decay.UNIT, 1);
  }

  /** σ(x)·σ(−x) = e/(1 + e)². */
  private static float product(float e) {
    float d = Math.fma(e, Decay.UNIT, 1);
    return e / (d * d);
  }

  private static float sigmoid(float x) {
    float e = Decay.exp(-Math.abs(x));
    float r = reciprocal(e);
    return x < 0 ? e * r * Decay.UNIT : r;
  }

  /** −m/(m + 2) with m = exp(−2·|x|) − 1, and x's sign. */
  private static float tanh(float x) {
    float m = Decay.expm1(-2 * Math.abs(x));
    return Math.copySign(m / (m + 2), x);
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
    return x > SOFTPLUS_THRESHOLD ? x : (x < 0 ? 0 : x) + l;
  }

  /** exp(−x²/2) of x as far out as {@link #OUTERMOST}; what x² loses comes in again. */
  static float gaussian(float x) {
    float inside = inside(x);
    float square = inside * inside;
    float lost = Math.fma(inside, inside, -square);
    float e = Decay.exp(square * -0.5f);
    return Math.fma(lost * -0.5f, e, e);
  }

  private static float inside(float x) {
    float magnitude = Math.abs(x);
    return magnitude > OUTERMOST ? OUTERMOST : magnitude;
  }

  /** The lower tail Φ(−|x|), given the Gaussian. */
  private static float tail(float x, float gaussian) {
    float q = 1 / Math.fma(inside(x), SQRT_HALF, CENTRE);
    float k = Math.fma(q, -2 * CENTRE, 1);
    float p = Math.fma(k, T11, T10);
    p = Math.fma(k, p, T9);
    p = Math.fma(k, p, T8);
    p = Math.fma(k, p, T7);
    p = Math.fma(k, p, T6);
    p = Math.fma(k, p, T5);
    p = Math.fma(k, p, T4);
    p = Math.fma(k, p, T3);
    p = Math.fma(k, p, T2);
    p = Math.fma(k, p, T1);
    p = Math.fma(k, p, T0);
    return p * q * gaussian;
  }

  /** Φ(x) of |x| < 1. */
  private static float central(float x) {
    float w = x * x;
    float p = Math.fma(w, C7, C6);
    p = Math.fma(w, p, C5);
    p = Math.fma(w, p, C4);
    p = Math.fma(w, p, C3);
    p = Math.fma(w, p, C2);
    p = Math.fma(w, p, C1);
    p = Math.fma(w, p, C0);
    return Math.fma(x, p, 0.5f);
  }

  private static float gelu(float x) {
    float tail = tail(x, gaussian(x));
    float above = (Math.abs(x) < 1 ? central(x) : Math.fma(tail, -Decay.UNIT, 1)) * x;
    return x <= -1 ? tail * x * Decay.UNIT : above;
  }

  /** g·(Φ(x) + x·φ(x)). */
  private static float geluBackward(float g, float x) {
    float gaussian = gaussian(x);
    float tail = tail(x, gaussian);
    float slope = gaussian * DENSITY_AT_ZERO * x;
    float whole = Math.abs(x) < 1 ? central(x) : Math.fma(tail, -Decay.UNIT, 1);
    return g * (x <= -1 ? (tail + slope) * Decay.UNIT : Math.fma(slope, Decay.UNIT, whole));
  }
}
