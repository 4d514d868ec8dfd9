package dev.tributary.runner.demo;

import dev.tributary.kafka.broker.EmbeddedKafka;
import dev.tributary.runner.config.Configuration;
import dev.tributary.runner.pipeline.Pipeline;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything that the product needs, in one process and one folder: a broker, two topics that are
 * filled from real data, and a pipeline from them into tables. A demo on the same folder goes on
 * where the last one stopped. Thread-safe.
 */
public final class Demo implements AutoCloseable {
  private static final int PARTITIONS = 2;

  private final EmbeddedKafka kafka;
  private final Pipeline pipeline;
  private final Generator generator;

  private Demo(EmbeddedKafka kafka, Pipeline pipeline, Generator generator) {
    this.kafka = kafka;
    this.pipeline = pipeline;
    this.generator = generator;
  }

  /**
   * Starts broker, pipeline and generator, in this order.
   *
   * @throws dev.tributary.TributaryException when the pipeline cannot start; the message says why
   * @throws IOException when the broker cannot start or the folder cannot be written
   */
  public static Demo start(DemoOptions options) throws IOException, InterruptedException {
    Files.createDirectories(options.folder());
    EmbeddedKafka kafka = EmbeddedKafka.start(options.folder().resolve("kafka"));
    Pipeline pipeline = null;
    try {
      kafka.createTopic("flights", PARTITIONS);
      kafka.createTopic("earthquakes", PARTITIONS);
      pipeline = Pipeline.start(configuration(options, kafka.bootstrapServers()));
      return new Demo(kafka, pipeline, generator(options, kafka.bootstrapServers()));
    } catch (IOException | InterruptedException | RuntimeException e) {
      if (pipeline != null) {
        pipeline.close();
      }
      kafka.close();
      throw e;
    }
  }

  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** The pipeline between the topics and the tables. */
  public Pipeline pipeline() {
    return pipeline;
  }

  /**
   * Ends the generator, then the pipeline, then the broker.
   *
   * @return whether everything that was read is committed
   */
  public boolean stop() throws IOException {
    generator.close();
    boolean clean = pipeline.stop();
    kafka.close();
    return clean;
  }

  @Override
  public void close() {
    try {
      stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Configuration configuration(DemoOptions options, String broker)
      throws IOException {
    Path file = options.folder().resolve("pipeline.yaml");
    int port = options.flightPort().orElseGet(FreePort::preferred);
    Files.writeString(
        file,
        template()
            .replace("%FOLDER%", options.folder().toString().replace('\\', '/'))
            .replace("%BROKER%", broker)
            .replace("%PORT%", Integer.toString(port)));
    return Configuration.load(file, options.environment());
  }

  private static String template() throws IOException {
    try (InputStream in = Demo.class.getResourceAsStream("demo.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Generator generator(DemoOptions options, String broker) throws IOException {
    return Generator.start(
        broker,
        List.of(
            new Generator.Stream(
                DataSet.read("flights-20k.ndjson.gz"),
                "flights",
                PARTITIONS,
                options.flightsPerSecond()),
            new Generator.Stream(
                DataSet.read("earthquakes.ndjson.gz"),
                "earthquakes",
                PARTITIONS,
                options.earthquakesPerSecond())));
  }
}
