package orycli;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.fasterxml.jackson.core.TokenStreamFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.FileDescriptor;
import java.net.URL;
import java.net.URLConnection;
import java.util.List;
import java.util.ServiceLoader;
import okhttp3.OkHttpClient;
import picocli.CommandLine.ParameterException;

/** Which package may use which, and what each is the only place for. */
@AnalyzeClasses(packages = "orycli", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String TERMINAL = "orycli.terminal";
    private static final String TEXT = "orycli.text";
    private static final String JSON = "orycli.json";
    private static final String YAML = "orycli.yaml";
    private static final String HTTP = "orycli.http";
    private static final String OUTPUT = "orycli.output";
    private static final String ENCRYPTION = "orycli.encryption";
    private static final String HYDRA = "orycli.hydra";
    private static final String OAUTH2 = "orycli.oauth2";
    private static final String NETWORK = "orycli.network";
    private static final String SANDBOX = "orycli.sandbox";
    private static final String VALUE = "orycli.command.option.value";
    private static final String OPTION = "orycli.command.option";
    private static final String REPORT = "orycli.command.report";
    private static final String NOUNS = "orycli.command.<noun>";
    private static final String COMMAND = "orycli.command";
    private static final List<Class<?>> PROCESS = List.of(System.class, Runtime.class, FileDescriptor.class);

    @ArchTest
    static final ArchRule dependenciesPointDownwards = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer(TERMINAL)
            .definedBy(TERMINAL + "..")
            .layer(TEXT)
            .definedBy(TEXT + "..")
            .layer(JSON)
            .definedBy(JSON + "..")
            .layer(YAML)
            .definedBy(YAML + "..")
            .layer(HTTP)
            .definedBy(HTTP + "..")
            .layer(OUTPUT)
            .definedBy(OUTPUT + "..")
            .layer(ENCRYPTION)
            .definedBy(ENCRYPTION + "..")
            .layer(HYDRA)
            .definedBy(HYDRA + "..")
            .layer(OAUTH2)
            .definedBy(OAUTH2 + "..")
            .layer(NETWORK)
            .definedBy(NETWORK + "..")
            .layer(SANDBOX)
            .definedBy(SANDBOX + "..")
            .layer(VALUE)
            .definedBy(VALUE)
            .layer(OPTION)
            .definedBy(OPTION)
            .layer(REPORT)
            .definedBy(REPORT)
            .layer(NOUNS)
            .definedBy(resideInAPackage("orycli.command.*..")
                    .and(not(resideInAPackage(OPTION + "..").or(resideInAPackage(REPORT)))))
            .layer(COMMAND)
            .definedBy(COMMAND)
            .layer("main")
            .definedBy("orycli")
            .whereLayer(TERMINAL)
            .mayNotAccessAnyLayer()
            .whereLayer(TEXT)
            .mayNotAccessAnyLayer()
            .whereLayer(JSON)
            .mayOnlyAccessLayers(TEXT)
            .whereLayer(YAML)
            .mayOnlyAccessLayers(TEXT, JSON)
            .whereLayer(HTTP)
            .mayOnlyAccessLayers(TEXT, JSON)
            .whereLayer(OUTPUT)
            .mayOnlyAccessLayers(TEXT, JSON, YAML)
            .whereLayer(ENCRYPTION)
            .mayOnlyAccessLayers(TEXT, HTTP)
            .whereLayer(HYDRA)
            .mayOnlyAccessLayers(TEXT, JSON, HTTP, ENCRYPTION)
            .whereLayer(OAUTH2)
            .mayOnlyAccessLayers(TEXT, JSON, HTTP)
            .whereLayer(NETWORK)
            .mayOnlyAccessLayers(TEXT, JSON, HTTP, ENCRYPTION, OAUTH2)
            .whereLayer(SANDBOX)
            .mayOnlyAccessLayers(TEXT, JSON)
            .whereLayer(VALUE)
            .mayOnlyAccessLayers(TERMINAL, TEXT, JSON, YAML)
            .whereLayer(OPTION)
            .mayOnlyAccessLayers(
                    TERMINAL, TEXT, JSON, YAML, HTTP, OUTPUT, ENCRYPTION, HYDRA, OAUTH2, NETWORK, SANDBOX, VALUE)
            .whereLayer(REPORT)
            .mayOnlyAccessLayers(
                    TERMINAL,
                    TEXT,
                    JSON,
                    YAML,
                    HTTP,
                    OUTPUT,
                    ENCRYPTION,
                    HYDRA,
                    OAUTH2,
                    NETWORK,
                    SANDBOX,
                    VALUE,
                    OPTION)
            .whereLayer(NOUNS)
            .mayOnlyAccessLayers(
                    TERMINAL,
                    TEXT,
                    JSON,
                    YAML,
                    HTTP,
                    OUTPUT,
                    ENCRYPTION,
                    HYDRA,
                    OAUTH2,
                    NETWORK,
                    SANDBOX,
                    VALUE,
                    OPTION,
                    REPORT)
            .whereLayer(COMMAND)
            .mayOnlyBeAccessedByLayers("main")
            .whereLayer("main")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule thereAreNoOtherPackages = classes()
            .should()
            .resideInAnyPackage(
                    "orycli",
                    TERMINAL,
                    TEXT,
                    JSON,
                    YAML,
                    HTTP,
                    OUTPUT,
                    ENCRYPTION,
                    HYDRA,
                    OAUTH2,
                    NETWORK,
                    SANDBOX,
                    SANDBOX + ".go",
                    COMMAND,
                    VALUE,
                    "orycli.command.*");

    @ArchTest
    static final ArchRule theTerminalNeedsTheJdkAlone =
            classes().that().resideInAPackage(TERMINAL).should().onlyDependOnClassesThat(arePartOf(TERMINAL));

    @ArchTest
    static final ArchRule textNeedsTheJdkAlone =
            classes().that().resideInAPackage(TEXT).should().onlyDependOnClassesThat(arePartOf(TEXT));

    @ArchTest
    static final ArchRule jsonNeedsJacksonAlone = classes()
            .that()
            .resideInAPackage(JSON)
            .should()
            .onlyDependOnClassesThat(
                    arePartOf(JSON).or(resideInAPackage(TEXT)).or(resideInAPackage("com.fasterxml.jackson..")));

    @ArchTest
    static final ArchRule nounsDoNotKnowEachOther = slices().matching("orycli.command.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(alwaysTrue(), resideInAPackage(OPTION + "..").or(resideInAPackage(REPORT)));

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("orycli.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheTerminalTouchesTheProcess = noClasses()
            .that()
            .resideOutsideOfPackage(TERMINAL)
            .should()
            .accessTargetWhere(describe(
                    "the process is accessed, save for its end and its version",
                    access -> PROCESS.stream().anyMatch(access.getTargetOwner()::isEquivalentTo)
                            && !isFrom(access, "orycli", "exit")
                            && !access.getOriginOwner().isEquivalentTo(NativeMain.class)
                            && !isFrom(access, COMMAND, "version")));

    /** Of a native executable only its entry knows. */
    @ArchTest
    static final ArchRule graalVmIsKnownToOneClass = noClasses()
            .that(not(describe("the entry", type -> type.isEquivalentTo(NativeMain.class))))
            .should()
            .dependOnClassesThat(resideInAPackage("org.graalvm.."));

    /** What a service loader finds is not in a native executable unless it is named there. */
    @ArchTest
    static final ArchRule noServicesAreLoaded =
            noClasses().should().dependOnClassesThat(assignableTo(ServiceLoader.class));

    @ArchTest
    static final ArchRule nothingIsPrintedPastTheTerminal = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule jacksonIsConfiguredInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage(JSON)
            .should()
            .dependOnClassesThat(assignableTo(ObjectMapper.class).or(assignableTo(TokenStreamFactory.class)));

    /** Its 440 classes take longer to load than a request takes; a node's text is the mapper's work. */
    @ArchTest
    static final ArchRule jacksonsMapperIsNeverLoaded = noClasses()
            .should()
            .dependOnClassesThat(assignableTo(ObjectMapper.class))
            .orShould()
            .accessTargetWhere(describe(
                    "a node is turned into a text",
                    access -> access.getTargetOwner().isAssignableTo(JsonNode.class)
                            && access.getName().matches("toString|toPrettyString")));

    @ArchTest
    static final ArchRule okHttpClientsAreBuiltInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage(HTTP)
            .should()
            .dependOnClassesThat(assignableTo(OkHttpClient.Builder.class))
            .orShould()
            .callConstructor(OkHttpClient.class);

    @ArchTest
    static final ArchRule thereIsNoOtherWayToAServer = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("java.net.http.."))
            .orShould()
            .dependOnClassesThat(assignableTo(URLConnection.class))
            .orShould()
            .callMethod(URL.class, "openStream");

    @ArchTest
    static final ArchRule nothingIsKeptInStaticFields =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule yamlIsReadAndWrittenInOnePlace =
            only(YAML, "org.yaml..", "org.snakeyaml..", "com.fasterxml.jackson.dataformat.yaml..");

    @ArchTest
    static final ArchRule bouncyCastleIsKnownToTheEncryptionOnly = only(ENCRYPTION, "org.bouncycastle..");

    /** The other commands need not wait for it. */
    @ArchTest
    static final ArchRule qrCodesAreDrawnInOnePlace = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("orycli.command.token.QrCode")
            .should()
            .dependOnClassesThat(resideInAPackage("com.google.zxing.."));

    @ArchTest
    static final ArchRule picocliIsKnownToCommandsOnly = only("orycli.command..", "picocli..");

    /** picocli begins a new group where a flag of it comes twice, and forgets the others. */
    @ArchTest
    static final ArchRule noFlagsAreGrouped = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("picocli..").and(named("ArgGroup")));

    /** What is wrong with a value is said by those who know nothing of picocli. */
    @ArchTest
    static final ArchRule whatPicocliThrowsIsKnownToTheCommandLineOnly = noClasses()
            .that()
            .resideOutsideOfPackage(COMMAND)
            .should()
            .dependOnClassesThat(assignableTo(ParameterException.class));

    @ArchTest
    static final ArchRule theJdksHttpServerIsForTheCallbackOnly = noClasses()
            .that()
            .resideOutsideOfPackage(OAUTH2)
            .should()
            .dependOnClassesThat(resideInAPackage("com.sun.net.httpserver.."));

    /** Or a native executable would need to be told. */
    @ArchTest
    static final ArchRule nothingIsReflectedUpon = noClasses()
            .that()
            .resideOutsideOfPackage(TERMINAL)
            .should()
            .dependOnClassesThat(resideInAPackage("java.lang.reflect.."))
            .orShould()
            .accessTargetWhere(describe(
                    "a class is searched",
                    access -> access.getTargetOwner().isEquivalentTo(Class.class)
                            && access.getName()
                                    .matches("forName|newInstance|get(Declared|Enclosing|Record)?"
                                            + "(Method|Field|Constructor|Component|Classe)s?")));

    @ArchTest
    static final ArchRule namesSayWhatAClassIs = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl|Common)(\\$.*)?")
            .orShould()
            .resideInAnyPackage("..util..", "..helper..", "..common..", "..manager..", "..impl..");

    private static DescribedPredicate<JavaClass> arePartOf(String place) {
        return resideInAPackage(place)
                .or(resideInAPackage("java.."))
                .or(resideInAPackage("org.jspecify.."))
                .as("are part of " + place + " or the JDK");
    }

    private static ArchRule only(String place, String... library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(place)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library);
    }

    private static DescribedPredicate<JavaClass> named(String name) {
        return describe("are called " + name, type -> type.getSimpleName().equals(name));
    }

    private static boolean isFrom(JavaAccess<?> access, String origin, String method) {
        return access.getOriginOwner().getPackageName().equals(origin)
                && access.getName().equals(method);
    }
}
