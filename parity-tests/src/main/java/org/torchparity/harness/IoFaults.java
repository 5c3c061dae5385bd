package org.torchparity.harness;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Faults of files in one line: Java's own message of some is nothing but a path. */
public final class IoFaults {
  private IoFaults() {}

  /** Says what went wrong with which file. */
  public static String line(IOException e) {
    if (e instanceof NoSuchFileException fault) {
      return fault.getFile() + ": no such file or folder";
    }
    if (e instanceof AccessDeniedException fault) {
      return fault.getFile() + ": permission denied";
    }
    if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
      return ((FileSystemException) e).getFile() + ": a file, expected a folder";
    }
    return String.valueOf(e.getMessage()).replaceAll("\\R", " ");
  }
}
