package dev.tributary.lakehouse.parquet;

import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Leaves pages as they are. */
final class PlainPages implements BytesInputCompressor {
  @Override
  public BytesInput compress(BytesInput page) {
    return page;
  }

  @Override
  public CompressionCodecName getCodecName() {
    return CompressionCodecName.UNCOMPRESSED;
  }

  @Override
  public void release() {}
}
