package org.torchparity.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A progress bar on standard error where that is a terminal, nothing elsewhere: how much is done,
 * the time it took, and the time that remains. Java cannot tell a terminal, so the launcher does,
 * by the property {@code torchparity.stderr.terminal}.
 */
final class Progress implements AutoCloseable {
  private final @Nullable ProgressBar bar;

  Progress(String task, long steps) {
    bar =
        Boolean.getBoolean("torchparity.stderr.terminal")
            ? new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .clearDisplayOnFinish()
                .build()
            : null;
  }

  void step() {
    if (bar != null) {
      bar.step();
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
