package dev.tributary.endpoint;

/**
 * Where reading resumes: for each partition of a source the <em>next</em> record, never the last
 * one read.
 *
 * <p>An opaque token to everybody but the endpoint that made it: it prints as JSON, travels inside
 * a table commit, and is given back to {@link StreamingEndpoint#openReader(ReaderContext)} as it
 * was. Two positions are equal when their tokens are.
 *
 * @param json a JSON object
 */
public record Position(String json) {
  public Position {
    if (json == null || json.isBlank() || json.charAt(0) != '{') {
      throw new IllegalArgumentException("Invalid position: expected a JSON object, got " + json);
    }
  }

  @Override
  public String toString() {
    return json;
  }
}
