package orycli.command.token;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.ArrayList;
import java.util.List;

/** A QR code for a terminal, of which a character shows two modules, one above the other. */
final class QrCode {
    /** Modules of the margin; a standard code has four, and cameras do with two. */
    private static final int MARGIN = 2;

    /** Dark on light, whatever colours the terminal has. */
    private static final String COLOURS = "\u001B[30;107m";

    private static final String NO_COLOURS = "\u001B[0m";

    private QrCode() {}

    /** The lines of the code; none where the text is too long for one. */
    static List<String> of(String text) {
        ByteMatrix modules;
        try {
            modules = Encoder.encode(text, ErrorCorrectionLevel.L).getMatrix();
        } catch (WriterException tooLong) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        for (int y = -MARGIN; y < modules.getHeight() + MARGIN; y += 2) {
            StringBuilder line = new StringBuilder(COLOURS);
            for (int x = -MARGIN; x < modules.getWidth() + MARGIN; x++) {
                boolean upper = isDark(modules, x, y);
                boolean lower = isDark(modules, x, y + 1);
                line.append(upper ? lower ? '█' : '▀' : lower ? '▄' : ' ');
            }
            lines.add(line.append(NO_COLOURS).toString());
        }
        return lines;
    }

    private static boolean isDark(ByteMatrix modules, int x, int y) {
        boolean isWithin = x >= 0 && y >= 0 && x < modules.getWidth() && y < modules.getHeight();
        return isWithin && modules.get(x, y) == 1;
    }
}
