package orycli.command;

import java.io.IOException;
import java.io.OutputStream;

/** An output that takes nothing. */
final class FullDisk extends OutputStream {
    @Override
    public void write(int value) throws IOException {
        throw new IOException("No space left on device");
    }
}
