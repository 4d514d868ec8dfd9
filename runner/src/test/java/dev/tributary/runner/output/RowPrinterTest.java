package dev.tributary.runner.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.format.JsonFormat;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import dev.tributary.schema.Schema;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;

class RowPrinterTest {
  private static final Schema SCHEMA =
      Schema.of(
          Column.of("id", ColumnType.Primitive.BIGINT),
          Column.of("name", ColumnType.Primitive.STRING),
          Column.of("at", ColumnType.Timestamp.MICROS),
          Column.of("day", ColumnType.Primitive.DATE),
          Column.of("where", ColumnType.parse("struct<x: double, tags: list<string>>")),
          Column.of("ok", ColumnType.Primitive.BOOLEAN));
  private static final List<String> ROWS =
      List.of(
          "{\"id\":1,\"name\":\"a,b\",\"at\":\"2018-01-31T01:49:59.65Z\",\"day\":\"2018-01-31\",\"where\":{\"x\":1.5,\"tags\":[\"p\",null]},\"ok\":true}",
          "{\"id\":22,\"name\":\"say \\\"hi\\\"\"}",
          "{\"id\":333,\"name\":\"\",\"ok\":false}");

  @Test
  void aTableAlignsItsColumns() throws IOException {
    assertThat(print(ResultFormat.TABLE, ROWS))
        .isEqualTo(
            """
             id  name      at                        day         where                        ok
            ---  --------  ------------------------  ----------  ---------------------------  -----
              1  a,b       2018-01-31T01:49:59.650Z  2018-01-31  {"x":1.5,"tags":["p",null]}  true
             22  say "hi"
            333                                                                               false
            (3 rows)
            """);
  }

  @Test
  void aTableWithoutRowsShowsItsColumns() throws IOException {
    assertThat(print(ResultFormat.TABLE, List.of())).startsWith("id  name").endsWith("(0 rows)\n");
  }

  @Test
  void wideCellsOfLaterBatchesStickOutAndVeryWideOnesAreCut() throws IOException {
    String wide = "x".repeat(70);

    assertThat(
            print(
                ResultFormat.TABLE,
                List.of("{\"id\":1,\"name\":\"a\"}"),
                List.of("{\"id\":1234567,\"name\":\"" + wide + "\"}")))
        .contains("\n 1  a\n", "\n1234567  " + "x".repeat(57) + "...\n", "(2 rows)");
  }

  @Test
  void csvQuotesWhatNeedsItAndTellsEmptyFromNull() throws IOException {
    assertThat(print(ResultFormat.CSV, ROWS))
        .isEqualTo(
            """
            id,name,at,day,where,ok
            1,"a,b",2018-01-31T01:49:59.650Z,2018-01-31,"{""x"":1.5,""tags"":[""p"",null]}",true
            22,"say ""hi""\",,,,
            333,"",,,,false
            """);
  }

  @Test
  void jsonIsAnArrayWithOneObjectALine() throws IOException {
    assertThat(print(ResultFormat.JSON, ROWS))
        .isEqualTo(
            """
            [
            {"id":1,"name":"a,b","at":"2018-01-31T01:49:59.650Z","day":"2018-01-31","where":{"x":1.5,"tags":["p",null]},"ok":true},
            {"id":22,"name":"say \\"hi\\"","at":null,"day":null,"where":null,"ok":null},
            {"id":333,"name":"","at":null,"day":null,"where":null,"ok":false}
            ]
            """);
  }

  @SafeVarargs
  private static String print(ResultFormat format, List<String>... batches) throws IOException {
    StringWriter text = new StringWriter();
    RowPrinter printer = format.printer(new PrintWriter(text));
    boolean begun = false;
    for (List<String> messages : batches) {
      try (BufferAllocator allocator = new RootAllocator();
          VectorSchemaRoot rows =
              JsonFormat.of(SCHEMA)
                  .newDecoder(allocator)
                  .decode(messages.stream().map(m -> m.getBytes(UTF_8)).toList())
                  .vectors()) {
        if (!begun) {
          printer.begin(rows.getSchema());
          begun = true;
        }
        printer.print(rows);
      }
    }
    printer.end();
    return text.toString().replace(System.lineSeparator(), "\n");
  }
}
