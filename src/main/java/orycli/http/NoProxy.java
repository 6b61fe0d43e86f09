package orycli.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/** Who is asked without a proxy: this computer, and whom {@code NO_PROXY} lists, by the rules of Go's {@code httpproxy}. */
record NoProxy(List<String> exceptions) {
    private static final Pattern ADDRESS =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?:\\.(?!$)|$)){4}|[0-9a-f:.]*:[0-9a-f:.]*");

    /** @param list of names, addresses and networks, with commas between them */
    static NoProxy of(String list) {
        return new NoProxy(Stream.of(list.toLowerCase(Locale.ROOT).split(",", -1))
                .map(String::strip)
                .filter(exception -> !exception.isEmpty())
                .toList());
    }

    static boolean isLoopback(HttpUrl url) {
        return isLocalhost(url.host())
                || literal(url.host()).filter(InetAddress::isLoopbackAddress).isPresent();
    }

    /**
     * {@code localhost} and the names under it are loopback (RFC 6761, section 6.3), whatever a resolver says, also with
     * the dot that ends a whole name.
     */
    static boolean isLocalhost(String host) {
        String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        return name.equals("localhost") || name.endsWith(".localhost");
    }

    /** Whether requests to this address use no proxy. */
    boolean includes(HttpUrl url) {
        if (isLoopback(url)) {
            return true;
        }
        String host = url.host();
        Optional<InetAddress> address = literal(host);
        return exceptions.stream().anyMatch(exception -> matches(exception, host, address, url.port()));
    }

    private static boolean matches(String exception, String host, Optional<InetAddress> address, int port) {
        if (exception.equals("*")) {
            return true;
        }
        int slash = exception.indexOf('/');
        if (slash > 0) {
            Optional<InetAddress> network = literal(exception.substring(0, slash));
            return network.isPresent()
                    && address.isPresent()
                    && isWithin(address.get().getAddress(), network.get().getAddress(), exception.substring(slash + 1));
        }
        String name = exception;
        int colon = exception.lastIndexOf(':');
        // In an IPv6 address, only the colon behind its brackets is that of a port.
        if (colon > 0 && (exception.indexOf(':') == colon || exception.charAt(colon - 1) == ']')) {
            if (!exception.substring(colon + 1).equals(Integer.toString(port))) {
                return false;
            }
            name = exception.substring(0, colon);
        }
        Optional<InetAddress> listed = literal(name.replaceAll("^\\[|\\]$", ""));
        if (listed.isPresent()) {
            return listed.equals(address);
        }
        String suffix = name.startsWith("*.") ? name.substring(1) : name;
        return suffix.startsWith(".") ? host.endsWith(suffix) : host.equals(suffix) || host.endsWith("." + suffix);
    }

    private static boolean isWithin(byte[] address, byte[] network, String bits) {
        if (address.length != network.length || !bits.matches("[0-9]{1,3}")) {
            return false;
        }
        int prefix = Math.min(Integer.parseInt(bits), network.length * Byte.SIZE);
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if ((address[bit / Byte.SIZE] & mask) != (network[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** The address, where the text is one; names are not looked up. */
    private static Optional<InetAddress> literal(String host) {
        if (!ADDRESS.matcher(host).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
