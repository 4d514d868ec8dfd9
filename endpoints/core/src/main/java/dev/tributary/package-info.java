/** What every room shares: the exception that says what may help. */
package dev.tributary;
