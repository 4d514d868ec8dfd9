package dev.tributary.format;

/** What to do with a field of a message that no column is declared for. */
public enum UnknownFields {
  /** It becomes a new column behind the known ones, typed by its values. Nothing is dropped. */
  ADD,
  /** It is left out and counted, see {@link MessageDecoder#ignoredFields()}. */
  IGNORE,
  /** The message does not fit, even when the field's value is null. */
  FAIL
}
