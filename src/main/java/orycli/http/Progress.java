package orycli.http;

import java.net.Socket;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Request;
import okhttp3.Response;

/** How far one sending of a request got, whatever OkHttp throws afterwards. It travels as the request's tag. */
final class Progress {
    private final boolean waited;
    private final Runnable whenSent;
    private boolean sent;
    private Optional<Response> head = Optional.empty();
    private Optional<Socket> socket = Optional.empty();

    /**
     * Of a request that is to be sent.
     *
     * @param waited whether there was a wait, in which the server may have hung up
     * @param whenSent what to do when it goes out
     */
    Progress(boolean waited, Runnable whenSent) {
        this.waited = waited;
        this.whenSent = whenSent;
    }

    /** What the request was tagged with. */
    static Progress of(Request request) {
        Progress tag = request.tag(Progress.class);
        return tag == null ? new Progress(false, () -> {}) : tag;
    }

    boolean waited() {
        return waited;
    }

    /** Whether the server may have received the request. */
    boolean sent() {
        return sent;
    }

    /** Status and headers of the answer, if they came. Its body is not to be used. */
    Optional<Response> head() {
        return head;
    }

    /** Notes what happens to the calls of a client. */
    static final class Listener extends EventListener {
        @Override
        public void connectionAcquired(Call call, Connection connection) {
            of(call.request()).socket = Optional.of(connection.socket());
        }

        @Override
        public void responseHeadersStart(Call call) {
            of(call.request()).socket.ifPresent(QuickAcknowledgement::expect);
        }

        @Override
        public void requestHeadersStart(Call call) {
            Progress progress = of(call.request());
            progress.sent = true;
            progress.whenSent.run();
            // What was answered was a proxy's demand for credentials, with which OkHttp now asks again.
            progress.head = Optional.empty();
        }

        @Override
        public void responseHeadersEnd(Call call, Response response) {
            of(call.request()).head = Optional.of(response);
        }
    }
}
