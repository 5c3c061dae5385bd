package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** The twins add the same products in the same order, so they agree to the last bit. */
@RequiresVectorModule
class GemmKernelsTest {
  private static final int[] SIZES = {1, 2, 3, 4, 6, 7, 8, 13, 16, 17, 31, 33, 64, 100, 257};

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6, 7, 8, 13, 16, 17, 31, 33, 64, 100, 257})
  void vector_kernels_equal_scalar_kernels(int rows) {
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      for (int columns : SIZES) {
        for (int depth : SIZES) {
          Tensor a = GemmTest.normal(dtype, rows, depth);
          Tensor b = GemmTest.normal(dtype, depth, columns);
          Tensor scalar = product(new ScalarGemmKernels(), a, b);
          for (GemmKernels vector : List.of(new VectorGemmKernels(), new VectorWideGemmKernels())) {
            assertThat(product(vector, a, b).isBitwiseEqualTo(scalar))
                .as("%s %dx%d by %dx%d", dtype, rows, depth, depth, columns)
                .isTrue();
          }
        }
      }
    }
  }

  private static Tensor product(GemmKernels kernels, Tensor a, Tensor b) {
    Tensor c = Tensor.zeros(a.dtype(), Shape.of(a.size(0), b.size(1)));
    new Gemm(kernels, a.dtype()).sum(Matrix.of(c), Matrix.of(c), Matrix.of(a), Matrix.of(b));
    return c;
  }
}
