/** From a YAML file and the environment to checked settings, with every mistake and its line. */
package dev.tributary.runner.config;
