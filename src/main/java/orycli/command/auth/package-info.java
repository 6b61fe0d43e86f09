/** The commands that sign in and out. */
@NullMarked
package orycli.command.auth;

import org.jspecify.annotations.NullMarked;
