package orycli.command.option;

import java.util.List;

/**
 * What was typed cannot be meant; nothing was sent. The message is one line and quotes no secret. Which command's help
 * explains it is added by whoever knows the command.
 */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> advice;

    /** @param advice what to do, at most one line */
    public UsageException(String message, String... advice) {
        super(message);
        this.advice = List.of(advice);
    }

    public List<String> advice() {
        return advice;
    }
}
