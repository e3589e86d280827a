"""Refusals: what the app says no to, as a code and facts; the sentence is found in `locales/`."""


class Refusal(Exception):
    """A request that cannot be granted; nothing has been written.

    `code` names the sentence (`refusal.<code>` in the catalogues); `facts` fill its gaps.
    """

    def __init__(self, code: str, /, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts: dict[str, object] = facts

    def __str__(self) -> str:
        return f"{self.code} {self.facts}" if self.facts else self.code
