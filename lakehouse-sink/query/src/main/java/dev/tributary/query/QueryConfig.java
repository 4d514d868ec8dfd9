package dev.tributary.query;

import dev.tributary.config.Setting;
import dev.tributary.config.SettingValues;
import dev.tributary.config.Settings;
import java.time.Duration;
import java.util.Map;

/**
 * Limits of a query engine. Immutable.
 *
 * @param memoryBytes what one query may hold in DuckDB's buffers
 * @param threads how many threads work on one query
 * @param concurrency how many queries run at a time
 * @param queueTimeout how long a query waits for its turn
 * @param sqlMaxBytes the longest SQL text, in bytes of UTF-8
 * @param timeout how long a query may take, from its start to its last row
 * @param tempBytes what one query may spill to disk; 0 for no spill
 */
public record QueryConfig(
    long memoryBytes,
    int threads,
    int concurrency,
    Duration queueTimeout,
    int sqlMaxBytes,
    Duration timeout,
    long tempBytes) {

  public static final Setting<Long> MEMORY_BYTES =
      Setting.bytes(
          "query.memory.bytes",
          256L << 20,
          32L << 20,
          Long.MAX_VALUE,
          "What one query may hold in memory before it spills to disk.");

  public static final Setting<Long> THREADS =
      Setting.number(
          "query.threads",
          Math.min(Runtime.getRuntime().availableProcessors(), 4),
          1,
          256,
          "How many threads work on one query; by default one for each core, at most 4.");

  public static final Setting<Long> CONCURRENCY =
      Setting.number(
          "query.concurrency", 4, 1, 1_000, "How many queries run at a time; further ones wait.");

  public static final Setting<Duration> QUEUE_TIMEOUT =
      Setting.millis(
          "query.queue.timeout.ms",
          10_000,
          0,
          3_600_000,
          "How long a query waits for its turn before it is refused.");

  public static final Setting<Long> SQL_MAX_BYTES =
      Setting.bytes("query.sql.max.bytes", 64L << 10, 1, 1L << 20, "The longest SQL text.");

  public static final Setting<Duration> TIMEOUT =
      Setting.millis(
          "query.timeout.ms",
          300_000,
          1,
          86_400_000,
          "How long a query may take, from its start until its last row is read.");

  public static final Setting<Long> TEMP_BYTES =
      Setting.bytes(
          "query.temp.bytes",
          1L << 30,
          0,
          Long.MAX_VALUE,
          "What one query may spill to disk, in a private folder; 0 for no spill.");

  /** All settings of a query engine. */
  public static final Settings SETTINGS =
      Settings.of(
          MEMORY_BYTES, THREADS, CONCURRENCY, QUEUE_TIMEOUT, SQL_MAX_BYTES, TIMEOUT, TEMP_BYTES);

  /** The configuration that these values say. */
  public static QueryConfig from(SettingValues values) {
    return new QueryConfig(
        values.get(MEMORY_BYTES),
        values.get(THREADS).intValue(),
        values.get(CONCURRENCY).intValue(),
        values.get(QUEUE_TIMEOUT),
        values.get(SQL_MAX_BYTES).intValue(),
        values.get(TIMEOUT),
        values.get(TEMP_BYTES));
  }

  /** All defaults. */
  public static QueryConfig defaults() {
    return from(SettingValues.of(SETTINGS, Map.of()));
  }
}
