"""Speak the clips that travel with the program: the built-in voice of the boards and the kiosk.

Debian's espeak-ng speaks, sox trims and shapes, opusenc packs (`apt-get install espeak-ng sox
opus-tools`). Mandarin is fed to the voice `cmn-latn-pinyin` as numbered pinyin, for the plain voice
reads most Chinese characters as English; every clip is checked for that, by its phonemes, before
it is spoken. The same input gives the same bytes.
"""

import array
import json
import math
import re
import shutil
import subprocess
import tempfile
import wave
from pathlib import Path
from string import ascii_lowercase

VOICE = Path(__file__).parents[2] / "yizhan/boards/static/boards/voice"

RATE = 22_050  # what espeak-ng speaks at
LOUDNESS_DB = -19.0  # the mean of what is heard, the same for every clip
PEAK = 0.89  # -1 dB, so that packing never clips
WINDOW_SECONDS = 0.02  # loudness is judged in steps of this length
QUIET_DB = -30.0  # below the loudest step by this much: not part of the loudness
MANDARIN = ["-v", "cmn-latn-pinyin+hall", "-s", "150", "-p", "45", "-a", "100", "-z"]
ENGLISH = ["-v", "en-us+hall-english", "-s", "150", "-p", "45", "-a", "100", "-z"]

# The stock voice moves only 3 or 4 semitones between its tones (measured 76 to 93 Hz), so that they
# are hard to tell apart. This one has a woman's pitch and moves 9 or 10; it is espeak's own second female
# voice without its echo and roughness, with stronger consonants. English keeps the narrower melody.
TIMBRE = """\
language variant
name {name}
gender female
pitch {lowest} {highest}
formant 0 105 80 150
formant 1 110 80 160
formant 2 110 70 150
formant 3 110 70 150
formant 4 115 80 150
formant 5 115 80 150
formant 6 110 70 150
formant 7 110 70 150
formant 8 110 70 150
consonants 125 125
"""
TIMBRES = {"hall": (130, 320), "hall-english": (150, 250)}

# key: (text as people read it, numbered pinyin or phonemes in [[ ]]). Phonemes where pinyin alone
# sounds wrong: 请 stands before other syllables, where its third tone only falls; the w that pinyin
# writes in wu is no sound of its own, and spoken it bends the tone of 五.
CHINESE = {
    "word-please": ("请", "[[tS;h'i21N_|]]"),
    "word-number": ("号", "hao4"),
    "word-to": ("到", "dao4"),
    "word-please-go-to": ("请到", "qing3 dao4"),
    "word-window": ("窗口", "chuang1 kou3"),
    "word-number-window": ("号窗口", "hao4 chuang1 kou3"),
    "word-proceed": ("办理", "ban4 li3"),
    "word-priority": ("优先", "you1 xian1"),
    "word-your-number-is": ("您的号码是", "nin2 de5 hao4 ma3 shi4"),
    "word-ahead-of-you": ("前面还有", "qian2 mian4 hai2 you3"),
    "word-persons": ("位", "wei4"),
    "word-please-wait": ("请在等候区等候", "qing3 zai4 deng3 hou4 qu1 deng3 hou4"),
    "word-take-your-slip": ("请取走号票", "qing3 qu3 zou3 hao4 piao4"),
    "digit-0": ("零", "ling2"),
    "digit-1": ("一", "yi1"),
    "digit-1-alternate": ("幺", "yao1"),
    "digit-2": ("二", "er4"),
    "digit-2-counting": ("两", "liang3"),
    "digit-3": ("三", "san1"),
    "digit-4": ("四", "si4"),
    "digit-5": ("五", "[['u214_|]]"),
    "digit-6": ("六", "liu4"),
    "digit-7": ("七", "qi1"),
    "digit-8": ("八", "ba1"),
    "digit-9": ("九", "jiu3"),
    "number-10": ("十", "shi2"),
}
IN_ENGLISH = {
    "english-ticket": "ticket",
    "english-go-to-window": "please go to window",
    "english-your-number-is": "your number is",
    "english-ahead-of-you": "people ahead of you",
    "english-please-wait": "please wait in the waiting area",
    "english-take-your-slip": "please take your ticket",
}
NUMBERS = {
    **dict(enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"])),
    **dict(enumerate(["ten", "eleven", "twelve", "thirteen", "fourteen"], 10)),
    **dict(enumerate(["fifteen", "sixteen", "seventeen", "eighteen", "nineteen"], 15)),
    20: "twenty",
    30: "thirty",
    40: "forty",
    50: "fifty",
    60: "sixty",
    70: "seventy",
    80: "eighty",
    90: "ninety",
}
# An isolated small "a" would be read as the article; letters are named one by one, as capitals.
LETTERS = {f"letter-{letter}": letter.upper() for letter in ascii_lowercase}


def main() -> None:
    """Write every clip and the list of them."""
    shutil.rmtree(VOICE, ignore_errors=True)
    VOICE.mkdir(parents=True)
    clips: dict[str, dict[str, str | int]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        raw = Path(scratch) / "raw.wav"
        for voice in (MANDARIN, ENGLISH):
            voice.append(f"--path={voices_with_our_timbres(Path(scratch))}")
        chime(raw)
        clips["chime"] = pack("chime", raw, "叮咚")
        for key, (text, pinyin) in CHINESE.items():
            refuse_english(key, pinyin)
            speak(pinyin, MANDARIN, raw)
            clips[key] = pack(key, raw, text)
        english = {f"english-number-{number}": word for number, word in NUMBERS.items()}
        for key, text in {**LETTERS, **IN_ENGLISH, **english}.items():
            speak(text, ENGLISH, raw)
            clips[key] = pack(key, raw, text)
    (VOICE / "clips.json").write_text(
        json.dumps(clips, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


def voices_with_our_timbres(scratch: Path) -> Path:
    """Show espeak-ng its own files with our timbres in the place of its variants."""
    found = re.search(r"Data at: (\S+)", run("espeak-ng", "--version"))
    if not found:
        raise SystemExit("espeak-ng does not say where its files are")
    shown = scratch / "espeak-ng-data"
    (shown / "voices/!v").mkdir(parents=True, exist_ok=True)
    for part in Path(found[1]).iterdir():
        if part.name != "voices" and not (shown / part.name).exists():
            (shown / part.name).symlink_to(part)
    for name, (lowest, highest) in TIMBRES.items():
        timbre = TIMBRE.format(name=name, lowest=lowest, highest=highest)
        (shown / "voices/!v" / name).write_text(timbre, encoding="utf-8")
    return scratch


def phonemes(words: str, voice: list[str]) -> str:
    """What espeak-ng is going to say, in its own phoneme letters."""
    return run("espeak-ng", *voice, "-q", "-x", words).strip()


def refuse_english(key: str, pinyin: str) -> None:
    """A Mandarin clip has one tone for each syllable written, and never switches the language."""
    spoken = phonemes(pinyin, MANDARIN)
    written = 1 if pinyin.startswith("[[") else len(re.findall(r"\d", pinyin))
    tones = re.findall(r"(?:11|21|22|33|35|44|51|55|214)(?=\D|$)", spoken)
    if "(" in spoken or len(tones) != written:
        raise SystemExit(f"{key}: {pinyin} would be read as {spoken}")


def speak(words: str, voice: list[str], into: Path) -> None:
    """Speak, cut the silence at both ends, take away rumble, lift the consonants, soften the ends."""
    with tempfile.TemporaryDirectory() as scratch:
        spoken, shaped = Path(scratch) / "spoken.wav", Path(scratch) / "shaped.wav"
        run("espeak-ng", *voice, "-w", str(spoken), words)
        trim = ["silence", "1", "0.005", "0.4%", "reverse"]
        run(
            "sox",
            "-R",
            str(spoken),
            "-b",
            "16",
            str(shaped),
            "gain",
            "-6",
            *trim,
            *trim,
            "highpass",
            "110",
            "equalizer",
            "3000",
            "1.2q",
            "3",
        )
        level(shaped, into)


def level(source: Path, into: Path) -> None:
    """Bring a clip to the common loudness, judged on its audible steps only, with soft ends."""
    with wave.open(str(source)) as opened:
        samples = array.array("h", opened.readframes(opened.getnframes()))
    step = int(RATE * WINDOW_SECONDS)
    powers = [
        sum(s * s for s in samples[at : at + step]) / step / 32768**2
        for at in range(0, len(samples) - step, step)
    ]
    audible = [power for power in powers if power > max(powers) * 10 ** (QUIET_DB / 10)]
    mean_db = 10 * math.log10(sum(audible) / len(audible))
    run(
        "sox",
        "-R",
        str(source),
        str(into),
        "gain",
        "-l",
        f"{LOUDNESS_DB - mean_db:.2f}",
        "fade",
        "t",
        "0.004",
        "-0",
        "0.012",
        "pad",
        "0.01",
        "0.01",
    )
    with wave.open(str(into)) as opened:
        loudest = max(abs(s) for s in array.array("h", opened.readframes(opened.getnframes())))
    if loudest > PEAK * 32768:
        run(
            "sox",
            "-R",
            str(source),
            str(into),
            "gain",
            "-n",
            "-1",
            "fade",
            "t",
            "0.004",
            "-0",
            "0.012",
            "pad",
            "0.01",
            "0.01",
        )


def chime(into: Path) -> None:
    """Two soft bell tones, a fourth apart falling (ding-dong); decay as a struck bar does."""
    seconds = 1.5
    samples = [0.0] * int(RATE * seconds)
    for start, pitch in ((0.0, 659.26), (0.42, 493.88)):
        for partial, strength, decay in ((1, 1.0, 2.6), (2, 0.22, 4.5), (3.01, 0.08, 8.0)):
            for at in range(int(RATE * start), len(samples)):
                t = at / RATE - start
                turns = 2 * math.pi * pitch * partial
                attack = 0.5 - 0.5 * math.cos(math.pi * min(t / 0.015, 1.0))
                samples[at] += attack * strength * math.exp(-decay * t) * math.sin(turns * t)
    scale = 0.5 * 32767 / max(abs(sample) for sample in samples)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.wav"
        with wave.open(str(plain), "wb") as opened:
            opened.setparams((1, 2, RATE, 0, "NONE", ""))
            opened.writeframes(array.array("h", (int(s * scale) for s in samples)).tobytes())
        run("sox", "-R", str(plain), str(into), "fade", "t", "0", "-0", "0.25")


def pack(key: str, raw: Path, text: str) -> dict[str, str | int]:
    """Write one clip and return its line in the list."""
    file = f"{key}.ogg"
    run(
        "opusenc",
        "--quiet",
        "--bitrate",
        "40",
        "--serial",
        "1",
        "--discard-comments",
        "--padding",
        "0",
        str(raw),
        str(VOICE / file),
    )
    with wave.open(str(raw)) as opened:
        milliseconds = round(1000 * opened.getnframes() / opened.getframerate())
    return {"file": file, "text": text, "duration_ms": milliseconds}


def run(*command: str) -> str:
    """Run one tool and stop with its words when it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command[0]}: {done.stderr.strip()}")
    return done.stdout


if __name__ == "__main__":
    main()
