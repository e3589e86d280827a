"""The Chromium that browser tests drive: found on the machine, or installed by its package manager.

python -m tests.browser.chromium             where it is
python -m tests.browser.chromium --install   install it, and Chinese fonts, if they are missing
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
PLAYWRIGHTS_OWN = Path.home() / ".cache" / "ms-playwright"
APT_PACKAGES = ("chromium", "fonts-noto-cjk")
FLAGS = (
    "--headless",
    "--no-sandbox",  # a container's root may not nest sandboxes; only our own page is opened
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NoChromium(RuntimeError):
    """There is no Chromium, or no Chinese font; the message says what to do."""


def find() -> Path:
    """The executable; CHROMIUM in the environment wins. Raises NoChromium."""
    named = os.environ.get("CHROMIUM")
    if named:
        if not Path(named).is_file():
            raise NoChromium(f"CHROMIUM names {named}, and there is no such file. Correct it.")
        return Path(named)
    on_path = (shutil.which(name) for name in NAMES)
    own = sorted(PLAYWRIGHTS_OWN.glob("chromium-*/chrome-linux*/chrome"), reverse=True)
    for candidate in (*(Path(found) for found in on_path if found), MAC, *own):
        if candidate.is_file():
            return candidate
    raise NoChromium(
        "Browser tests need Chromium, and none was found. Run `make chromium`, "
        "or install it yourself and set CHROMIUM to its path."
    )


def has_chinese_font() -> bool:
    """True if fontconfig knows a Chinese font, or if there is no fontconfig to ask (macOS)."""
    if not shutil.which("fc-list"):
        return sys.platform == "darwin"
    asked = subprocess.run(
        ["fc-list", ":lang=zh-cn", "family"], capture_output=True, text=True, check=False
    )
    return bool(asked.stdout.strip())


def require() -> Path:
    """The executable, once the machine can also draw Chinese. Raises NoChromium."""
    chromium = find()
    if not has_chinese_font():
        raise NoChromium(
            "Chromium is here, but no Chinese font is: every picture would show empty boxes. "
            "Run `make chromium`, or install a font such as Noto Sans CJK."
        )
    return chromium


def install() -> Path:
    """Install what is missing with apt; elsewhere say which command would. Raises NoChromium."""
    try:
        return require()
    except NoChromium as missing:
        if os.environ.get("CHROMIUM"):
            raise
        print(f"{missing}\nInstalling {' and '.join(APT_PACKAGES)} …", flush=True)
    if not shutil.which("apt-get"):
        raise NoChromium(other_systems_command())
    as_root = [] if os.geteuid() == 0 else ["sudo"]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "-y", "--no-install-recommends", *APT_PACKAGES]):
        done = subprocess.run([*as_root, "apt-get", "-q", *step], env=quiet, check=False)
        if done.returncode and step[0] == "install":
            raise NoChromium(
                "apt-get could not install Chromium; its own message stands above. "
                "Install Chromium and a Chinese font by hand and run this again."
            )
    return require()


def other_systems_command() -> str:
    """One sentence for systems without apt."""
    commands = {
        "dnf": "sudo dnf install chromium google-noto-sans-cjk-fonts",
        "pacman": "sudo pacman -S chromium noto-fonts-cjk",
        "apk": "apk add chromium font-noto-cjk",
        "brew": "brew install --cask google-chrome",
    }
    for manager, command in commands.items():
        if shutil.which(manager):
            return f"Install a Chromium and a Chinese font first: {command}"
    return "Install a Chromium and a Chinese font, and set CHROMIUM to the browser's path."


def main() -> int:
    """Print the path, or the sentence that says what is missing."""
    try:
        print(install() if "--install" in sys.argv[1:] else require())
    except NoChromium as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
