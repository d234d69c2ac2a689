"""The only place for the words of a count of answer profiles and its share."""

NOT_A_PROBABILITY = (
    "An answer profile is one answer to everything that is not merely recorded. A share of "
    "profiles is not a probability: real candidates are not spread evenly over them."
)


def grouped(number: int) -> str:
    """A whole number with its digits in threes, which no line break parts: `1 234 567`."""
    return f"{number:,}".replace(",", "\u00a0")


def share(number: int, total: int) -> str:
    """What part of a total a number is: `0.5 %`, rounded; `under 0.1 %` where it is less."""
    thousandths = (number * 1000 + total // 2) // total if total else 0
    if number and not thousandths:
        return "under 0.1 %"
    if number < total and thousandths == 1000:
        return "over 99.9 %"
    return f"{thousandths // 10}.{thousandths % 10} %"


def with_share(number: int, total: int) -> str:
    """A count with its share: `1 234 (0.5 %)`."""
    return f"{grouped(number)} ({share(number, total)})"
