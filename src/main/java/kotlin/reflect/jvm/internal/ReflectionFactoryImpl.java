package kotlin.reflect.jvm.internal;

import kotlin.jvm.internal.ReflectionFactory;

/**
 * Kotlin's library for reflection, which OkHttp does without: it has nothing but what Kotlin does where there is none. To find
 * that there is none, Java would open every jar, which takes a tenth of a create.
 */
public final class ReflectionFactoryImpl extends ReflectionFactory {}
