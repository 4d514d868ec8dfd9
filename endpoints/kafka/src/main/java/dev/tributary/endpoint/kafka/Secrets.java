package dev.tributary.endpoint.kafka;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Keeps what a user wants hidden out of messages that come from Kafka's clients. */
record Secrets(List<String> values) {
  /** Options of a JAAS line: {@code password="…"}. */
  private static final Pattern OPTION = Pattern.compile("=\\s*\"?([^\"\\s;]+)");

  static Secrets of(Map<String, String> client) {
    return new Secrets(
        client.entrySet().stream()
            .filter(entry -> ClientProperties.isSecret(entry.getKey()))
            .map(Map.Entry::getValue)
            .flatMap(value -> Stream.concat(Stream.of(value), options(value)))
            .filter(value -> !value.isBlank())
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList());
  }

  String hide(String message) {
    String hidden = String.valueOf(message);
    for (String value : values) {
      hidden = hidden.replace(value, "****");
    }
    return hidden;
  }

  @Override
  public String toString() {
    return "****";
  }

  private static Stream<String> options(String value) {
    return OPTION.matcher(value).results().map((MatchResult option) -> option.group(1));
  }
}
