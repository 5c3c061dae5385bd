package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torchparity.tensor.DType;

class CacheLinesTest {
  private static final int HEADER = 16;

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void a_great_array_takes_more_than_half_a_region_of_the_heap(DType dtype) {
    long region =
        Long.parseLong(
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("G1HeapRegionSize")
                .getValue());
    int bytes = dtype == DType.FLOAT32 ? 4 : 8;
    assertThat((long) CacheLines.great(dtype, 1) * bytes + HEADER).isGreaterThan(region / 2);
    assertThat(CacheLines.great(dtype, 1 << 28)).isEqualTo(1 << 28);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8, 16})
  void vectors_from_the_next_place_on_begin_with_their_own_share_of_a_line(int lanes) {
    for (int from = 0; from < 40; from++) {
      int next = CacheLines.next(DType.FLOAT32, from, 100, lanes);
      assertThat(next).isBetween(from, from + lanes - 1);
      assertThat((HEADER + 4 * next) % (4 * lanes)).isZero();
    }
  }

  @Test
  void the_next_place_is_not_beyond_the_end() {
    assertThat(CacheLines.next(DType.FLOAT32, 13, 15, 16)).isEqualTo(15);
  }
}
