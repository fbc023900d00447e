"""Checks a text in Writer and takes every suggestion; for a Python with `uno`.

Arguments: the pipe that LibreOffice listens on, the address of the server. The text comes over standard input; the places, the
suggestions and the text afterwards go to standard output as JSON.
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import suppress
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import Locale

NODE = "/org.openoffice.Office.Linguistic/GrammarChecking/LanguageTool"
CHINESE = Locale("zh", "CN", "")


def connected(pipe: str) -> Any:
    """The context of a LibreOffice that may still be starting."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.2)
    raise SystemExit("LibreOffice does not answer")


def prop(name: str, value: Any) -> Any:
    given = PropertyValue()
    given.Name, given.Value = name, value
    return given


def configure(services: Any, context: Any, address: str) -> None:
    provider = services.createInstanceWithContext("com.sun.star.configuration.ConfigurationProvider", context)
    access = "com.sun.star.configuration.ConfigurationUpdateAccess"
    settings = provider.createInstanceWithArguments(access, (prop("nodepath", NODE),))
    settings.setPropertyValue("BaseURL", address)
    settings.setPropertyValue("IsEnabled", True)
    settings.commitChanges()


def characters(text: str, units: int) -> int:
    """The characters that a cursor passes in so many units of UTF-16."""
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le"))


def main(pipe: str, address: str) -> None:
    context = connected(pipe)
    services = context.ServiceManager
    configure(services, context, address)
    desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    document = desktop.loadComponentFromURL("private:factory/swriter", "_blank", 0, (prop("Hidden", True),))
    # A line feed would be a break inside a paragraph.
    document.Text.setString(sys.stdin.buffer.read().decode("utf-8").replace("\n", "\r"))
    checker = services.createInstanceWithContext("org.openoffice.lingu.LanguageToolGrammarChecker", context)
    said = []
    paragraphs = document.Text.createEnumeration()
    while paragraphs.hasMoreElements():
        paragraph = paragraphs.nextElement()
        text = paragraph.getString()
        result = checker.doProofreading("1", text, CHINESE, 0, len(text), ())
        for error in sorted(result.aErrors, key=lambda one: -one.nErrorStart):
            said.append([text, error.nErrorStart, error.nErrorLength, list(error.aSuggestions)])
            if error.aSuggestions:
                cursor = document.Text.createTextCursorByRange(paragraph.getStart())
                cursor.goRight(characters(text, error.nErrorStart), False)
                cursor.goRight(
                    characters(text, error.nErrorStart + error.nErrorLength) - characters(text, error.nErrorStart), True
                )
                cursor.setString(error.aSuggestions[0])
    after = document.Text.getString()
    has_chinese = any(one.Language == "zh" and one.Country == "CN" for one in checker.getLocales())
    sys.stdout.buffer.write(json.dumps({"errors": said, "text": after, "chinese": has_chinese}).encode("utf-8"))
    document.close(True)
    with suppress(Exception):
        desktop.terminate()
    sys.stdout.flush()
    # The bridge may crash when it is taken down after its office.
    os._exit(0)


main(*sys.argv[1:])
