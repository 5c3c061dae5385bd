package org.torchparity.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.torchparity.fixtures.FixtureFormatException;
import org.torchparity.fixtures.FixtureIndex;
import org.torchparity.fixtures.Fixtures;

/**
 * The fixture files of some paths, in order.
 *
 * @param files what there is
 * @param faults what an index lists but is not there, and what is wrong with an index, a line each
 */
public record FixtureFiles(List<FixtureFile> files, List<String> faults) {

  /**
   * Finds files, and what folders and the folders below them hold. A folder's index is held against
   * what is found; it is never asked what to open.
   *
   * @throws NoSuchFileException if a path does not exist
   * @throws IOException if a folder cannot be read, or holds no fixture and no index
   */
  public static FixtureFiles of(List<Path> paths) throws IOException {
    FixtureFiles found = new FixtureFiles(new ArrayList<>(), new ArrayList<>());
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        found.addFolder(path);
      } else if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        found.files.add(FixtureFile.alone(path));
      } else {
        throw new NoSuchFileException(path.toString());
      }
    }
    return found;
  }

  private void addFolder(Path folder) throws IOException {
    Map<String, String> indexed = indexed(folder);
    List<Path> paths = Fixtures.list(folder);
    if (paths.isEmpty() && indexed.isEmpty()) {
      throw new IOException(folder + ": no " + Fixtures.SUFFIX + " file in it");
    }
    for (Path path : paths) {
      String sha256 = indexed.remove(FixtureFile.slashed(folder.relativize(path)));
      files.add(FixtureFile.in(folder, path, sha256 == null ? "" : sha256));
    }
    for (String name : indexed.keySet()) {
      String fault = "lists '" + name + "', but there is no such file";
      faults.add(new FixtureFormatException(folder.resolve(FixtureIndex.FILE), fault).getMessage());
    }
  }

  private Map<String, String> indexed(Path folder) {
    Map<String, String> indexed = new LinkedHashMap<>();
    if (Files.exists(folder.resolve(FixtureIndex.FILE), LinkOption.NOFOLLOW_LINKS)) {
      try {
        FixtureIndex.read(folder).entries().forEach(e -> indexed.put(e.file(), e.sha256()));
      } catch (IOException e) {
        faults.add(IoFaults.line(e));
      }
    }
    return indexed;
  }
}
