package dev.tributary.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.config.SettingValues;
import dev.tributary.endpoint.Position;
import dev.tributary.endpoint.RecordBatch;
import dev.tributary.format.DecodedMessages;
import dev.tributary.format.JsonFormat;
import dev.tributary.format.MessageDecoder;
import dev.tributary.lakehouse.Lakehouse;
import dev.tributary.lakehouse.TableConfig;
import dev.tributary.lakehouse.TableName;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import dev.tributary.schema.Schema;
import dev.tributary.writer.ContinuousWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lakehouse's own writer and the engine agree about files, field ids and partitions. */
class LakehouseQueryTest {
  private static final Schema SCHEMA =
      Schema.of(
          Column.of("id", ColumnType.parse("bigint")),
          Column.of("properties", ColumnType.parse("struct<mag: double, time: timestamp(us)>")));

  @TempDir Path folder;

  @Test
  void rowsOfTheLakehouseAreReadAndPruned() throws Exception {
    try (Lakehouse lake = Lakehouse.open(folder);
        BufferAllocator allocator = new RootAllocator();
        QueryEngine engine = QueryEngine.open(lake, QueryConfig.defaults())) {
      TableConfig byTime =
          TableConfig.from(
              SettingValues.of(TableConfig.SETTINGS, Map.of("time.column", "properties.time")));
      ContinuousWriter writer =
          lake.table(TableName.parse("geo.quakes"), byTime).openWriter("test");
      MessageDecoder decoder = JsonFormat.of(SCHEMA).newDecoder(allocator);
      write(
          writer,
          decoder,
          "{\"id\":1,\"properties\":{\"mag\":0.5,\"time\":1517363399650}}",
          "{\"id\":2,\"properties\":{\"mag\":1.5,\"time\":1517367000000}}",
          "{\"id\":3,\"properties\":{\"mag\":2.5,\"time\":1517450000000}}");
      writer.close(false);

      assertThat(engine.tables()).containsExactly(TableName.parse("geo.quakes"));
      String sql =
          "SELECT sum(properties.mag), count(*) FROM geo.quakes WHERE properties.time <"
              + " '2018-01-31 02:00:00'";
      try (QueryResult result = engine.execute(sql, allocator)) {
        assertThat(result.tables().get(0).plannedFiles()).isEqualTo(1);
        assertThat(result.tables().get(0).skippedFiles()).isEqualTo(2);
        assertThat(QueryFixture.rows(result)).containsExactly(List.of(0.5, 1L));
      }
      try (QueryResult result =
          engine.execute("SELECT * FROM quakes ORDER BY id DESC LIMIT 1", allocator)) {
        assertThat(result.schema()).isEqualTo(engine.columns(TableName.parse("geo.quakes")));
        assertThat(QueryFixture.rows(result).get(0).get(0)).isEqualTo(3L);
      }
    }
  }

  private static void write(ContinuousWriter writer, MessageDecoder decoder, String... texts)
      throws InterruptedException {
    List<byte[]> messages =
        Arrays.stream(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    DecodedMessages decoded = decoder.decode(messages);
    try (RecordBatch batch =
        new RecordBatch(
            decoded.schema(),
            decoded.vectors(),
            new Position("{\"n\":0}"),
            new Position("{\"n\":1}"),
            100)) {
      writer.write(batch);
      writer.checkpoint(new Position("{\"n\":1}"));
    }
  }
}
