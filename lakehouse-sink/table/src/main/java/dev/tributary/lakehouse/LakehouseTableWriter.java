package dev.tributary.lakehouse;

import dev.tributary.TributaryException;
import dev.tributary.TributaryException.Recovery;
import dev.tributary.endpoint.Position;
import dev.tributary.endpoint.RecordBatch;
import dev.tributary.lakehouse.commit.MetadataUpkeep;
import dev.tributary.lakehouse.commit.OwnerState;
import dev.tributary.lakehouse.commit.SafeCommit;
import dev.tributary.lakehouse.commit.TableStates;
import dev.tributary.lakehouse.parquet.RowSelection;
import dev.tributary.schema.Column;
import dev.tributary.schema.Schema;
import dev.tributary.writer.CommitReceipt;
import dev.tributary.writer.ContinuousWriter;
import dev.tributary.writer.PendingRows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;

/** Writes one owner's rows to a table: encodes them at once, commits files and state together. */
final class LakehouseTableWriter implements ContinuousWriter {
  private final Lakehouse lakehouse;
  private final TableName name;
  private final TableConfig config;
  private final String owner;
  private final TableAccess access;

  private Optional<BaseTable> table;
  private Optional<OwnerState> state;
  private Schema fitted;
  private Schema rowless = Schema.empty();
  private TimePartitions partitions;
  private PartitionFiles files;
  private final List<DataFile> finished = new ArrayList<>();
  private int commits;
  private volatile PendingRows pending = PendingRows.NONE;
  private volatile Optional<String> trouble = Optional.empty();

  private LakehouseTableWriter(
      Lakehouse lakehouse, TableName name, TableConfig config, String owner) {
    this.lakehouse = lakehouse;
    this.name = name;
    this.config = config;
    this.owner = owner;
    this.access = new TableAccess(lakehouse, name, config, told -> trouble = Optional.of(told));
    this.table = access.find();
    this.state = table.flatMap(t -> TableStates.of(t.operations().current()).find(owner));
  }

  static LakehouseTableWriter open(
      Lakehouse lakehouse, TableName name, TableConfig config, String owner) {
    return new LakehouseTableWriter(lakehouse, name, config, owner);
  }

  @Override
  public Optional<Position> state() {
    return state.map(OwnerState::position);
  }

  @Override
  public void write(RecordBatch batch) throws InterruptedException {
    if (batch.rowCount() == 0) {
      rowless = batch.schema();
      return;
    }
    fit(batch.schema());
    if (partitions.byIngestion()) {
      VectorSchemaRoot stamped =
          new IngestionTime(lakehouse.clock()).add(batch.vectors(), lakehouse.allocator());
      try {
        encode(stamped);
      } finally {
        IngestionTime.columnOf(stamped).close();
      }
    } else {
      encode(batch.vectors());
    }
    pending = pending.plus(batch.rowCount(), batch.sourceBytes());
  }

  @Override
  public CommitReceipt checkpoint(Position next) throws InterruptedException {
    requireSmall(next);
    long began = System.nanoTime();
    long rows = pending.rows();
    makeTableForState();
    closeFiles();
    OwnerState mine = new OwnerState(UUID.randomUUID().toString(), next);
    int attempts = 0;
    if (table.isPresent()) {
      attempts = commit(table.get(), mine);
      state = Optional.of(mine);
    }
    long bytes = finished.stream().mapToLong(DataFile::fileSizeInBytes).sum();
    CommitReceipt receipt =
        new CommitReceipt(
            mine.commitId(),
            rows,
            finished.size(),
            bytes,
            attempts,
            Instant.ofEpochMilli(lakehouse.clock().millis()),
            Duration.ofNanos(System.nanoTime() - began));
    finished.clear();
    pending = PendingRows.NONE;
    upkeep();
    return receipt;
  }

  @Override
  public Optional<String> trouble() {
    return trouble;
  }

  @Override
  public PendingRows pending() {
    return pending;
  }

  @Override
  public String target() {
    return "table " + name;
  }

  @Override
  public void close(boolean failed) {
    if (files != null) {
      files.abandon();
      files = null;
    }
    finished.clear();
    pending = PendingRows.NONE;
  }

  private int commit(BaseTable to, OwnerState next) throws InterruptedException {
    SafeCommit commit =
        new SafeCommit(
            name.toString(),
            owner,
            to.operations(),
            lakehouse.clockGuard(),
            config.commitTimeout(),
            told -> trouble = Optional.of(told));
    int attempts = commit.append(finished, state, next);
    trouble = Optional.empty();
    return attempts;
  }

  private void encode(VectorSchemaRoot vectors) {
    if (files == null) {
      files = new PartitionFiles(table.orElseThrow(), partitions, config);
    }
    Map<Optional<Integer>, RowIndexes> routed = new PartitionRouter(partitions).route(vectors);
    routed.forEach(
        (partition, rows) ->
            files.write(
                partition,
                vectors,
                rows.size() == vectors.getRowCount()
                    ? RowSelection.all(rows.size())
                    : RowSelection.of(rows.toArray())));
  }

  /** Makes the table fit a schema that was not seen yet; files begun under the old one end here. */
  private void fit(Schema batch) throws InterruptedException {
    if (batch.equals(fitted)) {
      return;
    }
    closeFiles();
    BaseTable fit = access.fit(table, withIngestionTime(batch));
    trouble = Optional.empty();
    partitions = TimePartitions.of(name, fit.schema(), fit.spec(), config);
    table = Optional.of(fit);
    fitted = batch;
  }

  /** A position without a row needs a place too; there is one as soon as the columns are known. */
  private void makeTableForState() throws InterruptedException {
    String time = config.timeColumn().orElse(TimePartitions.INGESTED_AT);
    if (table.isEmpty() && !rowless.isEmpty() && withIngestionTime(rowless).at(time).isPresent()) {
      fit(rowless);
    }
  }

  private Schema withIngestionTime(Schema batch) {
    if (config.timeColumn().isPresent()) {
      return batch;
    }
    List<Column> columns = new ArrayList<>(batch.columns());
    columns.add(TimePartitions.ingestionColumn());
    return new Schema(columns);
  }

  private void closeFiles() {
    if (files != null) {
      finished.addAll(files.finish());
      files = null;
    }
  }

  private void requireSmall(Position next) {
    int bytes = next.json().length();
    if (bytes > config.stateBytes()) {
      throw new TributaryException(
          Recovery.STOP,
          "Cannot commit to table "
              + name
              + ": the state of "
              + owner
              + " has "
              + bytes
              + " bytes, state.max.bytes is "
              + config.stateBytes());
    }
  }

  private void upkeep() {
    if (table.isPresent() && ++commits % config.upkeepEvery() == 0) {
      new MetadataUpkeep(
              name.toString(),
              table.get().operations(),
              config.snapshotsKept(),
              config.snapshotsKeptFor(),
              config.metadataGrace())
          .run();
    }
  }
}
