/** The one OkHttp client: TLS, proxies, headers, sending again, and a trace without secrets. */
@NullMarked
package orycli.http;

import org.jspecify.annotations.NullMarked;
