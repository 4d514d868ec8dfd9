package dev.tributary.lakehouse.parquet;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Zstd, one frame a page. Keeps no native context between pages: a thousand files may be open at
 * once.
 */
final class ZstdPageCompressor implements BytesInputCompressor {
  private final int level;

  ZstdPageCompressor(int level) {
    this.level = level;
  }

  @Override
  public BytesInput compress(BytesInput page) throws IOException {
    ByteBuffer raw = page.toByteBuffer(HeapByteBufferAllocator.getInstance(), buffer -> {});
    byte[] compressed = new byte[Math.toIntExact(Zstd.compressBound(raw.remaining()))];
    long length =
        Zstd.compressByteArray(
            compressed,
            0,
            compressed.length,
            raw.array(),
            raw.arrayOffset() + raw.position(),
            raw.remaining(),
            level);
    if (Zstd.isError(length)) {
      throw new IOException(
          "Cannot compress a page of "
              + raw.remaining()
              + " bytes with zstd: "
              + Zstd.getErrorName(length));
    }
    return BytesInput.from(compressed, 0, (int) length);
  }

  @Override
  public CompressionCodecName getCodecName() {
    return CompressionCodecName.ZSTD;
  }

  @Override
  public void release() {}
}
