"""Open a ZIP container, whoever made it, so that it can do no harm: the base of XLSX, DOCX and archives."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from yusuan.errors import InputError, printable

LARGEST = 32 << 20
"""How many bytes the parts of an office file that are read may hold once unpacked: many times a large disclosure."""
LARGEST_ARCHIVE = 256 << 20
"""How many bytes the documents in an archive may hold."""
_DECLARATIONS = ("<!DOCTYPE", "<!ENTITY")
_UTF_8_NAME = 0x800
_ENCRYPTED = 0x1


@dataclass(slots=True)
class Container:
    """A ZIP that was opened. ``label`` names it in messages; Of its ``limit`` in bytes, ``used`` are unpacked."""

    label: str
    archive: zipfile.ZipFile
    limit: int
    used: int = 0

    def names(self) -> tuple[str, ...]:
        """The names of the members that are files, as stored, in the order of the archive."""
        return tuple(info.filename for info in self.archive.infolist() if not info.is_dir())

    def shown(self, name: str) -> str:
        """A member's name as a person knows it, on one line and with nothing in it that is not seen: Chinese systems
        store names as GB 18030 without saying so."""
        if self.archive.getinfo(name).flag_bits & _UTF_8_NAME:
            return printable(name)
        try:
            return printable(name.encode("cp437").decode("gb18030"))
        except UnicodeError:
            return printable(name)

    def has(self, name: str) -> bool:
        """Whether there is a member of that name."""
        return name in self.archive.NameToInfo

    def content(self, name: str) -> bytes:
        """The unpacked bytes of a member. What the directory says of its size is not believed.

        Raises:
            InputError: it is encrypted, damaged, missing or too large.
        """
        where = f"{self.label}: {self.shown(name)}" if self.has(name) else self.label
        try:
            info = self.archive.getinfo(name)
            if info.flag_bits & _ENCRYPTED:
                raise InputError(f"{where}: is locked with a password; save it without one")
            with self.archive.open(info) as member:
                content = member.read(self.limit - self.used + 1)
        except KeyError as error:
            raise InputError(f"{where}: the part {name} is missing, so the file is damaged; save it again") from error
        except NotImplementedError as error:
            raise InputError(f"{where}: is packed in a way that is not supported; pack it as a plain ZIP") from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
            raise InputError(f"{where}: is damaged and cannot be unpacked; fetch or save the file again") from error
        self.used += len(content)
        if self.used > self.limit:
            raise InputError(f"{where}: unpacks to more than {self.limit >> 20} MB; split it or leave pictures out")
        return content

    def xml(self, name: str) -> etree._Element:
        """The root element of an XML member. No entity is ever declared in an office file, so none is expanded.

        Raises:
            InputError: as :meth:`content`; it is not well-formed or declares entities.
        """
        content = self.content(name)
        refuse_declarations(content, f"{self.label}: {name}")
        try:
            return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
        except etree.XMLSyntaxError as error:
            raise InputError(f"{self.label}: the part {name} is damaged; open the file and save it again") from error


def refuse_declarations(content: bytes, label: str) -> None:
    """Refuse XML that declares a document type, in whichever encoding: only an attack does so in an office file.

    Raises:
        InputError: it does.
    """
    for declaration in _DECLARATIONS:
        if any(declaration.encode(encoding) in content for encoding in ("utf-8", "utf-16-le", "utf-16-be")):
            raise InputError(f"{label}: declares XML entities, which no office file does; save the document again")


def open_container(content: bytes, label: str) -> Container:
    """Open the bytes of a ZIP.

    Raises:
        InputError: it is cut off or damaged.
    """
    try:
        return Container(label, zipfile.ZipFile(io.BytesIO(content)), LARGEST)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise InputError(f"{label}: the file is cut off or damaged; fetch or save it again") from error
