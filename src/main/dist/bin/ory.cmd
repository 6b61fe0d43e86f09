@echo off
rem Starts ory on the Java of ORY_JAVA_HOME, else of JAVA_HOME, else on the PATH. ORY_JAVA_OPTS adds JVM options.
rem No blocks in parentheses where a path is expanded: "Program Files (x86)" would end them.
setlocal DisableDelayedExpansion
set "_home=%~dp0.."
set "_why=ory cannot run from %~dp0, as Java takes the semicolon for the end of a path: move it to a folder without one"
if not "%_home:;=%"=="%_home%" goto fail
set "_cure=set ORY_JAVA_HOME to a Java 17 or newer"

set "_source=ORY_JAVA_HOME"
set "_jvm=%ORY_JAVA_HOME%"
if not defined _jvm set "_source=JAVA_HOME"
if not defined _jvm set "_jvm=%JAVA_HOME%"
if not defined _jvm goto path
set "_java=%_jvm%\bin\java.exe"
if exist "%_java%" goto version
set "_why=%_source% is %_jvm%, where there is no bin\java.exe: %_cure%"
goto fail

:path
set "_source=the PATH"
set "_java="
for %%i in (java.exe) do set "_java=%%~$PATH:i"
set "_why=no Java found: install Java 17 or newer, or %_cure%"
if not defined _java goto fail
for %%i in ("%_java%") do set "_jvm=%%~dpi.."

:version
set "_version="
if exist "%_jvm%\release" for /f "usebackq tokens=1,2 delims==" %%i in ("%_jvm%\release") do if "%%i"=="JAVA_VERSION" set "_version=%%~j"
if defined _version goto compare
for /f "tokens=2,3" %%i in ('call "%_java%" -version 2^>^&1') do if "%%i"=="version" set "_version=%%~j"
set "_why=%_java%, of %_source%, does not tell its version: %_cure%"
if not defined _version goto fail

:compare
set "_major=%_version%"
if "%_version:~0,2%"=="1." set "_major=%_version:~2%"
for /f "delims=.-+_" %%i in ("%_major%") do set "_major=%%i"
set "_why=ory needs Java 17 or newer, but %_source% has Java %_version% (%_java%): %_cure%"
if %_major% lss 17 goto fail

rem The one that the build made. The JVM takes it only where it made it itself, in this folder.
set "_archive="
if %_major% lss 25 if exist "%_home%\lib\ory.jsa" set _archive="-XX:SharedArchiveFile=%_home%\lib\ory.jsa"
if %_major% geq 25 if exist "%_home%\lib\ory.aot" set _archive="-XX:AOTCache=%_home%\lib\ory.aot"
rem Two collectors are an error of the JVM's. The flags are explained in the script ory beside this one.
set "_gc=-XX:+UseSerialGC"
rem Expanded late: an option may hold quotes and ampersands.
setlocal EnableDelayedExpansion
set "_options=!JAVA_TOOL_OPTIONS! !JDK_JAVA_OPTIONS! !ORY_JAVA_OPTS!"
set "_chosen=no"
if not "!_options:-XX:+Use=!"=="!_options!" set "_chosen=yes"
endlocal & if "%_chosen%"=="yes" set "_gc="
"%_java%" %_gc% -Xms32m -Xmn16m -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=2 -XX:-UsePerfData -Xlog:disable -XX:+DisplayVMOutputToStderr -XX:ErrorFile=NUL -XX:+SuppressFatalErrorMessage -XX:-CreateCoredumpOnCrash %_archive% -cp "%_home%\lib\ory.jar" -Dpicocli.disable.closures=true -Dpicocli.converters.excludes=.* -Djava.util.logging.config.file= -Dsun.reflect.inflationThreshold=2147483647 -Djdk.reflect.useNativeAccessorOnly=true %ORY_JAVA_OPTS% orycli.Main %*
exit /b %errorlevel%

:fail
setlocal EnableDelayedExpansion
>&2 echo Error: !_why!
exit /b 1
