package dev.tributary.format;

import java.util.Arrays;

/** Base64 (RFC 4648 section 4): padded, nothing between, unused bits zero. Not thread-safe. */
final class Base64Text {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final int KEPT = 64 << 10;

  private final byte[] values = new byte[128];
  private final byte[] kept = new byte[KEPT];
  private byte[] bytes = kept;

  Base64Text() {
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < ALPHABET.length(); i++) {
      values[ALPHABET.charAt(i)] = (byte) i;
    }
  }

  /**
   * Decodes; {@link #bytes()} then holds the result from its first byte on, until the next call.
   *
   * @return how many bytes; -1 when the text is no base64
   */
  int decode(char[] text, int start, int length) {
    if (length % 4 != 0) {
      return -1;
    }
    bytes = length / 4 * 3 <= KEPT ? kept : new byte[length / 4 * 3];
    int at = 0;
    int end = start + length;
    for (int i = start; i < end; i += 4) {
      int padding = i + 4 < end ? 0 : padding(text, i);
      int a = value(text[i]);
      int b = value(text[i + 1]);
      int c = padding == 2 ? 0 : value(text[i + 2]);
      int d = padding >= 1 ? 0 : value(text[i + 3]);
      if ((a | b | c | d) < 0
          || padding == 2 && (b & 0x0F) != 0
          || padding == 1 && (c & 0x03) != 0) {
        return -1;
      }
      int bits = a << 18 | b << 12 | c << 6 | d;
      bytes[at] = (byte) (bits >> 16);
      bytes[at + 1] = (byte) (bits >> 8);
      bytes[at + 2] = (byte) bits;
      at += 3 - padding;
    }
    return at;
  }

  /** What the last call of {@link #decode} wrote. */
  byte[] bytes() {
    return bytes;
  }

  private static int padding(char[] text, int group) {
    if (text[group + 3] != '=') {
      return 0;
    }
    return text[group + 2] == '=' ? 2 : 1;
  }

  private int value(char c) {
    return c < values.length ? values[c] : -1;
  }
}
