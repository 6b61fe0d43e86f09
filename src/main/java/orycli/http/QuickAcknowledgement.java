package orycli.http;

import java.io.IOException;
import java.net.Socket;
import jdk.net.ExtendedSocketOptions;

/**
 * Has the kernel acknowledge at once what comes next. Otherwise it waits 40 ms for something to send with it, and a server
 * that writes an answer in two parts may wait for that before it sends the second (RFC 1122, section 4.2.3.2; RFC 896).
 * Linux forgets this with the next packet that is sent.
 */
final class QuickAcknowledgement {
    private QuickAcknowledgement() {}

    static void expect(Socket socket) {
        try {
            if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
                socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
            }
        } catch (IOException | UnsupportedOperationException e) {
            // It is only slower without.
        }
    }
}
