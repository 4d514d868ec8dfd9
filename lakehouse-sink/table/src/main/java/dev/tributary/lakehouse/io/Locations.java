package dev.tributary.lakehouse.io;

import java.nio.file.Path;

/** Locations as they stand in table metadata, and the files they mean. */
public final class Locations {
  private static final String SCHEME = "file:";

  private Locations() {}

  /**
   * The file that a location means; normalised, so that {@code ..} cannot lead out of a folder
   * unseen.
   */
  public static Path toPath(String location) {
    String path = location;
    if (path.startsWith(SCHEME)) {
      path = path.substring(SCHEME.length());
      while (path.startsWith("//")) {
        path = path.substring(1);
      }
    }
    return Path.of(path).toAbsolutePath().normalize();
  }

  /**
   * The location of a file, as a {@code file:} URI without escapes, which every reader of Iceberg
   * understands.
   */
  public static String of(Path path) {
    return "file://" + path.toAbsolutePath().normalize();
  }
}
