package org.torchparity.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Mt19937Test {
  /** The ISO C++ standard requires it of {@code std::mt19937}, [rand.predef]. */
  @Test
  void draw_10000_after_the_default_seed_is_4123659995() {
    Mt19937 generator = new Mt19937(5489);
    int drawn = 0;
    for (int i = 0; i < 10_000; i++) {
      drawn = generator.nextInt();
    }
    assertThat(Integer.toUnsignedLong(drawn)).isEqualTo(4123659995L);
  }

  /** {@code np.random.seed(2**32 - 1); [np.random.randint(0, 2**32) for _ in range(3)]}. */
  @Test
  void seed_is_unsigned() {
    Mt19937 generator = new Mt19937(-1);
    assertThat(Integer.toUnsignedLong(generator.nextInt())).isEqualTo(419326371L);
    assertThat(Integer.toUnsignedLong(generator.nextInt())).isEqualTo(479346978L);
    assertThat(Integer.toUnsignedLong(generator.nextInt())).isEqualTo(3918654476L);
  }

  @Test
  void seeding_again_starts_the_same_draws_anew() {
    Mt19937 generator = new Mt19937(7);
    int first = generator.nextInt();
    generator.nextInt();
    generator.seed(7);
    assertThat(generator.nextInt()).isEqualTo(first);
  }
}
