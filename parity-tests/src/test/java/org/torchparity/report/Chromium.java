package org.torchparity.report;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The Chromium of this machine, driven by Playwright; nothing is downloaded. */
final class Chromium implements AutoCloseable {
  /** With the value {@code required} a missing Chromium is a failure, not a reason to skip. */
  static final String VARIABLE = "TORCHPARITY_CHROMIUM";

  private static final List<String> CANDIDATES =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
  private static final Optional<Path> FOUND =
      CANDIDATES.stream().map(Path::of).filter(Files::isExecutable).findFirst();

  private final Playwright playwright;
  private final Browser browser;

  /**
   * Starts it.
   *
   * @throws IllegalStateException if there is none
   */
  Chromium() {
    Path executable =
        FOUND.orElseThrow(() -> new IllegalStateException("there is none of " + CANDIDATES));
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    // As root, as in a container, it has no sandbox.
                    .setChromiumSandbox(false));
  }

  Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    playwright.close();
  }

  /** Skips tests where there is no Chromium, unless {@link #VARIABLE} asks for them. */
  static final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (FOUND.isPresent()) {
        return ConditionEvaluationResult.enabled(FOUND.get() + " is there");
      }
      return "required".equals(System.getenv(VARIABLE))
          ? ConditionEvaluationResult.enabled(VARIABLE + " asks for it")
          : ConditionEvaluationResult.disabled(
              "there is no Chromium here: the page of the report was not opened in a browser");
    }
  }
}
