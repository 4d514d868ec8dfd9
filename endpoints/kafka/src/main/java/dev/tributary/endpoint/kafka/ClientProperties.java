package dev.tributary.endpoint.kafka;

import dev.tributary.config.DidYouMean;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigDef;

/** What Kafka's own clients are configured with. */
final class ClientProperties {
  /** What the endpoint's guarantees rest on, or what it has settings of its own for. */
  private static final Set<String> DECIDED_HERE =
      Set.of(
          ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
          AdminClientConfig.BOOTSTRAP_CONTROLLERS_CONFIG,
          ConsumerConfig.GROUP_ID_CONFIG,
          ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
          ConsumerConfig.GROUP_PROTOCOL_CONFIG,
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
          ConsumerConfig.ISOLATION_LEVEL_CONFIG,
          ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
          ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
          ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
          ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
          ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
          ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG,
          ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG);

  private static final int PARTITION_FETCH_BYTES = 4 << 20;
  private static final int REQUEST_TIMEOUT_MILLIS = 30_000;

  private ClientProperties() {}

  /** Refuses names that Kafka does not know, or that are not the user's to decide. */
  static void requireUsable(Collection<String> names) {
    Set<String> known = new TreeSet<>(ConsumerConfig.configNames());
    known.addAll(AdminClientConfig.configNames());
    known.removeAll(DECIDED_HERE);
    List<String> problems = new ArrayList<>();
    for (String name : new TreeSet<>(names)) {
      String shown = "Cannot use " + KafkaEndpointConfig.CLIENT_PREFIX + name + ": ";
      if (DECIDED_HERE.contains(name)) {
        problems.add(shown + "the endpoint decides it itself");
      } else if (!known.contains(name)) {
        problems.add(
            shown
                + "Kafka's clients have no such property"
                + DidYouMean.among(known, name)
                    .map(near -> "; did you mean " + KafkaEndpointConfig.CLIENT_PREFIX + near + "?")
                    .orElse(""));
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
  }

  /** Whether Kafka itself hides the value of that property. */
  static boolean isSecret(String name) {
    return isSecret(ConsumerConfig.configDef(), name)
        || isSecret(AdminClientConfig.configDef(), name);
  }

  /** For people: each property behind a comma, secrets as {@code ****}. */
  static String shown(Map<String, String> client) {
    StringBuilder shown = new StringBuilder();
    new TreeMap<>(client)
        .forEach(
            (name, value) ->
                shown
                    .append(", ")
                    .append(KafkaEndpointConfig.CLIENT_PREFIX)
                    .append(name)
                    .append('=')
                    .append(isSecret(name) ? "****" : value));
    return shown.toString();
  }

  static Map<String, Object> consumer(KafkaEndpointConfig config, String group) {
    Map<String, Object> all = common(config, ConsumerConfig.configNames());
    all.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.pollMaxRecords());
    all.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, config.fetchMaxBytes());
    all.putIfAbsent(
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
        Math.min(PARTITION_FETCH_BYTES, config.fetchMaxBytes()));
    return all;
  }

  static Map<String, Object> admin(KafkaEndpointConfig config) {
    Map<String, Object> all = common(config, AdminClientConfig.configNames());
    int timeout = Math.toIntExact(config.connectTimeout().toMillis());
    all.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
    all.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(timeout, REQUEST_TIMEOUT_MILLIS));
    return all;
  }

  private static Map<String, Object> common(KafkaEndpointConfig config, Set<String> known) {
    Map<String, Object> all = new HashMap<>(config.client());
    all.keySet().retainAll(known);
    all.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
    all.putIfAbsent(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    return all;
  }

  private static boolean isSecret(ConfigDef definition, String name) {
    ConfigDef.ConfigKey key = definition.configKeys().get(name);
    return key != null && key.type == ConfigDef.Type.PASSWORD;
  }
}
