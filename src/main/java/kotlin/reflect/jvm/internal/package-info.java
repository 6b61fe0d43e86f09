/** What Kotlin looks for by its name. */
@NullMarked
package kotlin.reflect.jvm.internal;

import org.jspecify.annotations.NullMarked;
