package orycli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import orycli.json.Json;

/** What a native executable reaches by name has to be told when it is built. */
final class NativeMetadataTest {
    private static final String FOLDER = "/META-INF/native-image/";

    /** picocli calls these fields and methods by reflection. */
    @Test
    void namesEverythingWithFlags() throws Exception {
        Map<String, List<String>> told = new TreeMap<>();
        for (JsonNode type : json("picocli-generated/orycli/ory-cli/reflect-config.json")) {
            List<String> members = new ArrayList<>();
            Stream.of("fields", "methods")
                    .forEach(kind -> type.path(kind)
                            .forEach(member -> members.add(member.path("name").textValue())));
            told.put(type.path("name").textValue(), members);
        }

        Map<String, List<String>> reached = new TreeMap<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("orycli")) {
            List<String> members = Stream.concat(type.getFields().stream(), type.getMethods().stream())
                    .filter(NativeMetadataTest::isPicoclis)
                    .map(JavaMember::getName)
                    .toList();
            if (!members.isEmpty() || type.isAnnotatedWith("picocli.CommandLine$Command")) {
                reached.put(type.getName(), members);
            }
        }

        assertThat(reached).isNotEmpty();
        reached.forEach((type, members) -> {
            assertThat(told).as("classes reached by name").containsKey(type);
            assertThat(told.get(type)).as(type).containsAll(members);
        });
    }

    private static boolean isPicoclis(JavaMember member) {
        return member.getAnnotations().stream()
                        .anyMatch(annotation ->
                                annotation.getRawType().getPackageName().equals("picocli"))
                && (!(member instanceof JavaField field)
                        || !field.getModifiers().contains(JavaModifier.STATIC));
    }

    @Test
    void namesEveryResource() throws Exception {
        List<String> told = new ArrayList<>();
        json("orycli/ory-cli/reachability-metadata.json")
                .path("resources")
                .forEach(resource -> told.add(resource.path("glob").textValue()));

        Path resources = Path.of("src", "main", "resources");
        try (Stream<Path> files = Files.walk(resources)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> resources.relativize(file).toString().replace('\\', '/'))
                            .filter(name -> !name.startsWith("META-INF/")))
                    .containsExactlyInAnyOrderElementsOf(told);
        }
    }

    private static JsonNode json(String name) throws IOException {
        try (InputStream in = NativeMetadataTest.class.getResourceAsStream(FOLDER + name)) {
            assertThat(in).as(name).isNotNull();
            return Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
