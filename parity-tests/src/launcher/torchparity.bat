@echo off
rem Runs torchparity on the Java of JAVA_HOME, or else of the PATH. The exit code is torchparity's own.
setlocal
set "java=java.exe"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
"%java%" @{vector.flag} @{native.flags} "-XX:SharedArchiveFile=%~dp0..\lib\@{archive.name}" "-Xlog:cds*=off" -classpath "%~dp0..\lib\*" @{main.class} %*
exit /b %ERRORLEVEL%
