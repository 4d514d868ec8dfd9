package dev.tributary.query;

import dev.tributary.query.QueryException.Reason;
import java.util.List;
import java.util.Map;

/** Turns DuckDB's errors into messages for the person who asked. */
final class ErrorText {
  private static final List<String> CALLERS_FAULT =
      List.of(
          "Binder Error",
          "Catalog Error",
          "Constraint Error",
          "Conversion Error",
          "Expression Error",
          "Invalid Input Error",
          "Invalid Error",
          "Invalid Type Error",
          "Mismatch Type Error",
          "Not implemented Error",
          "Object Size Error",
          "Out of Range Error",
          "Parameter Not Resolved Error",
          "Parser Error",
          "Permission Error",
          "Syntax Error",
          "Divide by Zero Error");

  private ErrorText() {}

  /**
   * @param error what DuckDB threw
   * @param plan whose files the message may name; null for none
   */
  static QueryException of(Throwable error, QueryPlan plan) {
    String message = cleaned(String.valueOf(error.getMessage()), plan);
    if (message.startsWith("Out of Memory Error")) {
      return new QueryException(
          Reason.LIMIT,
          "Cannot run SQL: it needs more memory than "
              + QueryConfig.MEMORY_BYTES
              + " allows, or more disk than "
              + QueryConfig.TEMP_BYTES
              + " allows: "
              + message,
          error);
    }
    if (CALLERS_FAULT.stream().anyMatch(message::startsWith)) {
      return new QueryException(Reason.INVALID, "Cannot run SQL: " + message, error);
    }
    return new QueryException(Reason.FAILED, "Cannot run SQL: DuckDB failed: " + message, error);
  }

  private static String cleaned(String message, QueryPlan plan) {
    String text = message;
    int native0 = text.indexOf("CDataJniException{");
    if (native0 >= 0) {
      int from = text.indexOf("message=", native0);
      text = from < 0 ? text : text.substring(from + "message=".length());
      text = text.endsWith("}") ? text.substring(0, text.length() - 1) : text;
    }
    int trace = text.indexOf("Stack Trace:");
    text = (trace < 0 ? text : text.substring(0, trace)).strip();
    if (plan != null) {
      for (Map.Entry<String, String> path : plan.shortNames().entrySet()) {
        text = text.replace(path.getKey(), path.getValue());
      }
    }
    return text;
  }
}
