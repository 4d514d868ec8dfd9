package dev.tributary.lakehouse.parquet;

import java.util.Objects;

/**
 * How a Parquet file is laid out.
 *
 * @param compressionLevel of zstd, 1 (fast) to 22 (small); without meaning for other codecs
 * @param rowGroupBytes a row group ends when its encoded and compressed pages reach this size, at
 *     least 1; it is overrun by one slice of rows at most
 * @param pageBytes a page of one column ends when it reaches this size before compression, 64 or
 *     more
 * @param pageRows most rows in a page, at least 1
 */
public record ParquetOptions(
    ParquetCodec codec, int compressionLevel, long rowGroupBytes, int pageBytes, int pageRows) {
  private static final ParquetOptions DEFAULTS =
      new ParquetOptions(ParquetCodec.ZSTD, 3, 128L << 20, 1 << 20, 20_000);

  public ParquetOptions {
    Objects.requireNonNull(codec, "codec is null");
    require(compressionLevel >= 1 && compressionLevel <= 22, "compressionLevel", compressionLevel);
    require(rowGroupBytes >= 1, "rowGroupBytes", rowGroupBytes);
    require(pageBytes >= 64, "pageBytes", pageBytes);
    require(pageRows >= 1, "pageRows", pageRows);
  }

  /** Zstd level 3, row groups of 128 MiB, pages of 1 MiB and at most 20,000 rows. */
  public static ParquetOptions defaults() {
    return DEFAULTS;
  }

  public ParquetOptions withCodec(ParquetCodec other) {
    return new ParquetOptions(other, compressionLevel, rowGroupBytes, pageBytes, pageRows);
  }

  public ParquetOptions withCompressionLevel(int level) {
    return new ParquetOptions(codec, level, rowGroupBytes, pageBytes, pageRows);
  }

  public ParquetOptions withRowGroupBytes(long bytes) {
    return new ParquetOptions(codec, compressionLevel, bytes, pageBytes, pageRows);
  }

  public ParquetOptions withPageBytes(int bytes) {
    return new ParquetOptions(codec, compressionLevel, rowGroupBytes, bytes, pageRows);
  }

  public ParquetOptions withPageRows(int rows) {
    return new ParquetOptions(codec, compressionLevel, rowGroupBytes, pageBytes, rows);
  }

  private static void require(boolean valid, String name, long value) {
    if (!valid) {
      throw new IllegalArgumentException("Invalid Parquet options: " + name + " is " + value);
    }
  }
}
