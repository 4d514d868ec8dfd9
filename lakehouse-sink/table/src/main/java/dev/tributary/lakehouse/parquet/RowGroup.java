package dev.tributary.lakehouse.parquet;

import java.io.IOException;
import java.util.List;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;

/** The pages of one row group, in memory until the row group is written to the file as a whole. */
final class RowGroup {
  // what the objects of an open column take beside its data; measured
  private static final int COLUMN_BYTES = 2_500;

  private final ColumnChunkPageWriteStore pages;
  private final ColumnWriteStore columns;
  private final int columnCount;
  private long rows;

  /** Sends the values of the leaves into this row group from here on. */
  RowGroup(
      MessageType schema,
      List<LeafColumn> leaves,
      BytesInputCompressor compressor,
      ParquetProperties properties) {
    this.pages =
        ColumnChunkPageWriteStore.builder()
            .withCompressorProvider(column -> compressor)
            .withSchema(schema)
            .withAllocator(properties.getAllocator())
            .withColumnIndexTruncateLength(properties.getColumnIndexTruncateLength())
            .withPageWriteChecksumEnabled(properties.getPageWriteChecksumEnabled())
            .build();
    this.columns = properties.newColumnWriteStore(schema, pages);
    this.columnCount = leaves.size();
    for (LeafColumn leaf : leaves) {
      leaf.writeTo(columns.getColumnWriter(leaf.descriptor()));
    }
  }

  /** Says that every column has the values of {@code count} more rows; may end pages. */
  void endRows(int count) {
    for (int i = 0; i < count; i++) {
      columns.endRecord();
    }
    rows += count;
  }

  /** Size of the ended pages as they will be written, and of the open ones before compression. */
  long encodedBytes() {
    return columns.getBufferedSize();
  }

  /** Memory held, about. */
  long allocatedBytes() {
    return columns.getAllocatedSize() + (long) COLUMN_BYTES * columnCount;
  }

  /** Ends all pages and writes them; the row group is used up. */
  void writeTo(ParquetFileWriter file) throws IOException {
    file.startBlock(rows);
    columns.flush();
    pages.flushToFileWriter(file);
    file.endBlock();
    columns.close();
    pages.close();
  }
}
