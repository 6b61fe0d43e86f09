/** The commands for OAuth 2.0 clients. */
@NullMarked
package orycli.command.oauth2client;

import org.jspecify.annotations.NullMarked;
