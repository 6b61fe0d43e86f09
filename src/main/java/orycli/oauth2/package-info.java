/** OAuth 2.0 flows, for whoever wants a token (RFC 6749, RFC 7009, RFC 7636, RFC 7662, RFC 8628). */
@NullMarked
package orycli.oauth2;

import org.jspecify.annotations.NullMarked;
