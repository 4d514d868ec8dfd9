package dev.tributary.endpoint.kafka;

import dev.tributary.config.Setting;
import dev.tributary.config.SettingValues;
import dev.tributary.config.Settings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a Kafka topic is read. Immutable; {@link #toString()} shows no secret.
 *
 * <p>Beside {@link #SETTINGS}, every property of Kafka's own consumer and admin client can be given
 * under the prefix {@value #CLIENT_PREFIX}, for example {@code client.security.protocol}; except
 * those that the endpoint must decide itself, such as {@code group.id} or {@code isolation.level}.
 *
 * @param client properties for Kafka's clients, without prefix
 */
public record KafkaEndpointConfig(
    String bootstrapServers,
    String topic,
    int pollMaxRecords,
    int fetchMaxBytes,
    Duration discoveryInterval,
    Duration connectTimeout,
    StartFrom startFrom,
    Map<String, String> client) {

  /** What names of Kafka's own properties begin with in a configuration. */
  public static final String CLIENT_PREFIX = "client.";

  public static final Setting<String> BOOTSTRAP_SERVERS =
      Setting.requiredText(
          "bootstrap.servers", "Brokers to ask first: host:port, separated by commas.");
  public static final Setting<String> TOPIC =
      Setting.requiredText("topic", "The topic to read; it must exist.");
  public static final Setting<Long> POLL_MAX_RECORDS =
      Setting.number("poll.max.records", 20_000, 1, 1_000_000, "Most records in one batch.");
  public static final Setting<Long> FETCH_MAX_BYTES =
      Setting.bytes(
          "fetch.max.bytes",
          16L << 20,
          1L << 10,
          1L << 30,
          "Most bytes that one request to a broker brings back; bounds the memory for records"
              + " that are fetched ahead. A single larger record is read all the same.");
  public static final Setting<Duration> DISCOVERY_INTERVAL =
      Setting.millis(
          "discovery.interval.ms",
          5_000,
          100,
          3_600_000,
          "How often the broker is asked for new partitions, the topic's id and how far it got.");
  public static final Setting<Duration> CONNECT_TIMEOUT =
      Setting.millis(
          "connect.timeout.ms",
          10_000,
          100,
          600_000,
          "How long opening waits for the broker's answer.");
  public static final Setting<StartFrom> START_FROM =
      Setting.choice(
          "start.from",
          StartFrom.class,
          StartFrom.EARLIEST,
          "Where to begin when no position exists yet: at the first record or behind the last.");

  public static final Settings SETTINGS =
      Settings.of(
          BOOTSTRAP_SERVERS,
          TOPIC,
          POLL_MAX_RECORDS,
          FETCH_MAX_BYTES,
          DISCOVERY_INTERVAL,
          CONNECT_TIMEOUT,
          START_FROM);

  private static final Pattern TOPIC_NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  /** Where reading begins when no position exists yet. */
  public enum StartFrom {
    /** At the first record that the topic holds. */
    EARLIEST,
    /** Behind the last record that the topic holds. */
    LATEST
  }

  /**
   * @throws IllegalArgumentException when an address, the topic's name or a client property cannot
   *     be used
   */
  public KafkaEndpointConfig {
    BootstrapServers.parse(bootstrapServers);
    if (!TOPIC_NAME.matcher(topic).matches() || topic.matches("\\.{1,2}")) {
      throw new IllegalArgumentException(
          "Cannot use topic: must be 1 to 249 letters, digits, dots, underscores or dashes, got \""
              + topic
              + "\"");
    }
    client = Map.copyOf(client);
    ClientProperties.requireUsable(client.keySet());
  }

  /** Defaults for everything but the topic. */
  public static KafkaEndpointConfig of(String bootstrapServers, String topic) {
    return of(Map.of(BOOTSTRAP_SERVERS.name(), bootstrapServers, TOPIC.name(), topic));
  }

  /**
   * Checks and reads settings by name, those with the prefix {@value #CLIENT_PREFIX} too.
   *
   * @throws IllegalArgumentException when something is wrong with them
   */
  public static KafkaEndpointConfig of(Map<String, String> texts) {
    Map<String, String> own = new LinkedHashMap<>(texts);
    own.keySet().removeIf(name -> name.startsWith(CLIENT_PREFIX));
    return from(SettingValues.of(SETTINGS, own), clientProperties(texts));
  }

  /** Reads checked values; no property for Kafka's own clients. */
  public static KafkaEndpointConfig from(SettingValues values) {
    return from(values, Map.of());
  }

  /**
   * Reads checked values.
   *
   * @param client properties for Kafka's own clients, without prefix
   * @throws IllegalArgumentException when an address, the topic's name or a client property cannot
   *     be used
   */
  public static KafkaEndpointConfig from(SettingValues values, Map<String, String> client) {
    return new KafkaEndpointConfig(
        values.get(BOOTSTRAP_SERVERS),
        values.get(TOPIC),
        Math.toIntExact(values.get(POLL_MAX_RECORDS)),
        Math.toIntExact(values.get(FETCH_MAX_BYTES)),
        values.get(DISCOVERY_INTERVAL),
        values.get(CONNECT_TIMEOUT),
        values.get(START_FROM),
        client);
  }

  /**
   * Picks the properties for Kafka's own clients out of settings by name: those with the prefix
   * {@value #CLIENT_PREFIX}, which the result has no more.
   *
   * @throws IllegalArgumentException when Kafka knows no such property, or the endpoint decides it;
   *     one problem a line
   */
  public static Map<String, String> clientProperties(Map<String, String> texts) {
    Map<String, String> client = new LinkedHashMap<>();
    texts.forEach(
        (name, text) -> {
          if (name.startsWith(CLIENT_PREFIX)) {
            client.put(name.substring(CLIENT_PREFIX.length()), text);
          }
        });
    ClientProperties.requireUsable(client.keySet());
    return client;
  }

  @Override
  public String toString() {
    return "bootstrap.servers="
        + bootstrapServers
        + ", topic="
        + topic
        + ", poll.max.records="
        + pollMaxRecords
        + ", fetch.max.bytes="
        + fetchMaxBytes
        + ", discovery.interval.ms="
        + discoveryInterval.toMillis()
        + ", connect.timeout.ms="
        + connectTimeout.toMillis()
        + ", start.from="
        + startFrom.name().toLowerCase(Locale.ROOT)
        + ClientProperties.shown(client);
  }
}
