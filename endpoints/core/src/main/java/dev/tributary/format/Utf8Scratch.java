package dev.tributary.format;

/** Encodes characters as UTF-8 into a buffer that is used again and again. Not thread-safe. */
final class Utf8Scratch {
  private static final int KEPT = 64 << 10;

  private final byte[] kept = new byte[KEPT];
  private byte[] bytes = kept;

  /**
   * Encodes; {@link #bytes()} then holds the result from its first byte on, until the next call.
   *
   * @return how many bytes; -1 when a surrogate stands alone
   */
  int encode(char[] text, int start, int length) {
    bytes = length <= KEPT / 3 ? kept : new byte[encodedLength(text, start, length)];
    byte[] out = bytes;
    int at = 0;
    int end = start + length;
    for (int i = start; i < end; i++) {
      char c = text[i];
      if (c < 0x80) {
        out[at++] = (byte) c;
      } else if (c < 0x800) {
        out[at++] = (byte) (0xC0 | c >> 6);
        out[at++] = (byte) (0x80 | c & 0x3F);
      } else if (!Character.isSurrogate(c)) {
        out[at++] = (byte) (0xE0 | c >> 12);
        out[at++] = (byte) (0x80 | c >> 6 & 0x3F);
        out[at++] = (byte) (0x80 | c & 0x3F);
      } else {
        if (Character.isLowSurrogate(c) || i + 1 == end || !Character.isLowSurrogate(text[i + 1])) {
          return -1;
        }
        int codePoint = Character.toCodePoint(c, text[++i]);
        out[at++] = (byte) (0xF0 | codePoint >> 18);
        out[at++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
        out[at++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
        out[at++] = (byte) (0x80 | codePoint & 0x3F);
      }
    }
    return at;
  }

  /** What the last call of {@link #encode} wrote. */
  byte[] bytes() {
    return bytes;
  }

  /** Room that is enough: a surrogate counts two bytes, so a pair counts four. */
  private static int encodedLength(char[] text, int start, int length) {
    int bytes = 0;
    for (int i = start; i < start + length; i++) {
      char c = text[i];
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }
}
