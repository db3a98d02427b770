"""One rule of the SDK broken in each."""

from sdk import ForbiddenError, HttpError, Rules

mutants = {
    "each-403-forbidden": {"class_of_403": lambda headers: ForbiddenError},
    "each-409-retried": {"is_409_retried": lambda body: True},
    "retries-of-typescript": {"max_retries": 2},
    "delays-of-typescript": {"backoff": lambda retry: 1.0 * (retry + 1) ** 2},
    "timeout-of-typescript": {"timeout": 3600.0},
    "timeout-of-the-api": {"timed_out": lambda error: HttpError("Timed out.")},
}


def rules_of(mutant):
    rules = Rules()
    for name, rule in mutants[mutant].items() if mutant else ():
        setattr(rules, name, rule)
    return rules
