package orycli.sandbox.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.json.Json;

/** The expected results are those of the library that Hydra uses, with Hydra's settings. */
final class JsonPatchTest {
    private static final String DOCUMENT = "{\"t\":\"x\",\"l\":[1,2],\"o\":{\"n\":null,\"5\":5}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "add | /t | {\"t\":9,\"l\":[1,2],\"o\":{\"n\":null,\"5\":5}}",
                "replace | /new | {\"t\":\"x\",\"l\":[1,2],\"o\":{\"n\":null,\"5\":5},\"new\":9}",
                "add | ignored/t | {\"t\":9,\"l\":[1,2],\"o\":{\"n\":null,\"5\":5}}",
                "remove | /t | {\"l\":[1,2],\"o\":{\"n\":null,\"5\":5}}",
                "add | /l/0 | {\"t\":\"x\",\"l\":[9,1,2],\"o\":{\"n\":null,\"5\":5}}",
                "add | /l/2 | {\"t\":\"x\",\"l\":[1,2,9],\"o\":{\"n\":null,\"5\":5}}",
                "add | /l/- | {\"t\":\"x\",\"l\":[1,2,9],\"o\":{\"n\":null,\"5\":5}}",
                "add | /l/-1 | {\"t\":\"x\",\"l\":[1,2,9],\"o\":{\"n\":null,\"5\":5}}",
                "add | /l/-3 | {\"t\":\"x\",\"l\":[9,1,2],\"o\":{\"n\":null,\"5\":5}}",
                "replace | /l/+1 | {\"t\":\"x\",\"l\":[1,9],\"o\":{\"n\":null,\"5\":5}}",
                "replace | /l/-2 | {\"t\":\"x\",\"l\":[9,2],\"o\":{\"n\":null,\"5\":5}}",
                "remove | /l/-1 | {\"t\":\"x\",\"l\":[1],\"o\":{\"n\":null,\"5\":5}}",
                "replace | /o/5 | {\"t\":\"x\",\"l\":[1,2],\"o\":{\"n\":null,\"5\":9}}",
                "add | /o/n/x | {\"t\":\"x\",\"l\":[1,2],\"o\":{\"n\":{\"x\":9},\"5\":5}}",
                "add | /o/a~1b | {\"t\":\"x\",\"l\":[1,2],\"o\":{\"n\":null,\"5\":5,\"a/b\":9}}",
                "add | /o/~01 | {\"t\":\"x\",\"l\":[1,2],\"o\":{\"n\":null,\"5\":5,\"~1\":9}}",
                "add | /o/m/2 | {\"t\":\"x\",\"l\":[1,2],\"o\":{\"n\":null,\"5\":5,\"m\":[null,null,9]}}",
                "add | /o/m/- | {\"t\":\"x\",\"l\":[1,2],\"o\":{\"n\":null,\"5\":5,\"m\":[9]}}",
                "replace | /o/m/x/y | {\"t\":\"x\",\"l\":[1,2],\"o\":{\"n\":null,\"5\":5,\"m\":{\"x\":{\"y\":9}}}}",
                "add | /l/3/y | {\"t\":\"x\",\"l\":[1,2,null,{\"y\":9}],\"o\":{\"n\":null,\"5\":5}}"
            })
    void appliesAnOperation(String operation, String path, String result) throws Exception {
        assertThat(apply(operation(operation, path))).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource({
        "add, t",
        "add, /l/4",
        "add, /l/-4",
        "add, /l/x",
        "add, /l/99999999999",
        "add, /t/x",
        "add, /l/0/x",
        "add, /l/-/x",
        "add, /o/a~1b/x",
        "add, /o/m/-2",
        "add, /o/m/2000000000",
        "add, /ID",
        "add, rotated_secrets",
        "add, ''",
        "replace, ''",
        "replace, /l/2",
        "replace, /l/-",
        "replace, /o/6",
        "remove, /new",
        "remove, /l/2",
        "remove, /l/-",
        "remove, /o/x/y",
        "remove, ''",
        "move, /t",
        "copy, /t",
        "test, /t",
        "ADD, /t"
    })
    void refusesAnOperationThatDoesNotFit(String operation, String path) {
        assertThatThrownBy(() -> apply(operation(operation, path))).isInstanceOf(JsonPatch.InvalidPatchException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "\"text\"",
                "[null]",
                "[1]",
                "[{}]",
                "[{\"op\":\"add\",\"path\":\"/x\"}]",
                "[{\"op\":\"replace\",\"path\":\"/t\"}]",
                "[{\"op\":\"add\",\"path\":5,\"value\":1}]",
                "[{\"OP\":\"add\",\"path\":\"/x\",\"value\":1}]",
                "[{\"op\":\"remove\",\"path\":\"/t\"},{\"op\":\"remove\",\"path\":\"/t\"}]"
            })
    void refusesWhatIsNoPatch(String patch) {
        assertThatThrownBy(() -> apply(patch)).isInstanceOf(JsonPatch.InvalidPatchException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "[{\"op\":\"add\",\"path\":\"\",\"value\":" + DOCUMENT + "}]"})
    void leavesADocumentAsItIs(String patch) throws Exception {
        assertThat(apply(patch)).isEqualTo(DOCUMENT);
    }

    private static String operation(String operation, String path) {
        ObjectNode json = Json.nodes().objectNode().put("op", operation).put("path", path);
        return "[" + Json.write(operation.equals("remove") ? json : json.put("value", 9)) + "]";
    }

    private static String apply(String patch) throws Exception {
        ObjectNode document = (ObjectNode) Json.parse(DOCUMENT);
        return Json.write(JsonPatch.parse(Json.parse(patch)).applyTo(document));
    }
}
