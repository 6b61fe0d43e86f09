package orycli.hydra;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import orycli.http.Reply;

/** One {@code GET /admin/clients}, and what its answer says of the page behind it. */
final class ClientList {
    private static final String ACTION = "cannot list the clients";
    private static final String PAGE_TOKEN = "page_token";

    private ClientList() {}

    static ClientPage page(HydraAdminClient hydra, ClientQuery query) throws IOException {
        HttpUrl.Builder url = hydra.clients().newBuilder().addQueryParameter("page_size", "" + query.pageSize());
        query.pageToken().ifPresent(token -> url.addQueryParameter(PAGE_TOKEN, token));
        query.name().ifPresent(name -> url.addQueryParameter("client_name", name));
        query.owner().ifPresent(owner -> url.addQueryParameter("owner", owner));
        Reply reply = hydra.get(url.build(), ACTION);
        List<OAuth2Client> clients;
        try {
            clients = AnswerReader.clients(reply);
        } catch (UnreadableAnswerException e) {
            throw new IOException(ACTION + ": " + e.getMessage(), e);
        }
        Optional<String> next = LinkHeader.target(reply.headers().values("Link"), "next");
        if (next.isEmpty()) {
            return new ClientPage(clients, next);
        }
        // What is before the query may differ from the endpoint, where a proxy changes the path.
        HttpUrl target = url.build().resolve(next.get());
        String token = target == null ? null : target.queryParameter(PAGE_TOKEN);
        if (token == null || token.isEmpty()) {
            throw new IOException(ACTION + ": the server does not tell where its next page begins");
        }
        if (query.pageToken().filter(token::equals).isPresent()) {
            throw goesRound();
        }
        return new ClientPage(clients, Optional.of(token));
    }

    /** Whoever follows such pages does so without end. */
    static IOException goesRound() {
        return new IOException(ACTION + ": the server's pages go round in a circle");
    }
}
