package orycli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import orycli.output.PathCondition.Comparison.Operator;

/** What a query of a {@link JsonPath} asks of each element. What a type is not compared by never matches. */
sealed interface PathCondition {
    /** Whether the value, a missing node if there is none, is what the query looks for. */
    boolean test(JsonNode value);

    /** {@code #(x)}: there is one, a null too. */
    record Existence() implements PathCondition {
        @Override
        public boolean test(JsonNode value) {
            return !value.isMissingNode();
        }
    }

    /** {@code #(x=="y")}, in which the type of the value decides how the operand is understood. */
    record Comparison(Operator operator, String operand) implements PathCondition {
        /** A number as Go's {@code strconv.ParseFloat} reads it, without its rarer forms. */
        private static final Pattern NUMBER =
                Pattern.compile("[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?");

        /** The comparisons of gjson. */
        enum Operator {
            EQUAL,
            NOT_EQUAL,
            LESS,
            LESS_OR_EQUAL,
            GREATER,
            GREATER_OR_EQUAL,
            LIKE,
            NOT_LIKE
        }

        @Override
        public boolean test(JsonNode value) {
            return switch (value.getNodeType()) {
                case STRING -> testText(value.textValue());
                case NUMBER -> testNumber(value.doubleValue());
                case BOOLEAN -> testBoolean(value.booleanValue());
                case ARRAY, BINARY, MISSING, NULL, OBJECT, POJO -> false;
            };
        }

        private boolean testText(String text) {
            return switch (operator) {
                case EQUAL -> text.equals(operand);
                case NOT_EQUAL -> !text.equals(operand);
                case LESS -> order(text) < 0;
                case LESS_OR_EQUAL -> order(text) <= 0;
                case GREATER -> order(text) > 0;
                case GREATER_OR_EQUAL -> order(text) >= 0;
                case LIKE -> Wildcard.parse(operand).matches(text);
                case NOT_LIKE -> !Wildcard.parse(operand).matches(text);
            };
        }

        /** Go orders strings by their bytes. */
        private int order(String text) {
            return Arrays.compareUnsigned(
                    text.getBytes(StandardCharsets.UTF_8), operand.getBytes(StandardCharsets.UTF_8));
        }

        private boolean testNumber(double number) {
            double other = NUMBER.matcher(operand).matches() ? Double.parseDouble(operand) : 0;
            return switch (operator) {
                case EQUAL -> number == other;
                case NOT_EQUAL -> number != other;
                case LESS -> number < other;
                case LESS_OR_EQUAL -> number <= other;
                case GREATER -> number > other;
                case GREATER_OR_EQUAL -> number >= other;
                case LIKE, NOT_LIKE -> false;
            };
        }

        private boolean testBoolean(boolean value) {
            return switch (operator) {
                case EQUAL -> Boolean.toString(value).equals(operand);
                case NOT_EQUAL -> !Boolean.toString(value).equals(operand);
                case LESS -> !value && operand.equals("true");
                case LESS_OR_EQUAL -> !value;
                case GREATER -> value && operand.equals("false");
                case GREATER_OR_EQUAL -> value;
                case LIKE, NOT_LIKE -> false;
            };
        }
    }

    /** {@code #(x==~true)}: the value is first turned into a boolean, which is then compared with true. */
    record Truth(Kind kind, Operator operator) implements PathCondition {
        /** What makes a value true. */
        enum Kind {
            EXISTS,
            NULL,
            TRUE,
            FALSE
        }

        @Override
        public boolean test(JsonNode value) {
            return new Comparison(operator, "true").testBoolean(isTrue(value));
        }

        private boolean isTrue(JsonNode value) {
            return switch (kind) {
                case EXISTS -> !value.isMissingNode();
                case NULL -> value.isNull() || value.isMissingNode();
                case TRUE -> isTrueish(value);
                case FALSE -> isFalseish(value);
            };
        }

        private static boolean isTrueish(JsonNode value) {
            return switch (value.getNodeType()) {
                case BOOLEAN -> value.booleanValue();
                case NUMBER -> value.doubleValue() != 0;
                case STRING ->
                    switch (value.textValue().toLowerCase(Locale.ROOT)) {
                        case "1", "t", "true" -> true;
                        default -> false;
                    };
                case ARRAY, BINARY, MISSING, NULL, OBJECT, POJO -> false;
            };
        }

        private static boolean isFalseish(JsonNode value) {
            return switch (value.getNodeType()) {
                case BOOLEAN -> !value.booleanValue();
                case NUMBER -> value.doubleValue() == 0;
                case STRING ->
                    switch (value.textValue().toLowerCase(Locale.ROOT)) {
                        case "0", "f", "false" -> true;
                        default -> false;
                    };
                case MISSING, NULL -> true;
                case ARRAY, BINARY, OBJECT, POJO -> false;
            };
        }
    }
}
