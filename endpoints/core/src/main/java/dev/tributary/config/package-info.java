/** Settings declared once, and checked values of them. */
package dev.tributary.config;
