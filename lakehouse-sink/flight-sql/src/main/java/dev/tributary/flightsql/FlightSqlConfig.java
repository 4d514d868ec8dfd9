package dev.tributary.flightsql;

import dev.tributary.config.Setting;
import dev.tributary.config.SettingValues;
import dev.tributary.config.Settings;
import java.time.Duration;
import java.util.Map;

/**
 * Where the server listens and what it holds. Immutable.
 *
 * @param host address to bind to
 * @param port 0 for any free one
 * @param statementTtl how long a statement that nobody uses is kept
 * @param maxStatements how many statements are kept
 * @param clientStall how long a client may take no rows of a result
 */
public record FlightSqlConfig(
    String host, int port, Duration statementTtl, int maxStatements, Duration clientStall) {

  public static final Setting<String> HOST =
      Setting.text(
          "flight-sql.host",
          "127.0.0.1",
          "Address that Flight SQL listens on. There is no authentication: keep it on loopback, or behind something that has.");

  public static final Setting<Long> PORT =
      Setting.number("flight-sql.port", 8082, 0, 65_535, "Port of Flight SQL; 0 for any free one.");

  public static final Setting<Duration> STATEMENT_TTL =
      Setting.millis(
          "flight-sql.statement.ttl.ms",
          600_000,
          1_000,
          86_400_000,
          "How long a planned or prepared statement is kept after its last use.");

  public static final Setting<Long> MAX_STATEMENTS =
      Setting.number(
          "flight-sql.max.statements",
          1_000,
          1,
          1_000_000,
          "How many planned and prepared statements are kept; beyond it the one least used goes first.");

  public static final Setting<Duration> CLIENT_STALL =
      Setting.millis(
          "flight-sql.client.stall.ms",
          60_000,
          100,
          86_400_000,
          "How long a client may take no rows of a result before its query is ended.");

  /** All settings of the server. */
  public static final Settings SETTINGS =
      Settings.of(HOST, PORT, STATEMENT_TTL, MAX_STATEMENTS, CLIENT_STALL);

  public static FlightSqlConfig from(SettingValues values) {
    return new FlightSqlConfig(
        values.get(HOST),
        values.get(PORT).intValue(),
        values.get(STATEMENT_TTL),
        values.get(MAX_STATEMENTS).intValue(),
        values.get(CLIENT_STALL));
  }

  public static FlightSqlConfig defaults() {
    return from(SettingValues.of(SETTINGS, Map.of()));
  }

  /** The same on another port; 0 for any free one. */
  public FlightSqlConfig onPort(int other) {
    return new FlightSqlConfig(host, other, statementTtl, maxStatements, clientStall);
  }
}
