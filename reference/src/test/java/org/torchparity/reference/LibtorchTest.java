package org.torchparity.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;

class LibtorchTest {
  @Test
  void it_is_available_here() {
    assertThat(Libtorch.unavailableReason()).isEmpty();
  }

  @Test
  void a_platform_without_natives_is_told_in_one_line() {
    assertThat(
            Libtorch.reasonOf(
                () -> {
                  throw new UnsatisfiedLinkError(
                      "no jnitorch in java.library.path: /usr/lib\nCaused by: something else");
                }))
        .contains(
            "libtorch is not available on "
                + Loader.getPlatform()
                + ": no jnitorch in java.library.path: /usr/lib");
    assertThat(
            Libtorch.reasonOf(
                () -> {
                  throw new NoClassDefFoundError("org/bytedeco/pytorch/global/torch");
                }))
        .contains(
            "libtorch is not on the class path: there is no org/bytedeco/pytorch/global/torch");
  }

  @Test
  void it_tells_its_version_and_how_it_was_built() {
    assertThat(Libtorch.version()).isEqualTo("2.10.0");
    assertThat(Libtorch.build())
        .startsWith("PyTorch built with:")
        .contains("CPU capability usage:")
        .doesNotContain("\n");
  }

  @Test
  void a_torch_error_keeps_its_first_line() {
    assertThat(TorchMessage.reason("\nDimension out of range\nException raised from f at g.cpp:1"))
        .isEqualTo("Dimension out of range");
  }

  @Test
  void an_error_in_a_script_keeps_the_line_behind_the_traceback() {
    assertThat(
            TorchMessage.reason(
                """
                The following operation failed in the TorchScript interpreter.
                Traceback of TorchScript (most recent call last):
                  File "<string>", line 3, in forward
                RuntimeError: AssertionError: var is of incorrect size
                """))
        .isEqualTo("var is of incorrect size");
  }

  @Test
  void an_error_without_a_text_is_empty() {
    assertThat(TorchMessage.reason("")).isEmpty();
  }
}
