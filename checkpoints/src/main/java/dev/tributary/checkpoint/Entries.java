package dev.tributary.checkpoint;

import dev.tributary.TributaryException;
import java.nio.charset.StandardCharsets;

/** What may be stored: the rules for keys and values, the same for every checkpointer. */
final class Entries {
  private Entries() {}

  static String key(String key) {
    return name("key", key);
  }

  static String prefix(String prefix) {
    return name("prefix", prefix);
  }

  static byte[] value(String key, byte[] value, CheckpointerConfig config) {
    if (value == null) {
      throw new IllegalArgumentException("Invalid checkpoint " + key + ": value is null");
    }
    if (value.length > config.maxBytes()) {
      throw new TributaryException(
          TributaryException.Recovery.STOP,
          "Cannot store checkpoint "
              + key
              + ": its value has "
              + value.length
              + " bytes, "
              + CheckpointerConfig.MAX_BYTES
              + " is "
              + config.maxBytes());
    }
    return value;
  }

  private static String name(String what, String name) {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("Invalid checkpoint " + what + ": it is blank");
    }
    if (name.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "Invalid checkpoint " + what + ": control character in " + printable(name));
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw new IllegalArgumentException(
          "Invalid checkpoint " + what + ": no Unicode text: " + printable(name));
    }
    return name;
  }

  private static String printable(String name) {
    StringBuilder text = new StringBuilder();
    name.chars()
        .forEach(
            c -> {
              if (Character.isISOControl(c) || Character.isSurrogate((char) c)) {
                text.append(String.format("\\u%04x", c));
              } else {
                text.append((char) c);
              }
            });
    return text.toString();
  }
}
