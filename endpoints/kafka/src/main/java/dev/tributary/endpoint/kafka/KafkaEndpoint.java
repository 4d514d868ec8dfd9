package dev.tributary.endpoint.kafka;

import dev.tributary.endpoint.EndpointReader;
import dev.tributary.endpoint.ReaderContext;
import dev.tributary.endpoint.Replay;
import dev.tributary.endpoint.StreamingEndpoint;
import dev.tributary.format.MessageFormat;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A Kafka topic as a stream: all its partitions, those too that are added while it is read.
 *
 * <p>A reader sees committed records only. It resumes from the position that it is given and from
 * nothing else; offsets of the consumer group (named as the reader) are written for display and
 * never read. A position that the topic cannot serve any more (records expired, log cut, topic
 * created anew, another cluster) is an error, never a jump. Immutable and thread-safe.
 *
 * <p>That a topic was deleted and created again under a running reader is noticed at the next
 * question to the broker, {@code discovery.interval.ms} apart, or at once when the new topic is
 * shorter than the position.
 */
public final class KafkaEndpoint implements StreamingEndpoint {
  private final String id;
  private final KafkaEndpointConfig config;
  private final MessageFormat format;

  private KafkaEndpoint(String id, KafkaEndpointConfig config, MessageFormat format) {
    this.id = Objects.requireNonNull(id, "id is null");
    this.config = Objects.requireNonNull(config, "config is null");
    this.format = Objects.requireNonNull(format, "format is null");
  }

  /**
   * A topic, read with defaults; the endpoint's id is the topic's name.
   *
   * @param bootstrapServers {@code host:port}, separated by commas
   */
  public static KafkaEndpoint of(String bootstrapServers, String topic, MessageFormat format) {
    return of(topic, KafkaEndpointConfig.of(bootstrapServers, topic), format);
  }

  /** A topic, read as configured. */
  public static KafkaEndpoint of(String id, KafkaEndpointConfig config, MessageFormat format) {
    return new KafkaEndpoint(id, config, format);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String type() {
    return "kafka";
  }

  @Override
  public Map<String, String> location() {
    Map<String, String> location = new LinkedHashMap<>();
    location.put("bootstrap.servers", config.bootstrapServers());
    location.put("topic", config.topic());
    return Collections.unmodifiableMap(location);
  }

  @Override
  public Set<Replay> replay() {
    return Set.of(Replay.FROM_POSITION);
  }

  @Override
  public EndpointReader openReader(ReaderContext context) throws InterruptedException {
    return new KafkaReaderOpening(config, format, context).open();
  }

  @Override
  public String toString() {
    return "kafka topic " + config.topic() + " at " + config.bootstrapServers();
  }
}
