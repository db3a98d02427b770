from __future__ import annotations

from .mutant import Mutant

BACKOFF = (
    Mutant(
        "no-jitter-floor",
        "jitter runs from 0 instead of from half the delay",
        "retry.backoff",
        lambda sound: {"backoff": lambda retry, random: 0.5 * 2**retry * random},
        cause="otherJitter",
    ),
    Mutant(
        "not-exponential",
        "every delay is as long as the first",
        "retry.backoff",
        lambda sound: {"backoff": lambda retry, random: sound.backoff(0, random)},
        cause="flatBackoff",
    ),
    Mutant(
        "linear-backoff",
        "delays grow by addition instead of doubling",
        "retry.backoff",
        lambda sound: {"backoff": lambda retry, random: 0.5 * (retry + 1) * (0.5 + random / 2)},
        cause="linearBackoff",
    ),
    Mutant(
        "no-delay-at-all",
        "without a hint the retry goes out at once",
        "retry.backoff",
        lambda sound: {"backoff": lambda retry, random: 0.0},
        cause="noDelay",
    ),
    Mutant(
        "backoff-a-step-ahead",
        "the first delay is already doubled",
        "retry.backoff",
        lambda sound: {"backoff": lambda retry, random: sound.backoff(retry + 1, random)},
        cause="startsOneStepUp",
    ),
    Mutant(
        "jitter-on-top",
        "jitter lengthens the delay instead of shortening it",
        "retry.backoff",
        lambda sound: {"backoff": lambda retry, random: 0.5 * 2**retry * (1 + random / 2)},
        cause="otherJitter",
    ),
    Mutant(
        "no-jitter",
        "all clients wait equally long",
        "retry.backoff.jitter",
        lambda sound: {"backoff": lambda retry, random: sound.backoff(retry, 0.5)},
        cause="unevenJitter",
    ),
    Mutant(
        "jitter-too-narrow",
        "delays use a tenth of the declared spread",
        "retry.backoff.jitter",
        lambda sound: {"backoff": lambda retry, random: sound.backoff(retry, 0.9 + random / 10)},
        cause="unevenJitter",
    ),
    Mutant(
        "jitter-a-little-narrow",
        "jitter never lengthens a delay by the last tenth of its spread",
        "retry.backoff.jitter",
        lambda sound: {"backoff": lambda retry, random: sound.backoff(retry, random * 0.9)},
        cause="unevenJitter",
    ),
    Mutant(
        "jitter-uneven",
        "the random number is squared: most clients come early, together",
        "retry.backoff.jitter",
        lambda sound: {"backoff": lambda retry, random: sound.backoff(retry, random**2)},
        cause="unevenJitter",
    ),
    Mutant(
        "jitter-alike",
        "jitter hangs on the attempt alone, so that all clients draw the same",
        "retry.backoff.jitter",
        lambda sound: {"backoff": lambda retry, random: sound.backoff(retry, (0.3, 0.8, 0.5)[retry % 3])},
        cause="unevenJitter",
    ),
    Mutant(
        "jitter-on-both-sides",
        "jitter lengthens the delay as much as it shortens it",
        "retry.backoff",
        lambda sound: {"backoff": lambda retry, random: 0.5 * 2**retry * (0.5 + random)},
        cause="otherJitter",
    ),
    Mutant(
        "wrong-factor",
        "delays grow by a half instead of doubling",
        "retry.backoff",
        lambda sound: {"backoff": lambda retry, random: 0.5 * 1.5**retry * (0.5 + random / 2)},
        cause="otherFactor",
    ),
)
