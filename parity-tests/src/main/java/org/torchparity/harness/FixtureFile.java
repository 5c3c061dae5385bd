package org.torchparity.harness;

import java.io.IOException;
import java.nio.file.Path;
import org.torchparity.fixtures.Fixture;
import org.torchparity.fixtures.FixtureIndex;
import org.torchparity.fixtures.Fixtures;

/**
 * A fixture file to use.
 *
 * @param path where it is
 * @param id the case's name: the path within its folder, without the suffix
 * @param sha256 what the folder's index says of it, empty where it says nothing
 */
public record FixtureFile(Path path, String id, String sha256) {

  /** A file within a folder, as the folder's index knows it. */
  static FixtureFile in(Path folder, Path path, String sha256) {
    return new FixtureFile(path, withoutSuffix(slashed(folder.relativize(path))), sha256);
  }

  /** A file by itself. */
  static FixtureFile alone(Path path) {
    return new FixtureFile(path, withoutSuffix(path.getFileName().toString()), "");
  }

  static String slashed(Path path) {
    return path.toString().replace('\\', '/');
  }

  private static String withoutSuffix(String name) {
    return name.endsWith(Fixtures.SUFFIX)
        ? name.substring(0, name.length() - Fixtures.SUFFIX.length())
        : name;
  }

  /** Reads the fixture, its case under this id. */
  public Fixture read() throws IOException {
    return Fixtures.read(path).withId(id);
  }

  /** Why the file is not the one that was indexed, in one line; empty if it is. */
  public String change() throws IOException {
    if (sha256.isEmpty()) {
      return "";
    }
    String now = FixtureIndex.sha256(path);
    return now.equals(sha256)
        ? ""
        : path
            + ": changed since it was recorded: its SHA-256 is "
            + now
            + ", but "
            + FixtureIndex.FILE
            + " says "
            + sha256;
  }
}
