/** Arrow batches to Parquet data files of Iceberg tables, column by column and without Hadoop. */
package dev.tributary.lakehouse.parquet;
