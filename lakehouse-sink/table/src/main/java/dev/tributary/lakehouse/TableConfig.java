package dev.tributary.lakehouse;

import dev.tributary.config.Setting;
import dev.tributary.config.SettingValues;
import dev.tributary.config.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * How a table is written.
 *
 * @param timeColumn dotted path of the column that holds the event time; empty to divide by the
 *     time of ingestion
 * @param rowGroupBytes encoded size at which a Parquet row group ends
 * @param openPartitions how many partitions' files may be open at once
 * @param commitTimeout how long a commit is tried before its activity starts again from the table's
 *     state
 * @param stateBytes how large the state of one owner may be
 * @param snapshotsKept how many snapshots stay at least
 * @param snapshotsKeptFor how long a snapshot stays at least
 * @param upkeepEvery commits between two rounds of expiry and sweeping
 * @param metadataGrace how long an unreferenced metadata file stays
 */
public record TableConfig(
    Optional<String> timeColumn,
    Partitioning partitioning,
    long rowGroupBytes,
    int openPartitions,
    Duration commitTimeout,
    long stateBytes,
    int snapshotsKept,
    Duration snapshotsKeptFor,
    int upkeepEvery,
    Duration metadataGrace) {

  public static final Setting<String> TIME_COLUMN =
      Setting.text(
          "time.column",
          null,
          "Column with the event time, dotted through structs; rows are divided by it. Without one, by the time of ingestion, kept in"
              + " the column _ingested_at.");
  public static final Setting<Partitioning> PARTITION =
      Setting.choice(
          "partition",
          Partitioning.class,
          Partitioning.HOUR,
          "Span of time of one partition of a new table.");
  public static final Setting<Long> ROW_GROUP_BYTES =
      Setting.bytes(
          "row.group.bytes",
          128L << 20,
          1L << 20,
          1L << 30,
          "Encoded size at which a Parquet row group ends.");
  public static final Setting<Long> OPEN_PARTITIONS =
      Setting.number(
          "open.partitions",
          256,
          1,
          10_000,
          "Partitions whose files may be open at once; beyond it the file that was written longest ago is closed, and the commit has"
              + " one file more.");
  public static final Setting<Duration> COMMIT_TIMEOUT =
      Setting.millis(
          "commit.timeout.ms",
          120_000,
          1_000,
          3_600_000,
          "How long one commit is tried, for example while the catalog is away, before the activity starts again from the table's"
              + " state.");
  public static final Setting<Long> STATE_BYTES =
      Setting.bytes(
          "state.max.bytes",
          64L << 10,
          1L << 10,
          1L << 20,
          "Largest state that one activity may keep in a table's metadata.");
  public static final Setting<Long> SNAPSHOTS_KEPT =
      Setting.number(
          "snapshots.keep",
          50,
          1,
          10_000,
          "Snapshots that stay at least, for readers and time travel.");
  public static final Setting<Duration> SNAPSHOTS_KEPT_FOR =
      Setting.millis(
          "snapshots.keep.ms",
          60_000,
          0,
          Long.MAX_VALUE / 4,
          "How long a snapshot stays at least.");
  public static final Setting<Long> UPKEEP_EVERY =
      Setting.number(
          "upkeep.commits",
          50,
          1,
          100_000,
          "Commits between two rounds of metadata upkeep: expiry of snapshots, removal of metadata files nobody can need.");
  public static final Setting<Duration> METADATA_GRACE =
      Setting.millis(
          "metadata.grace.ms",
          600_000,
          0,
          Long.MAX_VALUE / 4,
          "How long a metadata file that nothing refers to stays, for readers that have just opened it.");

  public static final Settings SETTINGS =
      Settings.of(
          TIME_COLUMN,
          PARTITION,
          ROW_GROUP_BYTES,
          OPEN_PARTITIONS,
          COMMIT_TIMEOUT,
          STATE_BYTES,
          SNAPSHOTS_KEPT,
          SNAPSHOTS_KEPT_FOR,
          UPKEEP_EVERY,
          METADATA_GRACE);

  public static TableConfig defaults() {
    return from(SettingValues.of(SETTINGS, java.util.Map.of()));
  }

  public static TableConfig from(SettingValues values) {
    return new TableConfig(
        values.find(TIME_COLUMN),
        values.get(PARTITION),
        values.get(ROW_GROUP_BYTES),
        values.get(OPEN_PARTITIONS).intValue(),
        values.get(COMMIT_TIMEOUT),
        values.get(STATE_BYTES),
        values.get(SNAPSHOTS_KEPT).intValue(),
        values.get(SNAPSHOTS_KEPT_FOR),
        values.get(UPKEEP_EVERY).intValue(),
        values.get(METADATA_GRACE));
  }

  TableConfig withTimeColumn(String path) {
    return new TableConfig(
        Optional.of(path),
        partitioning,
        rowGroupBytes,
        openPartitions,
        commitTimeout,
        stateBytes,
        snapshotsKept,
        snapshotsKeptFor,
        upkeepEvery,
        metadataGrace);
  }

  TableConfig withPartitioning(Partitioning other) {
    return new TableConfig(
        timeColumn,
        other,
        rowGroupBytes,
        openPartitions,
        commitTimeout,
        stateBytes,
        snapshotsKept,
        snapshotsKeptFor,
        upkeepEvery,
        metadataGrace);
  }
}
