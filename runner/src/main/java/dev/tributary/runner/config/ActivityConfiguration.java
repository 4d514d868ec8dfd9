package dev.tributary.runner.config;

import dev.tributary.activity.ActivityConfig;
import dev.tributary.endpoint.StreamingEndpoint;
import dev.tributary.lakehouse.TableConfig;
import dev.tributary.lakehouse.TableName;

/**
 * An activity as configured.
 *
 * @param id the key under {@code activities}
 * @param input where it reads
 * @param table where it writes
 * @param output how the table is written
 * @param config when it commits and restarts
 */
public record ActivityConfiguration(
    String id,
    StreamingEndpoint input,
    TableName table,
    TableConfig output,
    ActivityConfig config) {}
