package dev.tributary.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which functions a query may call. Functions that compute from their arguments may be called;
 * those that reach files, settings, other statements or the engine's inside may not.
 */
final class FunctionRules {
  private static final Set<String> TABLE_FUNCTIONS = Set.of("range", "generate_series", "unnest");

  private static final List<String> DENIED_PREFIXES =
      List.of(
          "read_",
          "duckdb_",
          "pragma_",
          "parquet_",
          "__internal",
          "test_",
          "json_execute",
          "json_serialize",
          "json_deserialize",
          "inet_",
          "has_",
          "pg_get",
          "pg_sleep",
          "pg_conf",
          "pg_postmaster",
          "icu_calendar");

  private static final Set<String> DENIED =
      Set.of(
          "glob",
          "query",
          "query_table",
          "getenv",
          "current_setting",
          "getvariable",
          "sniff_csv",
          "sql_auto_complete",
          "write_log",
          "parse_duckdb_log_message",
          "sleep",
          "sleep_ms",
          "error",
          "nextval",
          "currval",
          "setval",
          "setseed",
          "current_query",
          "get_block_size",
          "which_secret",
          "checkpoint",
          "force_checkpoint",
          "vector_type",
          "to_aggregate_state",
          "combine",
          "finalize",
          "in_search_path");

  /** Functions whose result is as large as an argument says: the argument must say so openly. */
  private static final Set<String> SIZED =
      Set.of("repeat", "lpad", "rpad", "range", "generate_series", "list_resize", "array_resize");

  /**
   * Functions that make a text as long as they are told: their text must not be made by another
   * call.
   */
  private static final Set<String> SIZED_TEXT = Set.of("repeat", "lpad", "rpad");

  /** Functions whose format text may ask for any width. */
  private static final Set<String> FORMATS = Set.of("format", "printf");

  private static final Pattern WIDE = Pattern.compile("\\d{4}|\\*|\\{[^}]*\\{");

  private static final long MAX_SIZE = 1_000_000;

  private FunctionRules() {}

  /** Why a function may not stand in FROM; null when it may. */
  static String refusedInFrom(String name) {
    return TABLE_FUNCTIONS.contains(name.toLowerCase(Locale.ROOT))
        ? null
        : "table function " + name + " is not allowed";
  }

  /** Why a function may not be called with these arguments; null when it may. */
  static String refused(String name, JsonNode arguments) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (DENIED.contains(lower)
        || lower.endsWith("_scan")
        || DENIED_PREFIXES.stream().anyMatch(lower::startsWith)) {
      return "function " + name + " is not allowed";
    }
    if (FORMATS.contains(lower) && !narrowFormat(arguments)) {
      return "the format text given to " + name + " must be written out, with widths under 1000";
    }
    if (SIZED_TEXT.contains(lower) && !isPlain(arguments.path(0).path("expression"))) {
      return "the text given to " + name + " must be a column or written out";
    }
    if (SIZED.contains(lower) && !smallConstants(arguments)) {
      return "the numbers given to "
          + name
          + " must be written out and lie between -"
          + MAX_SIZE
          + " and "
          + MAX_SIZE;
    }
    return null;
  }

  private static boolean narrowFormat(JsonNode arguments) {
    JsonNode literal = arguments.path(0).path("expression").path("literal");
    String text = literal.path("text").asText();
    return literal.path("kind").asText().equals("STRING") && !WIDE.matcher(text).find();
  }

  private static boolean isPlain(JsonNode expression) {
    String kind = expression.path("class").asText();
    return kind.equals("CONSTANT")
        || kind.equals("COLUMN_REF")
        || kind.equals("CAST") && isPlain(expression.path("child"));
  }

  private static boolean smallConstants(JsonNode arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      JsonNode literal = arguments.get(i).path("expression").path("literal");
      boolean number = literal.path("kind").asText().equals("INTEGER");
      if (number && Math.abs(literal.path("text").asDouble()) > MAX_SIZE) {
        return false;
      }
      boolean text = literal.path("kind").asText().equals("STRING");
      if (!number && !text && i > 0) {
        return false;
      }
    }
    return arguments.size() != 1
        || !arguments.get(0).path("expression").path("literal").isMissingNode();
  }
}
