package orycli.output;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * Results that are printed one after another. The text is the same as if they had been printed together. {@code json},
 * {@code json-pretty}, {@code yaml} and {@code quiet} write each as it comes and keep none; tables and paths write all of
 * them at {@link #close}.
 *
 * <p>Closing a stream that broke off ends the text so that it can be read: the results that came are in it, and a page
 * says that it is not the last and where the list goes on. Where not even one had come, nothing is written.
 *
 * <p>Not for several threads at once.
 */
public final class ResultStream implements Closeable {
    private final Shape shape;
    private final Rendering rendering;
    private final Sink sink;
    private PageEnd page = new PageEnd("", false);
    private boolean isBegun;
    private boolean isClosed;

    ResultStream(Shape shape, Rendering rendering, Sink sink) {
        this.shape = shape;
        this.rendering = rendering;
        this.sink = sink;
    }

    /**
     * Adds the next result.
     *
     * @throws IOException where it could not be written. Nothing more will be
     * @throws IllegalStateException where there is one result too many for {@link Shape#ONE}, or the stream is closed
     */
    public void add(Result result) throws IOException {
        if (isClosed || (isBegun && shape == Shape.ONE)) {
            throw new IllegalStateException("a result too many");
        }
        isBegun = true;
        write(rendering.add(result));
    }

    /**
     * Says that all results of a page have been added, which may be none. An array is one page.
     *
     * @param nextToken where the next page begins; empty behind the last one
     */
    public void endPage(Optional<String> nextToken) {
        isBegun = true;
        page = new PageEnd(nextToken.orElse(""), nextToken.isEmpty());
    }

    /**
     * As {@link OutputFormatter#requireFound}, of all that was added, before the stream is closed.
     *
     * @throws NothingFoundException where a path or pointer finds nothing in that
     */
    public void requireFound() throws NothingFoundException {
        rendering.requireFound(page);
    }

    /**
     * Writes what is still to be written. A second time does nothing.
     *
     * @throws NothingFoundException where a JSON pointer finds nothing in the results
     */
    @Override
    public void close() throws IOException {
        if (!isClosed) {
            isClosed = true;
            if (isBegun) {
                write(rendering.end(page));
            }
        }
    }

    private void write(String text) throws IOException {
        if (!text.isEmpty()) {
            try {
                sink.write(text);
            } catch (IOException e) {
                isClosed = true; // what is behind a gap would only mislead
                throw e;
            }
        }
    }
}
