/** A client of Flight SQL servers, for the command line and the demo. */
package dev.tributary.runner.client;
