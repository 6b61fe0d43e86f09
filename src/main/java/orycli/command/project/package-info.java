/** The commands for projects and workspaces on Ory Network. */
@NullMarked
package orycli.command.project;

import org.jspecify.annotations.NullMarked;
