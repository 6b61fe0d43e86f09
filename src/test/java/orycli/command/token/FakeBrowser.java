package orycli.command.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** A browser that brings an answer, in a thread of its own, as it waits for the page. */
final class FakeBrowser implements Consumer<String> {
    private final OkHttpClient http;
    private final Function<HttpUrl, Request> answers;
    private final CompletableFuture<Shown> shown = new CompletableFuture<>();
    private final List<HttpUrl> opened = new ArrayList<>();
    private final List<X509Certificate> certificates = new ArrayList<>();

    /** What the browser shows in the end. */
    record Shown(int status, Headers headers, String html) {}

    /** @param answers makes the request with the answer out of the callback's address, which has the state */
    FakeBrowser(Function<HttpUrl, Request> answers) {
        this.answers = answers;
        this.http = trusting();
    }

    /** One that brings a code. */
    static FakeBrowser withCode(String code) {
        return new FakeBrowser(callback ->
                get(callback.newBuilder().addQueryParameter("code", code).build()));
    }

    static Request get(HttpUrl url) {
        return new Request.Builder().url(url).build();
    }

    static Request post(HttpUrl url, RequestBody body) {
        return new Request.Builder().url(url).post(body).build();
    }

    private OkHttpClient trusting() {
        X509TrustManager anybody = new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) {
                certificates.addAll(List.of(chain));
            }

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new X509TrustManager[] {anybody}, new SecureRandom());
            return new OkHttpClient.Builder()
                    .followRedirects(false)
                    .sslSocketFactory(context.getSocketFactory(), anybody)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void accept(String address) {
        HttpUrl url = HttpUrl.get(address);
        opened.add(url);
        HttpUrl callback = HttpUrl.get(String.valueOf(url.queryParameter("redirect_uri")))
                .newBuilder()
                .addQueryParameter("state", url.queryParameter("state"))
                .build();
        Thread thread = new Thread(() -> shown.complete(load(answers.apply(callback))));
        thread.setDaemon(true);
        thread.start();
    }

    Shown load(Request request) {
        try (Response response = http.newCall(request).execute()) {
            return new Shown(
                    response.code(), response.headers(), response.body().string());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it was sent. */
    HttpUrl opened() {
        return opened.get(0);
    }

    /** What servers have shown; they are all trusted. */
    List<X509Certificate> certificates() {
        return certificates;
    }

    Shown shown() {
        return shown.join();
    }
}
