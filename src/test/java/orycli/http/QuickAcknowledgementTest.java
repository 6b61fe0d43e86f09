package orycli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Test;

final class QuickAcknowledgementTest {
    @Test
    void whatComesNextIsAcknowledgedAtOnce() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
            assumeThat(socket.supportedOptions()).contains(ExtendedSocketOptions.TCP_QUICKACK);
            socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, false);

            QuickAcknowledgement.expect(socket);

            assertThat(socket.getOption(ExtendedSocketOptions.TCP_QUICKACK)).isTrue();
        }
    }
}
