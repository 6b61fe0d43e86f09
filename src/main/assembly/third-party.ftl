# Third-party software

ory contains the work of others, unchanged save for picocli, which is compiled anew from its unchanged sources.

| library | version | project | licence |
|---|---|---|---|
<#list dependencyMap as entry>
| ${entry.key.artifactId} | ${entry.key.version} | ${entry.key.url!"https://github.com/Kotlin"} | ${entry.value?join(", ")} |
</#list>

The text of Apache-2.0 is in `LICENSE`. `licenses` has the notices and texts that the libraries bring along, among them
those of what jackson-core contains: FastDoubleParser (MIT; parts after fast_float, MIT, and bigint, BSD-2-Clause) and
Schubfach (MIT).

- bcpg-jdk18on contains a modified bzip2 of the Apache Software Foundation, under Apache-2.0.
- okhttp-jvm contains the Public Suffix List, whose source is at https://publicsuffix.org/list/public_suffix_list.dat,
  subject to the terms of the Mozilla Public License, v. 2.0: https://mozilla.org/MPL/2.0/

A native executable contains parts of the JDK and of GraalVM Community besides, under the GNU General Public License,
version 2, with the Classpath Exception: their texts are in `licenses/java.base` and `licenses/graalvm`.
