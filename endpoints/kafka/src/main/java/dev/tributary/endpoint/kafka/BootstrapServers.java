package dev.tributary.endpoint.kafka;

import dev.tributary.endpoint.EndpointUnavailableException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The addresses under which a cluster is first asked: {@code host:port}, separated by commas. */
record BootstrapServers(List<String> hosts, String text) {
  private static final Pattern ADDRESS = Pattern.compile("\\[?([^\\[\\]/\\s]+?)\\]?:([0-9]{1,5})");

  static BootstrapServers parse(String text) {
    List<String> hosts = new ArrayList<>();
    for (String address : text.split(",", -1)) {
      Matcher matcher = ADDRESS.matcher(address.trim());
      if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65_535) {
        throw new IllegalArgumentException(
            "Cannot use bootstrap.servers: must be host:port, separated by commas, got \""
                + text
                + "\"");
      }
      hosts.add(matcher.group(1));
    }
    return new BootstrapServers(List.copyOf(hosts), text);
  }

  /**
   * Looks the names up, because Kafka's clients call an unknown host a wrong configuration, while
   * in truth it may come back.
   */
  void requireOneResolves() {
    UnknownHostException last = null;
    for (String host : hosts) {
      try {
        InetAddress.getByName(host);
        return;
      } catch (UnknownHostException e) {
        last = e;
      }
    }
    throw new EndpointUnavailableException(
        "Cannot reach Kafka at " + text + ": no address for " + String.join(", ", hosts), last);
  }
}
