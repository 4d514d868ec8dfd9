package dev.tributary.lakehouse.parquet;

import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.factory.ValuesWriterFactory;
import org.apache.parquet.column.values.plain.BooleanPlainValuesWriter;
import org.apache.parquet.column.values.plain.FixedLenByteArrayPlainValuesWriter;

/**
 * Which encoding a column gets, as in Parquet's version 1: a dictionary as long as that pays, plain
 * otherwise; booleans and fixed-length bytes always plain.
 */
final class ValuesWriters implements ValuesWriterFactory {
  private static final int FIRST_SLAB_BYTES = 64;

  private ParquetProperties properties;

  @Override
  public void initialize(ParquetProperties owner) {
    properties = owner;
  }

  @Override
  public ValuesWriter newValuesWriter(ColumnDescriptor column) {
    int maxDictionaryBytes = properties.getDictionaryPageSizeThreshold();
    int pageBytes = properties.getPageSizeThreshold();
    ByteBufferAllocator allocator = properties.getAllocator();
    return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
      case BOOLEAN -> new BooleanPlainValuesWriter();
      case INT32, FLOAT -> new IntDictionary(maxDictionaryBytes, pageBytes, allocator);
      case INT64, DOUBLE -> new LongDictionary(maxDictionaryBytes, pageBytes, allocator);
      case BINARY -> new BinaryDictionary(maxDictionaryBytes, pageBytes, allocator);
      case FIXED_LEN_BYTE_ARRAY, INT96 ->
          new FixedLenByteArrayPlainValuesWriter(
              column.getPrimitiveType().getTypeLength(), FIRST_SLAB_BYTES, pageBytes, allocator);
    };
  }
}
