package dev.tributary.format;

import dev.tributary.schema.Schema;
import java.util.Optional;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * What a decoder made of some messages.
 *
 * @param vectors one row a message, laid out by {@link dev.tributary.schema.ArrowTypes}; owned by
 *     the caller
 * @param badMessage the first message that does not fit, when there is one; {@code vectors} then
 *     ends in front of it
 */
public record DecodedMessages(
    Schema schema, VectorSchemaRoot vectors, Optional<BadMessage> badMessage) {

  /**
   * A message that does not fit.
   *
   * @param index its place in the list that was given
   * @param field the dotted path of the field at fault; empty when the message as a whole is
   * @param reason what was expected and what came, with the value cut to a readable length
   */
  public record BadMessage(int index, String field, String reason) {}
}
