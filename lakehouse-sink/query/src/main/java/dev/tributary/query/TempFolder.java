package dev.tributary.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder for what a query spills; made by DuckDB when it needs it. */
record TempFolder(Path path) {
  private static final Logger LOG = LoggerFactory.getLogger(TempFolder.class);

  /** Deletes the folder and what is in it; says so in the log when that is not possible. */
  void delete() {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(path)) {
      List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("Cannot delete temporary folder {}: {}", path, e.toString());
    }
  }
}
