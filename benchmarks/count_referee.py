"""pabutools on one file, as its own documentation counts: run by `benchmarks.count` alone.

python -m benchmarks.count_referee FILE.pb exact|float
"""

import json
import sys


def main() -> None:
    """Print the winners of Equal Shares with Add1 as one JSON object."""
    import pabutools.fractions
    from pabutools.election import Cost_Sat, parse_pabulib
    from pabutools.rules import exhaustion_by_budget_increase, method_of_equal_shares

    path, numbers = sys.argv[1:]
    pabutools.fractions.FRACTION = "gmpy2" if numbers == "exact" else "float"
    instance, profile = parse_pabulib(path)
    outcome = exhaustion_by_budget_increase(
        instance,
        profile.as_multiprofile(),
        method_of_equal_shares,
        rule_params={"sat_class": Cost_Sat},
        budget_step=profile.num_ballots(),
    )
    print(json.dumps({"winners": [project.name for project in outcome]}))


if __name__ == "__main__":
    main()
