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

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 5, 8, 15, 16, 17, 31, 32, 33, 50})
  void transposed_rows_have_the_same_elements(int rows) {
    for (int columns : new int[] {0, 1, 3, 4, 7, 8, 16, 19, 64}) {
      int stride = columns + 3;
      int width = rows + 2;
      Tensor x = GemmTest.normal(DType.FLOAT64, 1, 5 + rows * stride);
      Shape shape = Shape.of(7 + columns * width);
      Tensor expected = Tensor.full(DType.FLOAT64, shape, Double.NaN);
      for (int i = 0; i < rows; i++) {
        for (int p = 0; p < columns; p++) {
          expected.doubles()[7 + p * width + i] = x.doubles()[5 + i * stride + p];
        }
      }
      for (GemmKernels kernels : List.of(new ScalarGemmKernels(), new VectorGemmKernels())) {
        Tensor y = Tensor.full(DType.FLOAT64, shape, Double.NaN);
        kernels.transpose(x.doubles(), 5, stride, rows, columns, y.doubles(), 7, width);
        assertThat(y.isBitwiseEqualTo(expected)).isTrue();
        Tensor floats = Tensor.full(DType.FLOAT32, shape, Double.NaN);
        float[] narrow = x.to(DType.FLOAT32).floats();
        kernels.transpose(narrow, 5, stride, rows, columns, floats.floats(), 7, width);
        assertThat(floats.isBitwiseEqualTo(expected.to(DType.FLOAT32))).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 600, 1000, 1300})
  void blocks_of_terms_are_joined_alike(int depth) {
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      for (int columns : new int[] {48, 70, 100}) {
        Tensor a = GemmTest.normal(dtype, 21, depth);
        Tensor b = GemmTest.normal(dtype, depth, columns);
        Tensor scalar = product(new ScalarGemmKernels(), a, b);
        for (GemmKernels vector : List.of(new VectorGemmKernels(), new VectorWideGemmKernels())) {
          assertThat(product(vector, a, b).isBitwiseEqualTo(scalar)).isTrue();
        }
      }
    }
  }

  private static Tensor product(GemmKernels kernels, Tensor a, Tensor b) {
    Tensor c = Tensor.zeros(a.dtype(), Shape.of(a.size(0), b.size(1)));
    new Gemm(kernels, a.dtype()).sum(Matrix.of(c), null, Matrix.of(a), Matrix.of(b));
    return c;
  }
}
