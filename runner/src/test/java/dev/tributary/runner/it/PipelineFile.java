package dev.tributary.runner.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The pipeline that the process tests run: numbered records from one topic into one table. */
final class PipelineFile {
  static final String TOPIC = "numbers";
  static final String TABLE = "test.numbers";
  static final String ACTIVITY = "numbers-to-lake";

  private PipelineFile() {}

  static Path write(Path folder, String name, String bootstrapServers) throws IOException {
    return Files.writeString(
        folder.resolve(name),
        """
        lakehouse:
          catalog: jdbc:sqlite:lake/catalog.db
          warehouse: lake/warehouse
        endpoints:
          numbers:
            type: kafka
            bootstrap.servers: "%s"
            topic: numbers
            format: json
            schema: { part: int, seq: bigint, at: timestamp, payload: string }
        activities:
          numbers-to-lake:
            input: numbers
            recipe: sync
            output: { table: test.numbers, time.column: at }
            commit: { interval.ms: 100 }
        flight-sql: { port: 0 }
        """
            .formatted(bootstrapServers));
  }
}
