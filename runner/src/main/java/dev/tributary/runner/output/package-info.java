/** Results of queries as text: tables, CSV, JSON. */
package dev.tributary.runner.output;
