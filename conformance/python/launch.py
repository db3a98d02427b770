"""
Runs the adapter with an interpreter that has httpx: the virtual environment beside this file if there is one, else the
one that runs this, else the system's. `launch.py --check` only looks for one. `launch.py -m MODULE …` runs a module,
`launch.py --adapter FILE …` another adapter than that beside this file.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import List, Optional

HERE = Path(__file__).resolve().parent
INSTALL = f"python3 -m venv {HERE / '.venv'} && {HERE / '.venv/bin/pip'} install -r {HERE / 'requirements.txt'}"
CANDIDATES = (HERE / ".venv/bin/python", HERE / ".venv/Scripts/python.exe", Path(sys.executable), Path("/usr/bin/python3"))


def interpreter() -> Optional[str]:
    for candidate in CANDIDATES:
        if candidate.exists():
            look = [str(candidate), "-c", "import sys, httpx; sys.exit(sys.version_info < (3, 9))"]
            if subprocess.run(look, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0:
                return str(candidate)
    return None


def main(arguments: List[str]) -> None:
    found = interpreter()
    if found is None:
        sys.exit(f"No Python 3.9 or newer here has httpx. Install it: {INSTALL}\nor, on Debian: apt-get install -y python3-httpx")
    if arguments == ["--check"]:
        return
    packages = HERE.parent.parent / "packages"
    own = [str(packages / name / "src") for name in ("adapter-python", "foilengine-error-map-python")]
    paths = [str(HERE), *own, os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in paths if path)}
    command = arguments if arguments[:1] == ["-m"] else [str(HERE / "adapter.py"), *arguments]
    if arguments[:1] == ["--adapter"]:
        command = [str(HERE / arguments[1]), *arguments[2:]]
    os.execve(found, [found, *command], environment)


if __name__ == "__main__":
    main(sys.argv[1:])
