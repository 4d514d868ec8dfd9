package dev.tributary.lakehouse.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import dev.tributary.schema.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.iceberg.Files;
import org.apache.iceberg.SchemaParser;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages, dictionaries, row groups and footer, as parquet-java and DuckDB find them. */
class FileLayoutTest {
  private static final Schema TEXT = Schema.of(Column.of("s", ColumnType.Primitive.STRING));
  private static final int BATCH = 3_777;

  @TempDir Path folder;

  @Test
  void noPageHasMoreRowsThanAllowed() throws IOException {
    Path path = write(TEXT, 100_000, i -> List.of("same"), ParquetOptions.defaults());

    List<Long> pages = rowsOfPages(path);
    assertThat(pages).allMatch(rows -> rows <= 20_000).hasSizeBetween(5, 7);
    assertThat(pages.stream().mapToLong(Long::longValue).sum()).isEqualTo(100_000);
  }

  @Test
  void aPageRowLimitBelowASliceIsKeptToo() throws IOException {
    Path path =
        write(TEXT, 5_000, i -> List.of("same"), ParquetOptions.defaults().withPageRows(100));

    assertThat(rowsOfPages(path)).allMatch(rows -> rows <= 100);
  }

  @Test
  void largeRowsDoNotMakeLargePages() {
    String large = "x".repeat(100_000);
    Path path =
        write(
            TEXT,
            300,
            i -> List.of(i + large),
            ParquetOptions.defaults().withCodec(ParquetCodec.UNCOMPRESSED));

    assertThat(
            DuckDbReader.texts(
                "SELECT max(total_uncompressed_size) < 31000000 FROM parquet_metadata('"
                    + path
                    + "')"))
        .containsExactly("true");
    assertThat(rows(path, TEXT).get(299)).isEqualTo(List.of("299" + large));
    assertThat(bytesOfPages(path)).allMatch(bytes -> bytes < 6_000_000);
  }

  @Test
  void fewDistinctTextsGetADictionary() {
    Path path = write(TEXT, 50_000, i -> List.of("value " + i % 1_000), ParquetOptions.defaults());

    assertThat(encodings(path)).contains("RLE_DICTIONARY");
    assertThat(rows(path, TEXT)).isEqualTo(rowsOf(50_000, i -> List.of("value " + i % 1_000)));
  }

  @Test
  void distinctTextsGetNoDictionary() {
    Path path = write(TEXT, 50_000, i -> List.of("value " + i), ParquetOptions.defaults());

    assertThat(encodings(path)).contains("PLAIN").doesNotContain("RLE_DICTIONARY");
    assertThat(rows(path, TEXT)).isEqualTo(rowsOf(50_000, i -> List.of("value " + i)));
  }

  @Test
  void aDictionaryThatGrowsTooLargeIsLeftInTheMiddleOfAPage() {
    IntFunction<List<Object>> repeatedFirst =
        i -> List.of(i < 30_000 ? "often " + i % 10 : "a rather long and seldom text " + i);
    Path path = write(TEXT, 100_000, repeatedFirst, ParquetOptions.defaults());

    assertThat(encodings(path)).contains("PLAIN", "RLE_DICTIONARY");
    assertThat(rows(path, TEXT)).isEqualTo(rowsOf(100_000, repeatedFirst));
    assertThat(IcebergReader.rows(Files.localInput(path.toFile()), IcebergSchemas.of(TEXT), TEXT))
        .isEqualTo(rowsOf(100_000, repeatedFirst));
  }

  @Test
  void aFirstPageOfNullsDoesNotCostTheDictionary() {
    IntFunction<List<Object>> nullsFirst =
        i -> Arrays.asList(i < 25_000 ? null : "value " + i % 10);
    Path path = write(TEXT, 60_000, nullsFirst, ParquetOptions.defaults());

    assertThat(encodings(path)).contains("PLAIN", "RLE_DICTIONARY");
    assertThat(rows(path, TEXT)).isEqualTo(rowsOf(60_000, nullsFirst));
  }

  @Test
  void dictionariesOfEachTypeSurviveRowGroupsAndFallbacks() {
    Schema schema =
        Schema.of(
            Column.of("l", ColumnType.Primitive.BIGINT),
            Column.of("i", ColumnType.Primitive.INT),
            Column.of("d", ColumnType.Primitive.DOUBLE),
            Column.of("f", ColumnType.Primitive.FLOAT),
            Column.of("s", ColumnType.Primitive.STRING));
    Random random = new Random(9);
    List<List<Object>> values = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) {
      int n = random.nextInt(i / 10_000 % 2 == 0 ? 50 : Integer.MAX_VALUE);
      values.add(
          Arrays.asList(n * 1_000_003L, n, n * 0.1, n * 0.5f, n % 7 == 0 ? null : "text " + n));
    }
    Path path =
        write(
            schema,
            values.size(),
            values::get,
            ParquetOptions.defaults()
                .withPageRows(3_000)
                .withPageBytes(20_000)
                .withRowGroupBytes(100_000));

    assertThat(rows(path, schema)).isEqualTo(values);
    assertThat(
            IcebergReader.rows(Files.localInput(path.toFile()), IcebergSchemas.of(schema), schema))
        .isEqualTo(values);
    assertThat(DuckDbReader.texts("SELECT count(DISTINCT row_group_id) > 3 FROM " + metadata(path)))
        .containsExactly("true");
  }

  @Test
  void theFooterHoldsTheTableSchemaAndColumnIndexes() throws IOException {
    Path path = write(TEXT, 100, i -> List.of("v" + i), ParquetOptions.defaults());

    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(path))) {
      assertThat(reader.getFileMetaData().getKeyValueMetaData())
          .containsEntry("iceberg.schema", SchemaParser.toJson(IcebergSchemas.of(TEXT)));
      assertThat(reader.getFileMetaData().getCreatedBy()).startsWith("parquet-mr version");
      ColumnChunkMetaData chunk = reader.getFooter().getBlocks().get(0).getColumns().get(0);
      assertThat(reader.readColumnIndex(chunk).getMinValues()).hasSize(1);
      assertThat(chunk.getStatistics().minAsString()).isEqualTo("v0");
    }
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> ParquetOptions.defaults().withRowGroupBytes(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid Parquet options: rowGroupBytes is 0");
    assertThatThrownBy(() -> ParquetOptions.defaults().withPageBytes(63))
        .hasMessage("Invalid Parquet options: pageBytes is 63");
    assertThatThrownBy(() -> ParquetOptions.defaults().withPageRows(0))
        .hasMessage("Invalid Parquet options: pageRows is 0");
    assertThatThrownBy(() -> ParquetOptions.defaults().withCompressionLevel(23))
        .hasMessage("Invalid Parquet options: compressionLevel is 23");
    assertThatThrownBy(() -> RowSelection.all(-1)).hasMessage("Invalid row selection: count is -1");
    assertThatThrownBy(() -> RowSelection.all(5).requireWithin(4))
        .hasMessage("Invalid row selection: 5 rows of a batch of 4 rows");
  }

  /** Writes rows in batches that reuse the same vectors. */
  private Path write(
      Schema schema, int count, IntFunction<List<Object>> row, ParquetOptions options) {
    Path path = folder.resolve("f.parquet");
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = Batches.of(allocator, schema, List.of());
        ParquetEncoder encoder =
            ParquetEncoder.create(
                Files.localOutput(path.toFile()), IcebergSchemas.of(schema), options)) {
      List<List<Object>> rows = rowsOf(count, row);
      for (int from = 0; from < count; from += BATCH) {
        List<List<Object>> batch = rows.subList(from, Math.min(count, from + BATCH));
        Batches.fill(root, schema, batch);
        encoder.write(root, RowSelection.all(batch.size()));
      }
      encoder.finish();
    }
    return path;
  }

  private static List<List<Object>> rowsOf(int count, IntFunction<List<Object>> row) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(row.apply(i));
    }
    return rows;
  }

  private static List<List<Object>> rows(Path path, Schema schema) {
    return DuckDbReader.rows(path, schema);
  }

  private static String metadata(Path path) {
    return "parquet_metadata('" + path + "')";
  }

  private static List<String> encodings(Path path) {
    return DuckDbReader.texts(
        "SELECT DISTINCT unnest(string_split(encodings, ', ')) FROM " + metadata(path));
  }

  private static List<Long> rowsOfPages(Path path) throws IOException {
    List<Long> rows = new ArrayList<>();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(path))) {
      for (BlockMetaData block : reader.getFooter().getBlocks()) {
        OffsetIndex index = reader.readOffsetIndex(block.getColumns().get(0));
        for (int page = 0; page < index.getPageCount(); page++) {
          rows.add(
              index.getLastRowIndex(page, block.getRowCount()) - index.getFirstRowIndex(page) + 1);
        }
      }
    }
    return rows;
  }

  private static List<Integer> bytesOfPages(Path path) {
    List<Integer> bytes = new ArrayList<>();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(path))) {
      for (BlockMetaData block : reader.getFooter().getBlocks()) {
        OffsetIndex index = reader.readOffsetIndex(block.getColumns().get(0));
        for (int page = 0; page < index.getPageCount(); page++) {
          bytes.add(index.getCompressedPageSize(page));
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return bytes;
  }
}
