"""Does what docs/tutorial.md says, in a copy of the sources, and compares what it shows.

Blocks of the page, in order:
  sh            is run by bash from the root of the copy; ends with status 0
  sh fails      must end with another status; what it says on the standard error counts too
  python, r     run as they stand; blocks of Python share their names
  toml          behind a line that ends with `NAME`: is written as that file
  text          is no more than that
  cpp, diff     behind such a line: is a part of the file NAME, a patch the whole of it
  (none)        what the block before it prints, to the letter
The second page must have the same blocks. Two commands are not run, since the build did what they do:
./quickstart gives the program under test, and cmake --build the one that was built with docs/tutorial/ laid over the
sources; the sources in the copy must in the end be the same.

With LIEN_UPDATE_TUTORIAL=1 both pages are written anew with what the blocks print.
Usage: run_tutorial.py ROOT LIEN TUTORIAL_LIEN OVERLAY PAGE TRANSLATION   (in an empty folder)
"""

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

try:
    import networkx  # noqa: F401
    import xarray  # noqa: F401
except ImportError as missing:
    sys.exit(f"this test needs python3-networkx, python3-xarray: {missing}")

FENCE = re.compile(r"^```([^\n`]*)\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)
FILE_BEFORE = re.compile(r"`([^`\n]+)`[ \u00a0\u202f]?:\s*\Z")
BUILT = "cmake --build build --target lien"


def check(condition, sentence):
    if not condition:
        sys.exit(sentence)


class Block:
    def __init__(self, text, match):
        self.kind, self.body = match[1], match[2]
        self.begin, self.end = match.start(2), match.end(2)
        self.line = text.count("\n", 0, match.start()) + 1
        named = FILE_BEFORE.search(text, 0, match.start())
        self.name = named[1] if named else None


def blocks_of(page):
    text = page.read_text(encoding="utf-8")
    check(text.count("\n```") % 2 == 0, f"{page}: a fence is not closed")
    return text, [Block(text, match) for match in FENCE.finditer(text)]


def same_blocks(page, blocks, translation, others, updating):
    for block, other in zip(blocks, others):
        differs = (block.kind, block.name) != (other.kind, other.name) or (
            block.body != other.body and not (updating and block.kind == ""))
        check(not differs, f"{translation.name}:{other.line} differs from {page.name}:{block.line}")
    check(len(blocks) == len(others), f"{page.name} has {len(blocks)} blocks, {translation.name} {len(others)}")


class Copy:
    """The sources as a reader has them, in the working folder."""

    def __init__(self, root, lien, tutorial_lien, overlay):
        self.root, self.tutorial_lien, self.overlay = root, tutorial_lien, overlay
        for folder in ("models", "tests", "docs"):
            shutil.copytree(root / folder, folder, ignore=shutil.ignore_patterns("data", "corpus", "__pycache__"))
        os.symlink(root / "scenarios", "scenarios")
        os.mkdir("build")
        self.use(lien)
        self.names = {}
        check(shutil.which("git") and shutil.which("Rscript"), "this test needs git, and Rscript (r-cran-ncdf4)")
        here = os.getcwd()
        self.environment = dict(os.environ, PATH=f"{here}/build:{os.environ['PATH']}", NO_COLOR="1",
                                GIT_CEILING_DIRECTORIES=os.path.dirname(here))

    def use(self, program):
        with contextlib.suppress(FileNotFoundError):
            os.remove("build/lien")
        os.symlink(program, "build/lien")

    def must_be_what_was_built(self):
        for base, files in ((self.overlay, [f for f in self.overlay.rglob("*") if f.is_file()]),
                            (self.root / "docs/tutorial", [*(self.root / "docs/tutorial").rglob("*.?pp")])):
            check(files, f"{base} is empty")
            for file in files:
                name = file.relative_to(base)
                check(name.exists() and name.read_bytes() == file.read_bytes(), f"{name} is not what was built")

    def run(self, command, where, fails=False):
        ended = subprocess.run(command, capture_output=True, text=True, check=False, env=self.environment)
        check((ended.returncode != 0) == fails,
              f"{where} ended with status {ended.returncode}\n{ended.stdout}{ended.stderr}")
        return ended.stdout + (ended.stderr if fails else "")

    def sh(self, block, where):
        lines = [line for line in block.body.splitlines() if line != "./quickstart"]
        if BUILT in lines:
            self.use(self.tutorial_lien)
            lines.remove(BUILT)
        return self.run(["bash", "-euo", "pipefail", "-c", "\n".join(lines)], where, block.kind == "sh fails")

    def python(self, block, where):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile("\n" * block.line + block.body, where, "exec"), self.names)
        return printed.getvalue()

    def take(self, block, where):
        """What the block prints; None when it is none that prints."""
        if block.kind in ("sh", "sh fails"):
            return self.sh(block, where)
        if block.kind == "python":
            return self.python(block, where)
        if block.kind == "r":
            return self.run(["Rscript", "-e", block.body], where)
        if block.kind == "text":
            return None
        check(block.name, f"{where} does not say which file it is")
        if block.kind == "toml":
            Path(block.name).write_text(block.body, encoding="utf-8")
        elif block.kind in ("cpp", "diff"):
            kept = (self.root / block.name).read_text(encoding="utf-8")
            same = block.body == kept if block.kind == "diff" else block.body in kept
            check(same, f"{where} is not what {block.name} holds")
        else:
            sys.exit(f"{where} is of no known kind: {block.kind!r}")
        return None


def plain(text):
    return "\n".join(line.rstrip() for line in text.rstrip("\n").splitlines()) + "\n"


def main(root, lien, tutorial_lien, overlay, page, translation):
    updating = bool(os.environ.get("LIEN_UPDATE_TUTORIAL"))
    text, blocks = blocks_of(page)
    other_text, others = blocks_of(translation)
    same_blocks(page, blocks, translation, others, updating)
    copy = Copy(root, lien, tutorial_lien, overlay)
    printed, shown = None, {}
    for number, block in enumerate(blocks):
        where = f"{page.name}:{block.line}"
        if block.kind != "":
            printed = copy.take(block, where)
            continue
        check(number > 0 and blocks[number - 1].kind != "", f"{where} shows the output of nothing")
        check(printed is not None, f"{where} shows the output of what prints nothing")
        shown[number] = plain(printed)
        check(updating or plain(block.body) == shown[number],
              f"{where}: what is printed has changed (LIEN_UPDATE_TUTORIAL=1 writes it anew):\n{printed}")
    copy.must_be_what_was_built()
    if updating:
        for file, content, its in ((page, text, blocks), (translation, other_text, others)):
            for number in sorted(shown, reverse=True):
                content = content[:its[number].begin] + shown[number] + content[its[number].end:]
            file.write_text(content, encoding="utf-8")
    ran = sum(block.kind in ("sh", "sh fails", "python", "r") for block in blocks)
    print(f"{ran} blocks run, {len(shown)} outputs compared")


main(*(Path(argument).absolute() for argument in sys.argv[1:]))
