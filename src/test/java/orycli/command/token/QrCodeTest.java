package orycli.command.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class QrCodeTest {
    private static final int BLACK = 0;
    private static final int WHITE = 0xFFFFFF;
    /** How many dots of the picture a module has, in both directions. */
    private static final int SCALE = 4;

    @Test
    void aCameraReadsWhatTheTerminalShows() throws ReaderException {
        String address = "https://id.example.org/oauth2/device/verify?user_code=ABCD1234";

        List<String> lines = QrCode.of(address).stream()
                .map(line -> line.replaceAll("\u001B\\[[0-9;]*m", ""))
                .toList();

        int width = lines.get(0).length() * SCALE;
        int[] picture = new int[width * lines.size() * 2 * SCALE];
        Arrays.fill(picture, WHITE);
        for (int y = 0; y < lines.size() * 2 * SCALE; y++) {
            for (int x = 0; x < width; x++) {
                char character = lines.get(y / SCALE / 2).charAt(x / SCALE);
                boolean dark = character == '█' || character == (y / SCALE % 2 == 0 ? '▀' : '▄');
                picture[y * width + x] = dark ? BLACK : WHITE;
            }
        }
        BinaryBitmap bitmap = new BinaryBitmap(
                new GlobalHistogramBinarizer(new RGBLuminanceSource(width, lines.size() * 2 * SCALE, picture)));
        assertThat(new QRCodeReader().decode(bitmap).getText()).isEqualTo(address);
    }

    @Test
    void aTextThatIsTooLongHasNone() {
        assertThat(QrCode.of("x".repeat(3000))).isEmpty();
    }
}
