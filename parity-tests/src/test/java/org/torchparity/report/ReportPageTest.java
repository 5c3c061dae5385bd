package org.torchparity.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page of a report in a real browser. */
@ExtendWith(Chromium.Condition.class)
class ReportPageTest {
  private static final List<String> MODULES = List.of("ReLU", "Linear", "BatchNorm1d", "LayerNorm");
  private static final String WRONG_MODULE = "LayerNorm";

  /** Text that is harder to read than WCAG's AA allows, with its contrast. */
  private static final String FAINT_TEXT =
      """
      () => {
        const channels = c => c.match(/[\\d.]+/g).map(Number);
        const luminance = ([r, g, b]) => [r, g, b].map(v => v / 255)
            .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
            .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
        const background = e => {
          for (; e; e = e.parentElement) {
            const c = channels(getComputedStyle(e).backgroundColor);
            if (c.length < 4 || c[3] === 1) return c;
          }
          return [255, 255, 255];
        };
        const shown = e => e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
        return [...document.querySelectorAll('body *:not(script):not(option)')].filter(shown).map(e => {
          const [a, b] = [luminance(channels(getComputedStyle(e).color)), luminance(background(e))];
          return {text: e.textContent.slice(0, 40), ratio: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)};
        }).filter(each => each.ratio < 4.5).map(each => each.text + ': ' + each.ratio.toFixed(2));
      }
      """;

  @TempDir private static Path folder;
  private static Chromium chromium;
  private static Path agreeing;
  private static Path failing;

  private final List<String> complaints = new ArrayList<>();
  private BrowserContext context;

  @BeforeAll
  static void open_chromium() throws IOException {
    chromium = new Chromium();
    agreeing = SampleReports.agreeing(folder.resolve("agreeing"), MODULES, 1);
    failing = SampleReports.failing(folder.resolve("failing"), MODULES, WRONG_MODULE);
  }

  @AfterAll
  static void close_chromium() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @AfterEach
  void no_page_complained_or_asked_for_another_file() {
    if (context != null) {
      context.close();
    }
    assertThat(complaints).isEmpty();
  }

  private Page open(Path file) {
    context = chromium.browser().newContext();
    context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
    Page page = context.newPage();
    page.setViewportSize(1280, 900);
    String url = file.toUri().toString();
    page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
    page.onPageError(complaints::add);
    page.onRequest(
        request -> {
          if (!request.url().equals(url)) {
            complaints.add("asked for " + request.url());
          }
        });
    page.navigate(url);
    return page;
  }

  private static List<String> modules(Page page) {
    return page.locator("#map tbody th[scope=row]").allInnerTexts();
  }

  private static String detail(Page page) {
    return page.locator("#detail").innerText();
  }

  private static String focused(Page page) {
    return (String) page.evaluate("document.activeElement.getAttribute('aria-label') || ''");
  }

  @Test
  void an_agreeing_run_says_so_and_shows_the_worst_that_agrees() {
    Page page = open(agreeing);
    assertThat(page.title()).isEqualTo("torchparity: everything agrees");
    assertThat(page.locator("#failures").isVisible()).isFalse();
    assertThat(modules(page)).containsExactly("ReLU", "Linear", "BatchNorm1d", "LayerNorm");
    assertThat(page.locator("#detail canvas").count()).isEqualTo(2);
    assertThat(detail(page)).contains("output.0").contains("Worst elements of output.0");
    assertThat(page.locator("#environment").innerText()).contains("kernels");
  }

  @Test
  void a_failing_run_shows_its_failure_first() {
    Page page = open(failing);
    assertThat(page.title()).contains("fail");
    Locator first = page.locator("#failures li button").first();
    assertThat(first.innerText()).startsWith(WRONG_MODULE + "/").contains(SampleReports.WRONG);
    assertThat(first.boundingBox().y)
        .isLessThan(page.locator("#map").boundingBox().y)
        .isLessThan(300);
    assertThat(modules(page)).startsWith(WRONG_MODULE);
    assertThat(detail(page))
        .startsWith(WRONG_MODULE + " · " + SampleReports.WRONG)
        .contains("Mismatched elements: ")
        .contains("Rerun: torchparity check " + WRONG_MODULE);
    assertThat(page.locator("#map td.fail").first().getAttribute("aria-label"))
        .startsWith(WRONG_MODULE + ", " + SampleReports.WRONG + ": disagrees");
  }

  @Test
  void a_failing_case_that_is_chosen_from_the_list_is_the_one_shown() {
    Page page = open(failing);
    Locator third = page.locator("#failures li button").nth(2);
    String id = third.getAttribute("data-id");
    third.click();
    assertThat(page.locator("#case pre").innerText()).startsWith(id + ": ");
  }

  @Test
  void filters_leave_their_modules_and_cases() {
    Page page = open(failing);
    page.selectOption("[name=family]", "norm");
    assertThat(modules(page)).containsExactlyInAnyOrder("BatchNorm1d", "LayerNorm");
    String both = page.locator("#shown").innerText();
    page.selectOption("[name=dtype]", "float64");
    assertThat(page.locator("#shown").innerText()).startsWith("2 modules, ").isNotEqualTo(both);
    page.selectOption("[name=verdict]", "disagrees");
    assertThat(modules(page)).containsExactly("LayerNorm");
    page.click("[type=reset]");
    page.fill("[name=module]", "norm1");
    assertThat(modules(page)).containsExactly("BatchNorm1d");
    page.fill("[name=module]", "no such module");
    assertThat(modules(page)).isEmpty();
    assertThat(detail(page)).contains("The filter leaves no case of it");
  }

  @Test
  void everything_is_reached_by_the_keyboard() {
    Page page = open(failing);
    List<String> stops = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      page.keyboard().press("Tab");
      stops.add(
          (String)
              page.evaluate(
                  "(e => e.closest('[id]')?.id + ' ' + e.tagName)(document.activeElement)"));
    }
    assertThat(stops)
        .contains("failures BUTTON", "filters SELECT", "filters INPUT", "map TD", "case BUTTON");
    page.keyboard().press("/");
    page.keyboard().type("batch");
    assertThat(modules(page)).containsExactly("BatchNorm1d");
  }

  @Test
  void arrow_keys_move_over_the_map_and_enter_opens_a_cell() {
    Page page = open(agreeing);
    page.locator("#map td[data-module='torch.nn.ReLU']").first().focus();
    assertThat(focused(page)).startsWith("ReLU, output.0: ");
    page.keyboard().press("ArrowDown");
    assertThat(focused(page)).startsWith("Linear, output.0: ");
    page.keyboard().press("ArrowRight");
    assertThat(focused(page)).startsWith("Linear, grad_input.0: ");
    page.keyboard().press("Enter");
    assertThat(detail(page)).startsWith("Linear · grad_input.0");
    page.locator("#case .command button").focus();
    page.keyboard().press("Escape");
    assertThat(focused(page)).startsWith("Linear, grad_input.0: ");
  }

  @Test
  void the_command_that_reruns_a_case_is_copied() {
    Page page = open(failing);
    String command = page.locator("#case .command code").innerText();
    assertThat(command).startsWith("torchparity check LayerNorm/").contains(" --dtype ");
    page.click("#case .command button");
    page.locator("#case .command button:text('Copied')").waitFor();
    assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(command);
  }

  @Test
  void nothing_is_wider_than_a_window_of_1280_pixels() {
    for (Path file : List.of(agreeing, failing)) {
      Page page = open(file);
      assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
          .asInstanceOf(InstanceOfAssertFactories.INTEGER)
          .isLessThanOrEqualTo(0);
      context.close();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void all_text_has_contrast_enough(ColorScheme scheme) {
    Page page = open(failing);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    assertThat((List<?>) page.evaluate(FAINT_TEXT)).isEmpty();
  }

  @Test
  void in_print_everything_is_there_and_legible() {
    Page page = open(failing);
    page.emulateMedia(
        new Page.EmulateMediaOptions().setMedia(Media.PRINT).setColorScheme(ColorScheme.DARK));
    assertThat((List<?>) page.evaluate(FAINT_TEXT)).isEmpty();
    assertThat(page.locator("#filters").isVisible()).isFalse();
    assertThat(page.evaluate("getComputedStyle(document.querySelector('.scroll')).maxHeight"))
        .isEqualTo("none");
  }

  @Test
  void a_report_of_six_thousand_cases_is_drawn() throws IOException {
    Page page = open(SampleReports.agreeing(folder.resolve("large"), MODULES, 30));
    assertThat(page.locator("#shown").innerText()).isEqualTo("4 modules, 6,690 cases");
  }

  @Test
  void text_of_a_case_is_never_markup() throws IOException {
    String id = "</script><script>document.title = 'taken'</script><img src=x onerror=alert(1)>";
    Page page = open(SampleReports.named(folder.resolve("hostile"), id));
    assertThat(page.title()).isEqualTo("torchparity: 1 case fails");
    assertThat(page.locator("#failures li").innerText()).startsWith(id.substring(0, 60));
    assertThat(page.locator("#case .command code").innerText()).isEqualTo(id);
  }
}
