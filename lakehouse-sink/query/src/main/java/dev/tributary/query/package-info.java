/** SQL over committed snapshots: checks, plans and runs one SELECT with DuckDB. */
package dev.tributary.query;
