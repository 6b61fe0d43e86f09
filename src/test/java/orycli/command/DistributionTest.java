package orycli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orycli.Cli;

/** The man pages and completion scripts that the build puts beside the program. */
final class DistributionTest {
    @TempDir
    private Path share;

    @BeforeEach
    void write() throws IOException {
        Distribution.write(
                share,
                OryCommandLine.create(new Cli().terminal(OutputStream.nullOutputStream()))
                        .tree());
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void everyCommandHasAPage() throws IOException {
        assertThat(names(share.resolve("man/man1")))
                .containsExactlyInAnyOrderElementsOf(HelpTest.commands()
                        .map(command -> ("ory " + command).strip().replace(' ', '-') + ".1")
                        .toList());
    }

    @Test
    void everyShellHasAScript() throws IOException {
        assertThat(names(share.resolve("completions"))).containsExactly("_ory", "ory.bash", "ory.fish", "ory.ps1");
        assertThat(Files.readString(share.resolve("completions/ory.fish")))
                .isEqualTo(Cli.run("completion", "fish").stdout());
    }

    @Test
    void aPageIsWrittenInTroff() throws IOException {
        assertThat(Files.readString(share.resolve("man/man1/ory-use-project.1")))
                .startsWith("""
                .TH "ORY\\-USE\\-PROJECT" "1" "" "ory" "User Commands"
                .SH "NAME"
                ory\\-use\\-project \\- Select a project for the commands that follow, or show which one is selected
                .SH "SYNOPSIS"
                ory use project [PROJECT] [FLAGS]
                .SH "DESCRIPTION"
                Select a project for the commands that follow, or show which one is selected.
                .SH "ARGUMENTS"
                .TP
                \\fI[PROJECT]\\fR
                The id, or the beginning of the id or slug; an id is not looked up.
                .SH "FLAGS"
                .TP
                \\fB\\-h\\fR, \\fB\\-\\-help\\fR
                Show this help.
                .SH "CONNECTION AND SESSION"
                .TP
                \\fB\\-c\\fR, \\fB\\-\\-config\\fR=\\fIFILE\\fR
                """)
                .endsWith("""
                .SH "EXAMPLES"
                .nf
                .RS "4"
                ory use project ecaaa3cb\\-0730\\-4ee8\\-a6df\\-9553cdfeef89
                ory use project silly\\-raman          # the beginning of a slug is enough
                ory use project
                .RE
                .fi
                .SH "SEE ALSO"
                .BR "ory" "(1),"
                .BR "ory\\-use" "(1)"
                """);
    }

    @Test
    void thePageOfTheProgramExplainsTheTopics() throws IOException {
        assertThat(Files.readString(share.resolve("man/man1/ory.1")))
                .contains(
                        ".SH \"EXIT CODES\"\n.TP\n\\fB0\\fR\ndone\n",
                        ".SH \"ENVIRONMENT VARIABLES\"\n",
                        "\\fBORY_SDK_URL\\fR\n",
                        ".SH \"FORMATS\"\n",
                        "\\fBjsonpath\\fR=\\fIPATH\\fR\n",
                        ".BR \"ory\\-create\" \"(1),\"\n");
    }

    /** A backslash of an example is shown as it is typed. */
    @Test
    void groffWarnsOfNothing() throws Exception {
        assumeTrue(Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "groff"))));
        for (String name : names(share.resolve("man/man1"))) {
            Process groff = new ProcessBuilder("groff", "-man", "-Tutf8", "-ww", name)
                    .directory(share.resolve("man/man1").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(share.resolve("out").toFile())
                    .start();
            assertThat(groff.waitFor()).as(name).isZero();
            String text = new String(Files.readAllBytes(share.resolve("out")), StandardCharsets.UTF_8)
                    .replaceAll("\\033\\[[0-9;]*m", "");
            assertThat(text).doesNotContain("warning:", "error:");
            if (name.equals("ory-create-oauth2-client.1")) {
                assertThat(text).contains("client_id=$(printf '%s' \"$client\" | jq -r .client_id)", "4445 \\\n");
            }
        }
    }
}
