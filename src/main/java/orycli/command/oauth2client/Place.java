package orycli.command.oauth2client;

import java.util.Optional;
import orycli.command.report.Failure;

/**
 * Where a client stands.
 *
 * @param file its name, or {@code standard input}
 * @param position among the clients of the file, counted from 1
 * @param id what it shall be called, where that is said
 */
record Place(String file, long position, Optional<String> id) {
    /** A failure that is about this client. */
    Failure at(Failure failure) {
        return new Failure(failure.code(), failure.status(), this + ": " + failure.message(), failure.advice());
    }

    @Override
    public String toString() {
        return file + ", client " + position + id.map(name -> " (" + name + ")").orElse("");
    }
}
