package dev.tributary.lakehouse.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.io.OutputFile;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.schema.MessageType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes rows of Arrow batches into one Parquet data file of an Iceberg table.
 *
 * <p>Call order: {@link #write} any number of times, {@link #finish()} at most once, {@link
 * #close()}. After a call has thrown, only {@code close()} is allowed; a batch refused for its
 * columns alone leaves the encoder as it was. Closing without finishing abandons the file: whatever
 * of it exists is incomplete, and the caller deletes it. Not thread-safe.
 *
 * <p>Rows wait in memory until a row group is full or the file is finished; only then is the output
 * file created, so that many encoders may be open at once without a file handle each.
 *
 * <p>Vectors are those of {@link dev.tributary.schema.ArrowTypes}. They find their columns by name
 * at each level. A column without vector is null. Whole numbers go into wider whole numbers, float
 * into double, decimals into decimals of the same scale and more precision; nothing else is
 * converted.
 */
public final class ParquetEncoder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ParquetEncoder.class);
  // Columns are written in turn for this many rows; page and row group sizes are looked at between.
  private static final int SLICE_ROWS = 1_000;
  private static final int PAGE_CHECK_ROWS = 50;

  private final ParquetOutput output;
  private final Schema schema;
  private final ParquetOptions options;
  private final MessageType parquetSchema;
  private final List<LeafColumn> leaves;
  private final ParquetProperties properties;
  private final BytesInputCompressor compressor;
  private final ValueCopiers copiers = new ValueCopiers(new ValueBytes());
  private final int sliceRows;

  private State state = State.OPEN;
  private RowGroup rowGroup;
  private ParquetFileWriter file;
  private long rows;

  private enum State {
    OPEN,
    FAILED,
    FINISHED,
    CLOSED
  }

  private ParquetEncoder(OutputFile output, Schema schema, ParquetOptions options) {
    this.output = new ParquetOutput(output);
    this.schema = schema;
    this.options = options;
    this.parquetSchema = ParquetSchemas.toParquet(schema);
    this.leaves = LeafColumns.of(schema, parquetSchema);
    this.sliceRows = Math.min(SLICE_ROWS, options.pageRows());
    this.properties = properties(options, sliceRows);
    this.compressor =
        switch (options.codec()) {
          case ZSTD -> new ZstdPageCompressor(options.compressionLevel());
          case UNCOMPRESSED -> new PlainPages();
        };
  }

  /**
   * Creates nothing yet but the encoder.
   *
   * @param output a file that does not exist; its stream's {@code close()} makes it durable
   * @param schema the table's schema, with the table's field ids
   * @throws IllegalArgumentException when the schema has no Parquet form
   */
  public static ParquetEncoder create(OutputFile output, Schema schema, ParquetOptions options) {
    return new ParquetEncoder(output, schema, options);
  }

  private static ParquetProperties properties(ParquetOptions options, int sliceRows) {
    return ParquetProperties.builder()
        // without one of its own, all writers of the process share one, set up by the last of them
        .withValuesWriterFactory(new ValuesWriters())
        .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_1_0)
        .withDictionaryEncoding(true)
        .withPageSize(options.pageBytes())
        .withDictionaryPageSize(options.pageBytes())
        // a page is ended up to one slice after it reached the limit
        .withPageRowCountLimit(options.pageRows() - sliceRows + 1)
        .estimateRowCountForPageSizeCheck(false)
        .withMinRowCountForPageSizeCheck(PAGE_CHECK_ROWS)
        .build();
  }

  /**
   * Takes the selected rows; does not keep the vectors.
   *
   * @param vectors row count set
   * @throws IllegalArgumentException when a vector has no column or does not fit it, a required
   *     column is missing or null, or a selected row does not exist; the message names the column
   * @throws UncheckedIOException when the file cannot be written; the message names it
   */
  public void write(VectorSchemaRoot vectors, RowSelection selection) {
    requireOpen();
    selection.requireWithin(vectors.getRowCount());
    List<Shredder> shredders =
        VectorBinder.bind(schema.columns(), leaves, vectors.getFieldVectors(), copiers);
    state = State.FAILED;
    int step = sliceRows(vectors);
    for (int from = 0; from < selection.size(); from += step) {
      int to = Math.min(from + step, selection.size());
      writeSlice(shredders, selection, from, to);
    }
    state = State.OPEN;
  }

  private void writeSlice(List<Shredder> shredders, RowSelection selection, int from, int to) {
    if (rowGroup == null) {
      rowGroup = new RowGroup(parquetSchema, leaves, compressor, properties);
    }
    for (Shredder shredder : shredders) {
      shredder.shredRows(selection, from, to);
    }
    rowGroup.endRows(to - from);
    rows += to - from;
    if (rowGroup.encodedBytes() >= options.rowGroupBytes()) {
      writing(this::writeRowGroup);
    }
  }

  /** Fewer rows at a time when rows are large, so that pages and row groups end in time. */
  private int sliceRows(VectorSchemaRoot vectors) {
    long bytes = vectors.getFieldVectors().stream().mapToLong(FieldVector::getBufferSize).sum();
    long rowBytes = Math.max(1, bytes / Math.max(1, vectors.getRowCount()));
    return (int) Math.max(1, Math.min(sliceRows, options.pageBytes() / rowBytes));
  }

  /** Bytes of heap memory that the rows taken and not yet written to the file hold, about. */
  public long bufferedBytes() {
    return rowGroup == null ? 0 : rowGroup.allocatedBytes();
  }

  /** Rows taken so far. */
  public long rows() {
    return rows;
  }

  /**
   * Writes what is left and the footer, and closes the file. A file without rows is a file too.
   *
   * @throws UncheckedIOException when the file cannot be written; the message names it
   */
  public ParquetFile finish() {
    requireOpen();
    state = State.FAILED;
    writing(
        () -> {
          writeRowGroup();
          file().end(Map.of("iceberg.schema", SchemaParser.toJson(schema)));
        });
    state = State.FINISHED;
    List<BlockMetaData> rowGroups = file.getFooter().getBlocks();
    return new ParquetFile(
        output.length(),
        rows,
        FooterMetrics.of(leaves, rowGroups),
        rowGroups.stream().map(BlockMetaData::getStartingPos).toList());
  }

  private void writeRowGroup() throws IOException {
    if (rowGroup != null) {
      rowGroup.writeTo(file());
      rowGroup = null;
    }
  }

  private ParquetFileWriter file() throws IOException {
    if (file == null) {
      file =
          new ParquetFileWriter(
              output,
              parquetSchema,
              ParquetFileWriter.Mode.CREATE,
              options.rowGroupBytes(),
              0,
              properties.getColumnIndexTruncateLength(),
              properties.getStatisticsTruncateLength(),
              properties.getPageWriteChecksumEnabled());
      file.start();
    }
    return file;
  }

  /** Frees everything, and abandons the file unless it is finished; never throws. */
  @Override
  public void close() {
    boolean abandoned = state == State.OPEN || state == State.FAILED;
    state = State.CLOSED;
    rowGroup = null;
    file = null;
    if (abandoned) {
      try {
        output.abandon();
      } catch (IOException | RuntimeException e) {
        LOG.warn("Cannot close abandoned file {}", output.location(), e);
      }
    }
  }

  private void requireOpen() {
    if (state != State.OPEN) {
      throw new IllegalStateException(
          "Cannot write file "
              + output.location()
              + ": it is "
              + state.name().toLowerCase(Locale.ROOT));
    }
  }

  private void writing(Writing action) {
    try {
      action.run();
    } catch (IOException e) {
      throw cannotWrite(e);
    } catch (UncheckedIOException e) {
      throw cannotWrite(e.getCause());
    }
  }

  private UncheckedIOException cannotWrite(IOException cause) {
    return new UncheckedIOException(
        "Cannot write file " + output.location() + ": " + cause.getMessage(), cause);
  }

  @FunctionalInterface
  private interface Writing {
    void run() throws IOException;
  }
}
