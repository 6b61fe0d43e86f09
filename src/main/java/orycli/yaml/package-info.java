/** SnakeYAML, configured in one place: YAML to trees of JSON and back. */
@NullMarked
package orycli.yaml;

import org.jspecify.annotations.NullMarked;
