<# : cmd reads from here to the end of this PowerShell comment
@echo off
rem Runs Maven in the current folder: the installed one if it is recent enough, else a pinned one, which is
rem downloaded once, checked, and kept under .m2\wrapper in the user's folder.
rem
rem   MVNW_REPOURL      a Maven repository to download from, instead of Apache's archive
rem   MAVEN_USER_HOME   where to keep it, instead of .m2
rem
rem PowerShell, the rest of this file, finds Maven and prints where it is.
setlocal DisableDelayedExpansion
set "MVNW_SCRIPT=%~f0"
set "MVNW_MAVEN="
rem Started by PowerShell 7, Windows PowerShell would look for its modules in the wrong place.
set "PSModulePath="
for /f "usebackq delims=" %%i in (`powershell -NoProfile -NonInteractive -ExecutionPolicy Bypass -Command "& ([scriptblock]::Create((Get-Content -Raw -LiteralPath $env:MVNW_SCRIPT)))"`) do set "MVNW_MAVEN=%%i"
if not defined MVNW_MAVEN exit /b 1
endlocal & call "%MVNW_MAVEN%" %*
exit /b %errorlevel%
#>

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue' # the progress bar slows unpacking down

$oldest = '3.8.7'
$version = '3.9.16'
$sha512 = 'ed41650d42485cfc243fad22158caf9cbb5dc408ce7a09ddb94dd42a019de929ca43065bfa450612cf12bf78b5cafa3884b96c090de326ff590448c933454af3'
if ($env:MVNW_REPOURL) {
  $url = $env:MVNW_REPOURL.TrimEnd('/') + "/org/apache/maven/apache-maven/$version/apache-maven-$version-bin.zip"
} else {
  $url = "https://archive.apache.org/dist/maven/maven-3/$version/binaries/apache-maven-$version-bin.zip"
}

function Fail($why) {
  [Console]::Error.WriteLine("mvnw: $why")
  exit 1
}

# Without Java Maven cannot even tell its version.
if ($env:JAVA_HOME) {
  if (-not (Test-Path -LiteralPath "$env:JAVA_HOME\bin\java.exe")) {
    Fail "JAVA_HOME is $env:JAVA_HOME, which has no bin\java.exe: set it to a JDK, 17 or newer"
  }
} elseif (-not (Get-Command java.exe -CommandType Application -ErrorAction SilentlyContinue)) {
  Fail 'no Java found: install a JDK, 17 or newer, or set JAVA_HOME'
}

$mvn = Get-Command mvn.cmd -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
if ($mvn) {
  $ErrorActionPreference = 'Continue' # or a word on stderr would end this script
  $answer = & $mvn.Path --version 2>$null | Out-String
  $ErrorActionPreference = 'Stop'
  if (($answer -match 'Apache Maven (\d+\.\d+(\.\d+)?)') -and ([version]$Matches[1] -ge [version]$oldest)) {
    $mvn.Path
    exit 0
  }
}

if ($env:MAVEN_USER_HOME) { $kept = "$env:MAVEN_USER_HOME\wrapper" } else { $kept = "$env:USERPROFILE\.m2\wrapper" }
$maven = "$kept\apache-maven-$version"

if (-not (Test-Path -LiteralPath "$maven\bin\mvn.cmd")) {
  # Made whole under another name and then renamed: no other run ever sees half of it.
  $part = "$kept\part." + [IO.Path]::GetRandomFileName()
  $why = $null
  try {
    New-Item -ItemType Directory -Force -Path $part | Out-Null
    [Console]::Error.WriteLine("mvnw: downloading Maven $version")
    [Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
    try {
      (New-Object Net.WebClient).DownloadFile($url, "$part\maven.zip")
    } catch {
      throw "cannot download $url"
    }
    if ((Get-FileHash -Algorithm SHA512 -LiteralPath "$part\maven.zip").Hash -ne $sha512) {
      throw "$url has not the expected SHA-512: not used"
    }
    Expand-Archive -LiteralPath "$part\maven.zip" -DestinationPath $part
    try {
      [IO.Directory]::Move("$part\apache-maven-$version", $maven)
    } catch {
      # If another run was faster, its folder stays and serves both.
      if (-not (Test-Path -LiteralPath "$maven\bin\mvn.cmd")) { throw "cannot write to $kept" }
    }
  } catch {
    $why = $_.Exception.Message
  }
  Remove-Item -Recurse -Force -LiteralPath $part -ErrorAction SilentlyContinue
  if ($why) { Fail $why }
}
"$maven\bin\mvn.cmd"
