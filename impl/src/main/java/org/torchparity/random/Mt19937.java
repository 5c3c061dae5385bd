package org.torchparity.random;

/**
 * The Mersenne Twister with period 2¹⁹⁹³⁷ − 1: uniform 32-bit integers.
 *
 * <p>Source: M. Matsumoto and T. Nishimura, <i>Mersenne Twister: A 623-dimensionally
 * equidistributed uniform pseudorandom number generator</i>, ACM TOMACS 8 (1998); seeding after the
 * authors' revision of 2002, {@code init_genrand}.
 */
final class Mt19937 {
  private static final int N = 624;
  private static final int M = 397;

  /** The last row of the twist matrix A. */
  private static final int MATRIX_A = 0x9908b0df;

  private static final int UPPER_MASK = 0x80000000;
  private static final int LOWER_MASK = 0x7fffffff;

  private final int[] state = new int[N];
  private int next;

  /** Makes a generator seeded with {@code init_genrand(seed)}, the seed taken as unsigned. */
  Mt19937(int seed) {
    seed(seed);
  }

  /** Starts anew as {@code init_genrand(seed)} does, the seed taken as unsigned. */
  void seed(int seed) {
    // xᵢ = 1812433253 · (xᵢ₋₁ ⊕ (xᵢ₋₁ ≫ 30)) + i  (mod 2³²)
    state[0] = seed;
    for (int i = 1; i < N; i++) {
      int previous = state[i - 1];
      state[i] = 1812433253 * (previous ^ (previous >>> 30)) + i;
    }
    next = N;
  }

  /** Returns the next 32 bits, tempered. */
  int nextInt() {
    if (next == N) {
      regenerate();
    }
    int y = state[next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  /** Replaces all N words in place: xₖ₊ₙ = xₖ₊ₘ ⊕ (upper bit of xₖ | lower bits of xₖ₊₁) A. */
  private void regenerate() {
    for (int k = 0; k < N - M; k++) {
      state[k] = state[k + M] ^ twisted(state[k], state[k + 1]);
    }
    for (int k = N - M; k < N - 1; k++) {
      state[k] = state[k + M - N] ^ twisted(state[k], state[k + 1]);
    }
    state[N - 1] = state[M - 1] ^ twisted(state[N - 1], state[0]);
    next = 0;
  }

  private static int twisted(int upper, int lower) {
    int y = (upper & UPPER_MASK) | (lower & LOWER_MASK);
    return (y >>> 1) ^ (-(y & 1) & MATRIX_A);
  }
}
