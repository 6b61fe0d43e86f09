package orycli.network;

import java.io.Closeable;

/** Keeps an interrupt from ending the program in the middle of what must be done as a whole. */
@FunctionalInterface
public interface HoldOff {
    /** Until this is closed, the program goes on. */
    Closeable begin();
}
