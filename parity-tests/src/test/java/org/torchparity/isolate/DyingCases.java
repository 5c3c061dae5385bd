package org.torchparity.isolate;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Mode;
import org.torchparity.fixtures.ModuleSpec;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** Commands for a {@link DyingWorker}. */
final class DyingCases {
  /** Little memory, to exhaust it soon; the logs of crashes where {@code mvn clean} finds them. */
  static final List<String> OPTIONS =
      List.of("-Xmx64m", "-XX:ErrorFile=target/torchparity-crash-%p.log");

  private DyingCases() {}

  static Case command(String command) {
    return new Case(
        command,
        new ModuleSpec("mortal." + command, Args.none()),
        Map.of(),
        Map.of("0", Tensor.of(new float[] {1, -0f, Float.intBitsToFloat(0x7fc00123)}, 3)),
        Args.none(),
        Map.of(),
        Mode.TRAIN,
        DType.FLOAT32,
        OptionalLong.empty());
  }
}
