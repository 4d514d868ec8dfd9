/** Arrow Flight SQL over the query engine. */
package dev.tributary.flightsql;
