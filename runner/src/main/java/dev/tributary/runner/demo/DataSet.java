package dev.tributary.runner.demo;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A packaged file of JSON lines, held in memory. Immutable. */
final class DataSet {
  private final List<byte[]> records;

  private DataSet(List<byte[]> records) {
    this.records = records;
  }

  /** Reads a resource of this package, gzipped JSON lines. */
  static DataSet read(String resource) throws IOException {
    try (InputStream packed = DataSet.class.getResourceAsStream(resource)) {
      if (packed == null) {
        throw new FileNotFoundException("Cannot find data set " + resource + " in the jar");
      }
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.UTF_8))) {
        return new DataSet(
            lines.lines().map(line -> line.getBytes(StandardCharsets.UTF_8)).toList());
      }
    }
  }

  int size() {
    return records.size();
  }

  /** The record at a place of the endless row of rounds. */
  byte[] at(long number) {
    return records.get((int) (number % records.size()));
  }
}
