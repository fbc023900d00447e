@echo off
chcp 936 >nul
setlocal EnableExtensions DisableDelayedExpansion
rem 有些文稿名里的符号，命令解释器会从那里截断；整行命令里才是完整的。
set "ZHLINT_BAT=%~nx0"
setlocal EnableDelayedExpansion
for /f "delims=" %%L in ("!cmdcmdline!") do endlocal & set "ZHLINT_LINE=%%L"
if not exist "%~dp0python\python.exe" goto missing
"%~dp0python\python.exe" "%~dp0python\proofread.py" %*
goto done
:missing
echo 没有找到 python\python.exe，不能校对。
echo 请先把压缩包全部解压到一个文件夹，再把文稿拖到解压出来的“校对.bat”上。
echo 已经解压过的，请看它是否被安全软件隔离了。
cmd /c exit 2
:done
set "ZHLINT_CODE=%errorlevel%"
echo.
echo 按任意键关闭这个窗口。
pause >nul
exit %ZHLINT_CODE%
