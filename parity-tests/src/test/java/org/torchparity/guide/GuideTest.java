package org.torchparity.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.torchparity.junit.ParitySettings;

/**
 * What docs/guide.md shows is what the consumers of src/it build and run: every snippet names the
 * file it is taken from, every command is one of an invoker.properties.
 */
class GuideTest {
  private static final Path ROOT = Path.of("..");
  private static final String GUIDE = "docs/guide.md";
  private static final Pattern BLOCK =
      Pattern.compile("(?:<!-- (\\S+) -->\\n)?```(\\w+)\\n(.*?)\\n```\\n", Pattern.DOTALL);

  private static String read(String path) throws IOException {
    return Files.readString(ROOT.resolve(path));
  }

  private static List<MatchResult> blocks(String page, boolean commands) throws IOException {
    return BLOCK
        .matcher(read(page))
        .results()
        .filter(block -> block.group(2).equals("sh") == commands)
        .toList();
  }

  @Test
  void every_snippet_is_in_the_file_it_names() throws IOException {
    List<MatchResult> snippets = blocks(GUIDE, false);
    assertThat(snippets).hasSizeGreaterThanOrEqualTo(10);
    for (MatchResult snippet : snippets) {
      assertThat(snippet.group(1)).as("the file of\n%s", snippet.group(3)).isNotNull();
      assertIsInItsFile(snippet);
    }
  }

  @Test
  void a_snippet_of_the_readme_that_names_a_file_is_in_it() throws IOException {
    for (MatchResult snippet : blocks("README.md", false)) {
      if (snippet.group(1) != null) {
        assertIsInItsFile(snippet);
      }
    }
  }

  private static void assertIsInItsFile(MatchResult snippet) throws IOException {
    assertThat(lines(filtered(read(snippet.group(1)))))
        .as("%s", snippet.group(1))
        .containsSequence(lines(snippet.group(3)));
  }

  /** Without what sets a text off in a script. */
  private static List<String> lines(String text) {
    return text.lines().map(line -> line.strip().replaceAll("^\"\\w+\", \"|\",$", "")).toList();
  }

  /** With the values that the invoker plugin puts in, from the root's pom. */
  private static String filtered(String text) throws IOException {
    String pom = read("pom.xml");
    return Pattern.compile("@([\\w.-]+)@")
        .matcher(text)
        .replaceAll(
            name -> {
              String element = name.group(1).replace("project.", "");
              Matcher value =
                  Pattern.compile("<" + element + ">(.*)</" + element + ">").matcher(pom);
              assertThat(value.find()).as(element).isTrue();
              return Matcher.quoteReplacement(value.group(1));
            });
  }

  @Test
  void every_command_is_run_by_a_consumer() throws IOException {
    List<MatchResult> commands = blocks(GUIDE, true);
    assertThat(commands).hasSizeGreaterThanOrEqualTo(3);
    List<String> run = goals();
    for (MatchResult block : commands) {
      assertThat(run).containsAll(block.group(3).lines().toList());
    }
  }

  private static List<String> goals() throws IOException {
    List<String> goals = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src/it"))) {
      for (Path file : files.filter(each -> each.endsWith("invoker.properties")).toList()) {
        Properties properties = new Properties();
        properties.load(Files.newBufferedReader(file));
        for (String name : properties.stringPropertyNames()) {
          if (name.startsWith("invoker.goals")) {
            goals.add("mvn " + properties.getProperty(name));
          }
        }
      }
    }
    return goals;
  }

  @Test
  void every_setting_is_in_the_table_and_no_other() throws IOException {
    Set<String> properties = new TreeSet<>();
    Pattern.compile("-Dtorchparity\\.(\\w+)")
        .matcher(read(GUIDE))
        .results()
        .forEach(match -> properties.add(match.group(1)));
    assertThat(properties)
        .containsExactly("atol", "case", "dtype", "libtorch", "rtol", "samples", "seed");
    String table = read(GUIDE).split("\n## Settings\n", 2)[1].split("\n### ", 2)[0];
    assertThat(ParitySettings.class.getDeclaredMethods())
        .extracting(Method::getName)
        .allSatisfy(name -> assertThat(table).contains("| `" + name + "` |"));
  }

  @Test
  void the_ten_lines_are_ten() throws IOException {
    List<String> test =
        blocks(GUIDE, false).stream()
            .map(block -> block.group(3))
            .filter(text -> text.contains("layer_norm_equals_torch()"))
            .toList();
    assertThat(test).hasSize(1);
    assertThat(test.get(0).lines()).hasSize(10);
  }
}
