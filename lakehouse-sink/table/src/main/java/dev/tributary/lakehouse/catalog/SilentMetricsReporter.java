package dev.tributary.lakehouse.catalog;

import org.apache.iceberg.metrics.MetricsReport;
import org.apache.iceberg.metrics.MetricsReporter;

/**
 * Drops Iceberg's reports; its default writes a log line for each scan and commit. Made by name,
 * hence public.
 */
public final class SilentMetricsReporter implements MetricsReporter {
  @Override
  public void report(MetricsReport report) {}
}
