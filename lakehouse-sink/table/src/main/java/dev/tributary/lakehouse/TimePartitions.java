package dev.tributary.lakehouse;

import dev.tributary.TributaryException;
import dev.tributary.TributaryException.Recovery;
import dev.tributary.schema.ColumnType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * How one table is divided by time: by hours or days since 1970-01-01 UTC of one column.
 *
 * @param spec the table's partition spec, of one field
 * @param column dotted path of the time column
 */
record TimePartitions(PartitionSpec spec, String column, Partitioning partitioning) {
  /** Column that holds the time of ingestion in tables without an event time. */
  static final String INGESTED_AT = "_ingested_at";

  private static final int HOURS_PER_DAY = 24;

  /** The spec of a new table. */
  static PartitionSpec newSpec(TableName table, Schema schema, TableConfig config) {
    String column = config.timeColumn().orElse(INGESTED_AT);
    Types.NestedField field = schema.findField(column);
    if (field == null) {
      throw refuse(
          table, "its time column " + column + " is not in the schema " + schema.asStruct());
    }
    boolean date = field.type().typeId() == Type.TypeID.DATE;
    boolean timestamp =
        field.type().typeId() == Type.TypeID.TIMESTAMP
            || field.type().typeId() == Type.TypeID.TIMESTAMP_NANO;
    if (!date && !timestamp) {
      throw refuse(
          table,
          "its time column "
              + column
              + " is of type "
              + field.type()
              + "; declare it as timestamp or date in the endpoint's schema");
    }
    PartitionSpec.Builder builder = PartitionSpec.builderFor(schema);
    return date || config.partitioning() == Partitioning.DAY
        ? builder.day(column, "time_day").build()
        : builder.hour(column, "time_hour").build();
  }

  /**
   * Of a table as it is.
   *
   * @throws TributaryException when the table is divided in another way than the configuration
   *     says, or in one that is not known
   */
  static TimePartitions of(TableName table, Schema schema, PartitionSpec spec, TableConfig config) {
    if (spec.fields().size() != 1) {
      throw refuse(
          table, "it is partitioned by " + spec + "; expected the hour or day of one column");
    }
    PartitionField field = spec.fields().get(0);
    String column = schema.findColumnName(field.sourceId());
    Partitioning partitioning =
        switch (field.transform().toString().toLowerCase(Locale.ROOT)) {
          case "hour" -> Partitioning.HOUR;
          case "day" -> Partitioning.DAY;
          default ->
              throw refuse(
                  table,
                  "it is partitioned by " + spec + "; expected the hour or day of one column");
        };
    String wanted = config.timeColumn().orElse(INGESTED_AT);
    if (!wanted.equals(column)) {
      throw refuse(
          table, "it is divided by time column " + column + ", the configuration names " + wanted);
    }
    return new TimePartitions(spec, column, partitioning);
  }

  /** Whether the writer itself provides the time. */
  boolean byIngestion() {
    return column.equals(INGESTED_AT);
  }

  /** The partition of a moment in microseconds since 1970-01-01 UTC. */
  int ofMicros(long micros) {
    return (int)
        Math.floorDiv(micros, partitioning == Partitioning.HOUR ? 3_600_000_000L : 86_400_000_000L);
  }

  /** The partition of a day since 1970-01-01. */
  int ofDay(int day) {
    return partitioning == Partitioning.HOUR ? Math.multiplyExact(day, HOURS_PER_DAY) : day;
  }

  /** The partition as Iceberg has it; empty for rows without a time. */
  PartitionData data(Optional<Integer> partition) {
    PartitionData data = new PartitionData(spec.partitionType());
    data.set(0, partition.orElse(null));
    return data;
  }

  /** The folder of a partition below the table's data folder. */
  String folder(Optional<Integer> partition) {
    if (partition.isEmpty()) {
      return partitioning == Partitioning.HOUR ? "date=null/hour=null" : "date=null";
    }
    int value = partition.get();
    if (partitioning == Partitioning.DAY) {
      return "date=" + LocalDate.ofEpochDay(value);
    }
    LocalDateTime hour = LocalDateTime.ofEpochSecond(value * 3600L, 0, ZoneOffset.UTC);
    return String.format(Locale.ROOT, "date=%s/hour=%02d", hour.toLocalDate(), hour.getHour());
  }

  /** The column that a table without event time gets in addition. */
  static dev.tributary.schema.Column ingestionColumn() {
    return new dev.tributary.schema.Column(
        INGESTED_AT, ColumnType.Timestamp.MICROS, true, "when the row was taken in, UTC");
  }

  private static TributaryException refuse(TableName table, String reason) {
    return new TributaryException(Recovery.RESTART, "Cannot write table " + table + ": " + reason);
  }
}
