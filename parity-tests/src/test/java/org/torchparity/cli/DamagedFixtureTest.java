package org.torchparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torchparity.fixtures.FixtureFormatException;
import org.torchparity.fixtures.Fixtures;

/** {@code verify} of damaged files and of folders that lead astray; without libtorch. */
class DamagedFixtureTest {
  private static final Path SOUND =
      Path.of("../fixtures/golden/ReLU/matrix/train/float32/0.safetensors");

  @TempDir private Path temporary;
  private Path folder;
  private Path file;
  private byte[] sound = {};
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void copy() throws IOException {
    folder = Files.createDirectory(temporary.resolve("cases"));
    file = Files.copy(SOUND, folder.resolve("a.safetensors"));
    sound = Files.readAllBytes(file);
  }

  private int verify(Path path) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Torchparity.run(
        new PrintWriter(out, true), new PrintWriter(err, true), "verify", path.toString());
  }

  /** Written anew: some file systems flush a file that is truncated, which takes milliseconds. */
  private void rewrite(byte[] bytes) throws IOException {
    Files.deleteIfExists(file);
    Files.write(file, bytes);
  }

  private int headerEnd() {
    return 8 + (int) ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  private boolean isReadable() throws IOException {
    try {
      Fixtures.read(file);
      return true;
    } catch (FixtureFormatException e) {
      return false;
    }
  }

  @Test
  void the_file_that_is_damaged_below_is_sound_before() {
    assertThat(verify(file)).isZero();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void a_header_damaged_at_any_byte_exits_2_with_one_line_unless_it_says_something_else()
      throws IOException {
    SplittableRandom random = new SplittableRandom(11);
    int refused = 0;
    for (int at = 0; at < headerEnd(); at++) {
      byte[] damaged = sound.clone();
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      rewrite(damaged);
      int code = verify(file);
      if (isReadable()) {
        // Another producer, module, argument or number is no damage that can be seen.
        assertThat(code).isBetween(0, 2);
      } else {
        refused++;
        assertThat(code).as("byte %d", at).isEqualTo(2);
        assertThat(err.toString().lines())
            .singleElement()
            .asString()
            .startsWith("torchparity: " + file + ": ");
      }
    }
    assertThat(refused).isGreaterThan(headerEnd() * 3 / 4);
  }

  @Test
  void a_file_cut_off_anywhere_exits_2_with_one_line() throws IOException {
    for (int length = 0; length < sound.length; length++) {
      rewrite(Arrays.copyOf(sound, length));
      assertThat(verify(file)).as("%d bytes", length).isEqualTo(2);
      assertThat(err.toString().lines()).singleElement().asString().contains(file + ": ");
    }
  }

  @Test
  void an_unknown_argument_exits_2_with_one_line_and_the_rest_is_checked() throws IOException {
    String text = new String(sound, StandardCharsets.ISO_8859_1);
    String other = text.replace("\"args\":\"{}\"", "\"args\":\"{\\\"slope\\\":1}\"");
    byte[] bytes = other.getBytes(StandardCharsets.ISO_8859_1);
    int length = headerEnd() - 8 + bytes.length - sound.length;
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    Files.write(folder.resolve("b.safetensors"), bytes);
    assertThat(verify(folder)).isEqualTo(2);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .contains("b.safetensors: ")
        .contains("slope");
    assertThat(out.toString()).contains("1 cases: 1 agree");
  }

  @Test
  void links_that_lead_out_of_the_folder_or_round_in_it_are_not_followed() throws IOException {
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    Files.write(outside.resolve("secret.safetensors"), new byte[3]);
    Files.createSymbolicLink(folder.resolve("loop"), folder);
    Files.createSymbolicLink(folder.resolve("out"), outside);
    Files.createSymbolicLink(folder.resolve("b.safetensors"), folder.resolve("b.safetensors"));
    assertThat(verify(folder)).isZero();
    assertThat(out.toString()).contains("1 cases: 1 agree");
    assertThat(verify(folder.resolve("b.safetensors"))).isEqualTo(2);
    assertThat(err.toString().lines()).singleElement().asString().contains("b.safetensors: ");
  }

  @Test
  void an_index_that_is_a_link_exits_2_with_one_line_and_the_rest_is_checked() throws IOException {
    Path index = folder.resolve("index.json");
    for (Path target : new Path[] {Path.of("/dev/zero"), index, temporary.resolve("none")}) {
      Files.createSymbolicLink(index, target);
      assertThat(verify(folder)).isEqualTo(2);
      assertThat(err.toString().lines())
          .singleElement()
          .asString()
          .endsWith(index + ": not a regular file");
      assertThat(out.toString()).contains("1 cases: 1 agree");
      Files.delete(index);
    }
  }
}
